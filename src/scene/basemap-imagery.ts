import {
  GeographicTilingScheme,
  type ImageryProvider,
  Resource,
  UrlTemplateImageryProvider,
  WebMapServiceImageryProvider,
  WebMapTileServiceImageryProvider,
} from '@cesium/engine';
import type { SceneBasemap } from './scene-spec.ts';

const SUBDOMAINS = '0,1,2,3,4,5,6,7';
/** 天地图 numbers the matrices of its geographic set from 1, at two tiles; so do WMTS sets in degrees in China. */
const GEOGRAPHIC_LABELS = Array.from({ length: 20 }, (_, level) => String(level + 1));

/**
 * The imagery of a catalog entry; calls `onTile` with every tile that came. Options by type, all text:
 * - `wmts`: `layer`, `style`, `format`, `tileMatrixSet`, `geographic` (`true`: tiles in degrees, two at level 0),
 *   `firstMatrix` (name of level 0, a number), `key` and `keyName` (query parameter of the key, `tk` by default);
 * - `tianditu`: `layer` (`vec`, `cva`, `img`, `cia`, `ter`…), `tileMatrixSet` (`w` or `c`), `key`;
 * - `wms`: `layers`, `styles`, `format`, `version`; `xyz`: `{x} {y} {z} {s} {reverseY}` in the address;
 * - all: `maximumLevel`, `subdomains` (comma separated), `key`, `keyName`.
 */
export function imageryOf(basemap: SceneBasemap, onTile: () => void): ImageryProvider {
  const provider = providerOf(basemap);
  const request = provider.requestImage.bind(provider);
  provider.requestImage = (...tile: Parameters<typeof request>) => {
    const image = request(...tile);
    image?.then(onTile, () => undefined);
    return image;
  };
  return provider;
}

function providerOf(basemap: SceneBasemap): ImageryProvider {
  const { type, options = {} } = basemap;
  const maximumLevel = options.maximumLevel ? Number(options.maximumLevel) : 18;
  const subdomains = (options.subdomains ?? SUBDOMAINS).split(',');
  switch (type) {
    case 'wmts':
      return new WebMapTileServiceImageryProvider({
        url: keyed(basemap.url, options),
        layer: options.layer ?? '',
        style: options.style ?? 'default',
        format: options.format ?? 'image/png',
        tileMatrixSetID: options.tileMatrixSet ?? 'w',
        ...matrices(options.geographic === 'true', options.firstMatrix),
        subdomains,
        maximumLevel,
      });
    case 'tianditu': {
      const layer = options.layer ?? 'vec';
      const matrix = options.tileMatrixSet ?? 'w';
      return new WebMapTileServiceImageryProvider({
        url: keyed(basemap.url.replaceAll('{layer}', layer).replaceAll('{matrix}', matrix), options),
        layer,
        style: options.style ?? 'default',
        format: options.format ?? 'tiles',
        tileMatrixSetID: matrix,
        ...matrices(matrix === 'c', undefined),
        subdomains,
        maximumLevel,
      });
    }
    case 'wms':
      return new WebMapServiceImageryProvider({
        url: keyed(basemap.url, options),
        layers: options.layers ?? '',
        parameters: {
          transparent: true,
          format: options.format ?? 'image/png',
          ...(options.styles ? { styles: options.styles } : {}),
          ...(options.version ? { version: options.version } : {}),
        },
        enablePickFeatures: false,
        subdomains,
        maximumLevel,
      });
    case 'xyz':
      return new UrlTemplateImageryProvider({ url: keyed(basemap.url, options), subdomains, maximumLevel });
    case '3dtiles':
      throw new RangeError(`Basemap "${basemap.id}": 3D Tiles are no imagery.`);
  }
}

/** The address with its key as query parameter; an address that brings the parameter itself stays as it is. */
function keyed(url: string, options: Readonly<Record<string, string>>): Resource | string {
  const name = options.keyName ?? 'tk';
  if (!options.key || url.includes(`${name}=`)) return url;
  return new Resource({ url, queryParameters: { [name]: options.key } });
}

function matrices(geographic: boolean, first: string | undefined) {
  if (geographic && first === undefined)
    return { tilingScheme: new GeographicTilingScheme(), tileMatrixLabels: GEOGRAPHIC_LABELS };
  const labels =
    first === undefined ? {} : { tileMatrixLabels: GEOGRAPHIC_LABELS.map((_, level) => String(level + Number(first))) };
  return geographic ? { tilingScheme: new GeographicTilingScheme(), ...labels } : labels;
}
