import {
  type BoundingSphere,
  Cartesian3,
  Cartographic,
  type Cesium3DTileset,
  Math as CesiumMath,
  defined,
  Matrix4,
  Ray,
  type Scene,
  Transforms,
} from '@cesium/engine';
import { type Clip, leaves } from '../domain/geo/clip.ts';
import type { Place } from '../domain/geo/measure.ts';
import type { Footing } from '../domain/walk.ts';
import type { SceneGround } from './ground.ts';
import type { TilesetKind } from './scene-spec.ts';

/** What nobody walks through; trees and furniture are gone round in thought. */
const WALLS: readonly TilesetKind[] = ['buildings', 'structures'];
/** What carries a person. Roofs are not reached on foot. */
const DECKS: readonly TilesetKind[] = ['structures'];

/** Metres that a ray looks ahead, and that one holds good for beside its own. */
const [REACH, REMEMBERED] = [4, 1.5] as const;
/** A ray goes on this far behind what is cut away, metres, and past so many triangles of a tile. */
const [BEHIND, MOST_PAST] = [0.01, 32] as const;

/** What Cesium knows of a tile that is drawn, and its way to meet its triangles on the processor. */
interface DrawnTile {
  readonly contentBoundingVolume: { readonly boundingSphere: BoundingSphere };
  readonly content?: { pick?(ray: Ray, frameState: unknown, result: Cartesian3): Cartesian3 | undefined };
}

/**
 * Walls and decks as they are drawn, but for what `clip` cuts away, met by rays on the processor: a few tiles about the place, no
 * frame and no wait.
 */
export function footing(
  scene: Scene,
  solid: (kinds: readonly TilesetKind[]) => readonly Cesium3DTileset[],
  ground: SceneGround,
  clip: () => Clip | null,
): Footing {
  const { frameState } = scene as unknown as { readonly frameState: unknown };
  const met = new Cartesian3();
  const seen: { readonly origin: Cartesian3; readonly bearing: number; readonly free: number }[] = [];
  let seenUnder: Clip | null = null;

  function stands(at: Cartesian3): boolean {
    const now = clip();
    if (!now) return true;
    const place = Cartographic.fromCartesian(at);
    const [longitude, latitude] = [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude)];
    return leaves(now, [longitude, latitude, place.height - ground.heightAt(longitude, latitude)], ground.heightAt);
  }

  /** Metres along the ray to the first triangle of a tile that is drawn; `most` where none is before. */
  function metIn({ content }: DrawnTile, ray: Ray, most: number): number {
    let past = 0;
    for (let left = MOST_PAST; left > 0 && past < most; left--) {
      const hit = content?.pick?.(new Ray(Ray.getPoint(ray, past), ray.direction), frameState, met);
      if (!defined(hit)) return most;
      const metres = Cartesian3.distance(hit, ray.origin);
      if (stands(hit)) return Math.min(metres, most);
      past = metres + BEHIND;
    }
    return most;
  }

  /** Metres along the ray to the nearest triangle that faces it. */
  function nearest(ray: Ray, kinds: readonly TilesetKind[], most: number): number {
    let best = most;
    for (const tileset of solid(kinds)) {
      const { _selectedTiles: drawn } = tileset as unknown as { readonly _selectedTiles: readonly DrawnTile[] };
      for (const tile of drawn) {
        const { center, radius } = tile.contentBoundingVolume.boundingSphere;
        if (Cartesian3.distance(center, ray.origin) <= radius + best) best = metIn(tile, ray, best);
      }
    }
    return best;
  }

  function rayFrom([longitude, latitude, height]: Place, east: number, north: number, up: number): Ray {
    const at = Cartesian3.fromDegrees(longitude, latitude, ground.heightAt(longitude, latitude) + height);
    const local = Transforms.eastNorthUpToFixedFrame(at);
    const direction = Matrix4.multiplyByPointAsVector(local, new Cartesian3(east, north, up), new Cartesian3());
    return new Ray(at, Cartesian3.normalize(direction, direction));
  }

  return {
    freeAhead(from, bearing, most) {
      const angle = CesiumMath.toRadians(bearing);
      const ray = rayFrom(from, Math.sin(angle), Math.cos(angle), 0);
      if (clip() !== seenUnder) seen.length = 0;
      seenUnder = clip();
      // What was seen to be free a step ago still is, less that step.
      const known = seen.find((each) => {
        const step = Cartesian3.distance(each.origin, ray.origin);
        return step < REMEMBERED && each.free - step >= most && Math.abs(each.bearing - bearing) < 1;
      });
      if (known) return most;
      const free = nearest(ray, WALLS, Math.max(most, REACH));
      seen.unshift({ origin: ray.origin, bearing, free });
      seen.length = Math.min(seen.length, 4);
      return Math.min(free, most);
    },
    deckBelow(from) {
      const [longitude, latitude, most] = from;
      if (most <= 0) return 0;
      const ray = rayFrom(from, 0, 0, -1);
      const metres = nearest(ray, DECKS, most);
      if (metres >= most) return 0;
      const { height } = Cartographic.fromCartesian(Ray.getPoint(ray, metres));
      return Math.max(height - ground.heightAt(longitude, latitude), 0);
    },
  };
}
