import { fillHoles } from '../../../src/domain/geo/fill-holes.ts';
import { type GroundHeight, type HeightField, heightAt } from '../../../src/domain/geo/height-field.ts';
import type { Rings } from '../feature.ts';
import type { Bounds } from '../tile/quadtree.ts';
import { type Lattice, latticeOver } from './lattice.ts';
import { levelWater, wetNodes } from './level-water.ts';
import { makeRtin, type Rtin } from './rtin.ts';
import type { SampledTerrain } from './terrain-source.ts';

/** The drawn ground is nowhere farther from its nodes, metres; two surfaces with this error stay within 5 cm. */
const TOLERANCE = 0.025;
/** A finest tile is at least this many triangles a side, so that none sinks below the curved Earth: 600 m sink 1 cm. */
const PARTS = 2;
/** Heights are kept in steps of a centimetre, or coarser where 16 bits would not reach. */
const STEP = 0.01;
const MOST_STEPS = 65_535;

/** The ground of a city, as everything in the build sees it. */
export interface Ground {
  readonly lattice: Lattice;
  readonly rtin: Rtin;
  /** The same network with the water spanned from bank to bank: what carries roads and rails over it. */
  readonly spanned: Rtin;
  /** What clients keep: the nodes over the city, in steps of `step` metres from `base`. */
  readonly field: HeightField;
  readonly steps: Uint16Array;
  readonly base: number;
  readonly step: number;
  /** Metres above the ellipsoid at longitude°, latitude°; the edge's beyond the city. */
  readonly heightAt: GroundHeight;
}

/** The ground over `bounds` from `sampled`, level where `water` lies. */
export function makeGround(sampled: SampledTerrain, bounds: Bounds, water: readonly Rings[]): Ground {
  const lattice = latticeOver(bounds, sampled.spacing);
  const { side, step: degrees, west, south } = lattice;
  // Beyond the city the ground goes on as at its edge, so that no source is asked for what it need not know.
  const inside = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
  const heights = new Float32Array(side * side);
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++)
      heights[j * side + i] = sampled.heightAt(
        inside(west + i * degrees, bounds[0] - degrees, bounds[2] + degrees),
        inside(south + j * degrees, bounds[1] - degrees, bounds[3] + degrees),
      );
  const wet = wetNodes(lattice, water);
  levelWater(heights, lattice, wet);
  const { base, step } = quantise(heights);
  const longest = (side - 1) / lattice.tiles / PARTS;
  const land = makeRtin(heights, side, TOLERANCE, longest);
  const over = makeRtin(bankToBank(heights, side, wet), side, TOLERANCE, longest);
  // One set of triangles for both: beside the water they are one surface.
  const errors = land.errors.map((error, i) => Math.max(error, over.errors[i]!));
  const [rtin, spanned] = [
    { ...land, errors },
    { ...over, errors },
  ];
  const { field, steps } = crop(heights, lattice, bounds, base, step);
  return { lattice, rtin, spanned, field, steps, base, step, heightAt: (x, y) => heightAt(field, x, y) };
}

function bankToBank(heights: Float32Array, side: number, wet: ReadonlySet<number>): Float32Array {
  if (wet.size === 0) return heights;
  const spanned = heights.slice();
  for (const node of wet) spanned[node] = Number.NaN;
  fillHoles(spanned, side);
  return spanned;
}

/** Rounds the heights to what the client's 16 bits hold, so that all readers agree to the last digit. */
function quantise(heights: Float32Array): { base: number; step: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const height of heights) {
    low = Math.min(low, height);
    high = Math.max(high, height);
  }
  const base = Math.floor(low);
  const step = STEP * Math.ceil((high - base) / STEP / MOST_STEPS);
  for (let i = 0; i < heights.length; i++) heights[i] = base + step * Math.round((heights[i]! - base) / step);
  return { base, step };
}

/** The nodes over the city and one beyond; from an even node on, so that the diagonals of its cells stay as they are. */
function crop(
  heights: Float32Array,
  { side, step: degrees, west, south }: Lattice,
  bounds: Bounds,
  base: number,
  step: number,
): { field: HeightField; steps: Uint16Array } {
  const from = (value: number, origin: number): number =>
    Math.max(0, 2 * Math.floor((Math.floor((value - origin) / degrees) - 1) / 2));
  const to = (value: number, origin: number): number => Math.min(side - 1, Math.ceil((value - origin) / degrees) + 1);
  const [left, bottom] = [from(bounds[0], west), from(bounds[1], south)];
  const [columns, rows] = [to(bounds[2], west) - left + 1, to(bounds[3], south) - bottom + 1];
  const cropped = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j++)
    cropped.set(heights.subarray((bottom + j) * side + left, (bottom + j) * side + left + columns), j * columns);
  return {
    field: {
      west: west + left * degrees,
      south: south + bottom * degrees,
      stepLongitude: degrees,
      stepLatitude: degrees,
      columns,
      rows,
      heights: cropped,
    },
    steps: Uint16Array.from(cropped, (height) => Math.round((height - base) / step)),
  };
}
