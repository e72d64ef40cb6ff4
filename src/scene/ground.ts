import { FLAT_GROUND, type GroundHeight, groundOf, type HeightField } from '../domain/geo/height-field.ts';

/** A city's terrain for the scene: the heights that everything stands on, and the mesh that is drawn below it. */
export interface SceneTerrain {
  /** Address of the folder of `layer.json`. */
  readonly url: string;
  readonly field: HeightField;
}

/**
 * The ground of a scene. Everywhere else in the product heights are metres above ground; the scene alone adds the ground's,
 * here and in `local-place.ts`.
 */
export interface SceneGround {
  /** Metres above the ellipsoid. */
  readonly heightAt: GroundHeight;
  /** Lowest and highest ground, metres. */
  readonly low: number;
  readonly high: number;
}

export const FLAT: SceneGround = { heightAt: FLAT_GROUND, low: 0, high: 0 };

/** The ground of a terrain; flat at 0 without one. */
export function sceneGround(terrain: SceneTerrain | null): SceneGround {
  if (!terrain) return FLAT;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const height of terrain.field.heights) {
    low = Math.min(low, height);
    high = Math.max(high, height);
  }
  return { heightAt: groundOf(terrain.field), low, high };
}

/** Parts that a ray is searched in: between two of them a ridge of a few metres may be missed, a hill is not. */
const PARTS = 400;
const HALVINGS = 24;

/**
 * The first place between `from` and `to` where `above` falls below zero, or null when it stays above: where a ray meets the
 * ground, when `above` is its height over it.
 */
export function firstBelow(above: (at: number) => number, from: number, to: number): number | null {
  if (above(from) <= 0) return from;
  for (let i = 1; i <= PARTS; i++) {
    let high = from + ((to - from) * i) / PARTS;
    if (above(high) > 0) continue;
    let low = from + ((to - from) * (i - 1)) / PARTS;
    for (let k = 0; k < HALVINGS; k++) {
      const middle = (low + high) / 2;
      if (above(middle) > 0) low = middle;
      else high = middle;
    }
    return high;
  }
  return null;
}

/** Metres that the ground rises a metre east and a metre north of a place, seen over a few metres. */
export function slopeAt(ground: GroundHeight, longitude: number, latitude: number): readonly [number, number] {
  if (ground === FLAT_GROUND) return LEVEL;
  const metres = 6;
  const [dx, dy] = [metres / (111_320 * Math.cos((latitude * Math.PI) / 180)), metres / 110_950];
  return [
    (ground(longitude + dx, latitude) - ground(longitude - dx, latitude)) / (2 * metres),
    (ground(longitude, latitude + dy) - ground(longitude, latitude - dy)) / (2 * metres),
  ];
}

const LEVEL = [0, 0] as const;
