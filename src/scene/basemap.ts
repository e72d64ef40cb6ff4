import { Cesium3DTileset, ImageryLayer, type Scene } from '@cesium/engine';
import { imageryOf } from './basemap-imagery.ts';
import { createBuildingDivider } from './building-divider.ts';
import { BuildingResource } from './building-resource.ts';
import type { Frames } from './frame.ts';
import type { SceneBasemap, SceneTrouble } from './scene-spec.ts';

/** The one outside map below the city, or none; none is the default and fetches nothing. */
export interface Basemap {
  sync(basemap: SceneBasemap | null): void;
  /** Follows the daylight, 0 by night to 1 by day: a bright map at night would drown the lamps. */
  light(day: number): void;
  destroy(): void;
}

/** Failures in a row after which a service that has answered before counts as gone. */
const GONE_AFTER = 6;
/** Wall milliseconds before a service that does not answer is tried again; doubled each time up to the second. */
const RETRY_FIRST = 5_000;
const RETRY_LAST = 160_000;
/** Brightness of a map at night. */
const NIGHT = 0.3;

export interface BasemapHost {
  readonly scene: Scene;
  readonly frames: Frames;
  readonly trouble: (trouble: SceneTrouble) => void;
  /** A map lies below the city from its first tile on: the drawn ground makes way, and comes back with `false`. */
  readonly covers: (covered: boolean) => void;
}

export function createBasemap({ scene, frames, trouble, covers }: BasemapHost): Basemap {
  let shown: SceneBasemap | null = null;
  let brightness = 1;
  let imagery: ImageryLayer | null = null;
  let undo = () => {};

  const showImagery = (basemap: SceneBasemap) => {
    let answered = false;
    let failures = 0;
    let told = false;
    let wait = RETRY_FIRST;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let take = () => {};
    const say = (message: string) => {
      if (!told) trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message });
      told = true;
    };
    const takeBack = () => {
      if (told) trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message: '', over: true });
      told = false;
    };

    const lay = () => {
      const provider = imageryOf(basemap, () => {
        failures = 0;
        wait = RETRY_FIRST;
        takeBack();
        if (answered) return;
        answered = true;
        covers(true);
        frames.request('basemap');
      });
      const stop = provider.errorEvent.addEventListener((error: { message: string }) => {
        failures += 1;
        // Beyond its own area a service may well refuse a tile; only silence from the start, or for long, is trouble.
        if (answered && failures < GONE_AFTER) return;
        say(error.message);
        if (answered || retry !== undefined) return;
        retry = setTimeout(() => {
          retry = undefined;
          take();
          lay();
        }, wait);
        wait = Math.min(2 * wait, RETRY_LAST);
      });
      const layer = new ImageryLayer(provider);
      layer.brightness = brightness;
      imagery = layer;
      scene.imageryLayers.add(layer);
      frames.request('basemap');
      take = () => {
        stop();
        scene.imageryLayers.remove(layer);
      };
    };
    lay();
    return () => {
      clearTimeout(retry);
      take();
      imagery = null;
      takeBack();
      covers(false);
    };
  };

  const showTiles = (basemap: SceneBasemap) => {
    let closed = false;
    let told = false;
    let tileset: Cesium3DTileset | null = null;
    const say = (message: string) => {
      if (!told && !closed) trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message });
      told = true;
    };
    // The model may be another city of ours.
    const divider = createBuildingDivider();
    Cesium3DTileset.fromUrl(new BuildingResource(basemap.url, divider), { enableCollision: false }).then(
      (each) => {
        if (closed) return each.destroy();
        each.environmentMapManager.enabled = false;
        each.tileFailed.addEventListener((error: { message: string }) => say(error.message));
        tileset = scene.primitives.add(each) as Cesium3DTileset;
        frames.request('basemap');
      },
      (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      closed = true;
      if (tileset) scene.primitives.remove(tileset);
      divider.destroy();
      if (told) trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message: '', over: true });
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
          undo = basemap.type === '3dtiles' ? showTiles(basemap) : showImagery(basemap);
        } catch (error) {
          trouble({ kind: 'basemap', id: basemap.id, url: basemap.url, message: String(error) });
        }
      }
      frames.request('basemap');
    },
    light(day) {
      brightness = NIGHT + (1 - NIGHT) * day;
      if (imagery) imagery.brightness = brightness;
    },
    destroy() {
      undo();
      undo = () => {};
    },
  };
}
