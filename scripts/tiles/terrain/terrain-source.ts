import type { Dataset, Problem } from '../../../src/wire/catalog.ts';
import type { Bounds } from '../tile/quadtree.ts';

/** Something about a terrain that its owner should know. */
export type TerrainRemark = Pick<Problem, 'what' | 'remedy'>;

/** What a source knows of the ground of an area. */
export interface SampledTerrain {
  /** Metres above the ellipsoid at longitude°, latitude°, anywhere in the area. */
  readonly heightAt: (longitude: number, latitude: number) => number;
  /** Metres from value to value of the source. */
  readonly spacing: number;
  /** What was repaired or assumed. */
  readonly remarks: readonly TerrainRemark[];
}

/** Where the heights of a city's ground come from. */
export interface TerrainSource {
  readonly dataset: Dataset;
  /** Reads what covers `bounds`. Throws InputError when the source cannot be used for it. */
  sample(bounds: Bounds): Promise<SampledTerrain>;
}
