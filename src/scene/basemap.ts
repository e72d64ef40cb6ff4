import {
  Cesium3DTileset,
  ImageryLayer,
  type ImageryProvider,
  type Scene,
  UrlTemplateImageryProvider,
  WebMapServiceImageryProvider,
  WebMapTileServiceImageryProvider,
} from '@cesium/engine';
import type { Frames } from './frame.ts';
import type { SceneBasemap, SceneTrouble } from './scene-spec.ts';

/** The one outside map below the city, or none; none is the default and fetches nothing. */
export interface Basemap {
  sync(basemap: SceneBasemap | null): void;
  destroy(): void;
}

export function createBasemap(scene: Scene, frames: Frames, trouble: (trouble: SceneTrouble) => void): Basemap {
  let shown: SceneBasemap | null = null;
  let undo = () => {};

  const show = (basemap: SceneBasemap) => {
    if (basemap.type === '3dtiles') return showTiles(basemap);
    const provider = providerOf(basemap, basemap.type);
    const stop = provider.errorEvent.addEventListener((error: { message: string }) =>
      trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message: error.message }),
    );
    const layer = scene.imageryLayers.add(new ImageryLayer(provider));
    return () => {
      stop();
      scene.imageryLayers.remove(layer as unknown as ImageryLayer);
    };
  };

  const showTiles = (basemap: SceneBasemap) => {
    let closed = false;
    let tileset: Cesium3DTileset | null = null;
    Cesium3DTileset.fromUrl(basemap.url, { enableCollision: false }).then(
      (each) => {
        if (closed) return each.destroy();
        each.environmentMapManager.enabled = false;
        tileset = scene.primitives.add(each, 0) as Cesium3DTileset;
        frames.request('basemap');
      },
      (error: unknown) => trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message: String(error) }),
    );
    return () => {
      closed = true;
      if (tileset) scene.primitives.remove(tileset);
    };
  };

  return {
    sync(basemap) {
      if (basemap?.id === shown?.id) return;
      undo();
      undo = () => {};
      shown = basemap;
      if (basemap) {
        try {
          undo = show(basemap) ?? (() => {});
        } catch (error) {
          trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message: String(error) });
        }
      }
      frames.request('basemap');
    },
    destroy() {
      undo();
      undo = () => {};
    },
  };
}

function providerOf(basemap: SceneBasemap, type: Exclude<SceneBasemap['type'], '3dtiles'>): ImageryProvider {
  const { url, options = {} } = basemap;
  const maximumLevel = options.maximumLevel ? Number(options.maximumLevel) : 18;
  switch (type) {
    case 'wmts':
      return new WebMapTileServiceImageryProvider({
        url,
        layer: options.layer ?? '',
        style: options.style ?? 'default',
        format: options.format ?? 'image/png',
        tileMatrixSetID: options.tileMatrixSet ?? 'w',
        maximumLevel,
      });
    case 'tianditu':
      return new WebMapTileServiceImageryProvider({
        url: `${url || 'https://t{s}.tianditu.gov.cn/vec_w/wmts'}${url.includes('tk=') ? '' : `?tk=${options.key ?? ''}`}`,
        layer: options.layer ?? 'vec',
        style: 'default',
        format: 'tiles',
        tileMatrixSetID: options.tileMatrixSet ?? 'w',
        subdomains: ['0', '1', '2', '3', '4', '5', '6', '7'],
        maximumLevel,
      });
    case 'wms':
      return new WebMapServiceImageryProvider({
        url,
        layers: options.layers ?? '',
        parameters: { transparent: true, format: options.format ?? 'image/png' },
        maximumLevel,
      });
    case 'xyz':
      return new UrlTemplateImageryProvider({ url, maximumLevel });
  }
}
