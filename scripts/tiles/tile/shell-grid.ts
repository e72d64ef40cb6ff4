import { type Extent, intoFrame } from './content-frame.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { FLOAT, type GlbDraft } from './glb.ts';

/** How exactly points stand; the exponents are of two, in metres. */
export interface Precision {
  /** Step of east and south. */
  readonly plane: number;
  /** Step of up. */
  readonly rise: number;
  /** Metres that a coordinate may be off so as to be that of the point before it; half a step at least. */
  readonly astray: number;
}

type Axis = 0 | 1 | 2;

/** A step is counted by 24 bits with a sign. */
const MOST_STEPS = 2 ** 23 - 1;
/** What stands within the corners of a content is no farther from its middle than they are, and this share. */
const AROUND = 1.5;

/** Points of a content, counted in steps. */
export interface ShellGrid {
  /** Tells where a point is, metres east, up and south. */
  place(point: number, x: number, y: number, z: number): void;
  /** Settles the corners of an outline, given by their lower and upper ends: ends one above the other, neighbours level in each axis. */
  outline(lows: readonly number[], highs: readonly number[]): void;
  /** Settles a point of its own. */
  apex(point: number): void;
  /** Adds all points as floats; answers the accessor. */
  add(glb: GlbDraft): number;
}

/**
 * A grid for points within an extent. Walls that run along an axis keep a coordinate from corner to corner but for rounding; the same
 * steps for both, where they are true enough, make the difference nothing.
 */
export function shellGrid(
  { bounds: [west, south, east, north], low, high }: Extent,
  frame: Matrix4,
  points: number,
  precision: Precision,
): ShellGrid {
  const place = intoFrame(frame);
  const ends = new Float64Array(12);
  [west, east].forEach((longitude, i) => {
    place(longitude, south, low, ends, 6 * i);
    place(longitude, north, high, ends, 6 * i + 3);
  });
  const reach = AROUND * ends.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const axisOf = (finest: number) => {
    const exponent = Math.max(finest, Math.ceil(Math.log2(reach / MOST_STEPS)));
    const step = 2 ** exponent;
    return { exponent, step, astray: Math.max(0.5, precision.astray / step) };
  };
  const axes = [axisOf(precision.plane), axisOf(precision.rise), axisOf(precision.plane)] as const;
  const exact = new Float64Array(3 * points);
  const steps = new Int32Array(3 * points);
  /**
   * Gives points one behind the other the same count of steps for as long as one is true enough for all of them; `others` are to
   * have the same as the points.
   */
  // hot: per corner of a content
  const settle = (points: readonly number[], axis: Axis, others: readonly number[] = points): void => {
    const { astray } = axes[axis];
    for (let first = 0, next = 0; first < points.length; first = next) {
      let least = Infinity;
      let most = -Infinity;
      let count = Number.NaN;
      for (next = first; next < points.length; next++) {
        const a = exact[3 * (points[next] as number) + axis] as number;
        const b = exact[3 * (others[next] as number) + axis] as number;
        least = Math.min(least, a, b);
        most = Math.max(most, a, b);
        const middle = Math.round((least + most) / 2);
        if (Math.max(most - middle, middle - least) > astray) break;
        count = middle;
      }
      // Ends that lean too far apart stand for themselves.
      const alone = next === first;
      if (alone) next++;
      for (let i = first; i < next; i++) {
        const a = 3 * (points[i] as number) + axis;
        const b = 3 * (others[i] as number) + axis;
        steps[a] = alone ? Math.round(exact[a] as number) : count;
        steps[b] = alone ? Math.round(exact[b] as number) : count;
      }
    }
  };
  return {
    place(point, x, y, z) {
      exact[3 * point] = x / axes[0].step;
      exact[3 * point + 1] = y / axes[1].step;
      exact[3 * point + 2] = z / axes[2].step;
    },
    outline(lows, highs) {
      settle(lows, 0, highs);
      settle(lows, 2, highs);
      settle(lows, 1);
      settle(highs, 1);
    },
    apex(point) {
      for (const axis of [0, 1, 2] as const) settle([point], axis);
    },
    add(glb) {
      const words = new Int32Array(steps.length);
      const min = [Infinity, Infinity, Infinity];
      const max = [-Infinity, -Infinity, -Infinity];
      // hot: per coordinate of a content
      for (let i = 0; i < steps.length; i++) {
        const axis = (i % 3) as Axis;
        const { exponent, step } = axes[axis];
        const count = steps[i] as number;
        words[i] = (exponent << 24) | (count & 0xffffff);
        min[axis] = Math.min(min[axis] as number, count * step);
        max[axis] = Math.max(max[axis] as number, count * step);
      }
      const accessor = { componentType: FLOAT, type: 'VEC3', count: points, min, max } as const;
      return glb.addAttribute(new Uint8Array(words.buffer), 12, accessor, 'EXPONENTIAL');
    },
  };
}
