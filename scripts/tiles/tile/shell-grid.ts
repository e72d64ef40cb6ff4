import { type Extent, FramePlacing } from './content-frame.ts';
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

/** A step is counted by 24 bits with a sign. */
const MOST_STEPS = 2 ** 23 - 1;
/** What stands within the corners of a content is no farther from its middle than they are, and this share. */
const AROUND = 1.5;

/** How coordinates of an axis are counted. */
interface Axis {
  readonly exponent: number;
  readonly step: number;
  /** Steps that a coordinate may be off. */
  readonly astray: number;
}

/**
 * Points of a content within an extent, counted in steps. Walls that run along an axis keep a coordinate from corner to corner but for
 * rounding; the same steps for both, where they are true enough, make the difference nothing.
 *
 * A class: methods that a content brings as its own closures are compiled anew with every content.
 */
export class ShellGrid {
  private readonly exact: Float64Array;
  private readonly steps: Int32Array;
  /** Of east and south, and of up. */
  private readonly plane: Axis;
  private readonly rise: Axis;
  private readonly single = new Uint32Array(1);

  constructor(extent: Extent, frame: Matrix4, points: number, precision: Precision) {
    const reach = AROUND * farthestOf(extent, frame);
    const axisOf = (finest: number): Axis => {
      const exponent = Math.max(finest, Math.ceil(Math.log2(reach / MOST_STEPS)));
      const step = 2 ** exponent;
      return { exponent, step, astray: Math.max(0.5, precision.astray / step) };
    };
    this.plane = axisOf(precision.plane);
    this.rise = axisOf(precision.rise);
    this.exact = new Float64Array(3 * points);
    this.steps = new Int32Array(3 * points);
  }

  /** Tells where a point is, metres east, up and south. */
  place(point: number, x: number, y: number, z: number): void {
    this.exact[3 * point] = x / this.plane.step;
    this.exact[3 * point + 1] = y / this.rise.step;
    this.exact[3 * point + 2] = z / this.plane.step;
  }

  /**
   * Settles the corners of an outline, from number `start` to before `end` of the points of lower and upper ends: ends one above the
   * other, neighbours level in each axis.
   */
  outline(lows: Uint32Array, highs: Uint32Array, start: number, end: number): void {
    this.settle(lows, highs, start, end, 0);
    this.settle(lows, highs, start, end, 2);
    this.settle(lows, lows, start, end, 1);
    this.settle(highs, highs, start, end, 1);
  }

  /** Settles a point of its own. */
  apex(point: number): void {
    this.single[0] = point;
    for (let axis = 0; axis < 3; axis++) this.settle(this.single, this.single, 0, 1, axis);
  }

  /** Adds all points as floats; answers the accessor. */
  add(glb: GlbDraft): number {
    const { words, min, max } = this.packed();
    const accessor = { componentType: FLOAT, type: 'VEC3', count: this.steps.length / 3, min, max } as const;
    return glb.addAttribute(new Uint8Array(words.buffer), 12, accessor, 'EXPONENTIAL');
  }

  /**
   * Gives points one behind the other the same count of steps for as long as one is true enough for all of them; `others` are to
   * have the same as the points.
   */
  // hot: per corner of a content
  private settle(points: Uint32Array, others: Uint32Array, start: number, end: number, axis: number): void {
    const { exact, steps } = this;
    const { astray } = axis === 1 ? this.rise : this.plane;
    for (let first = start, next = start; first < end; first = next) {
      let least = Infinity;
      let most = -Infinity;
      let count = Number.NaN;
      for (next = first; next < end; next++) {
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
  }

  // hot: per coordinate of a content
  private packed(): { words: Int32Array; min: number[]; max: number[] } {
    const { steps } = this;
    const words = new Int32Array(steps.length);
    const min = [Infinity, Infinity, Infinity];
    const max = [-Infinity, -Infinity, -Infinity];
    for (let axis = 0; axis < 3; axis++) {
      const { exponent, step } = axis === 1 ? this.rise : this.plane;
      let [least, most] = [Infinity, -Infinity];
      for (let i = axis; i < steps.length; i += 3) {
        const count = steps[i] as number;
        words[i] = (exponent << 24) | (count & 0xffffff);
        if (count < least) least = count;
        if (count > most) most = count;
      }
      min[axis] = least * step;
      max[axis] = most * step;
    }
    return { words, min, max };
  }
}

/** Metres from the middle of a frame, along an axis, of the corner of an extent that is farthest along one. */
function farthestOf({ bounds: [west, south, east, north], low, high }: Extent, frame: Matrix4): number {
  const placing = new FramePlacing(frame);
  const ends = new Float64Array(12);
  [west, east].forEach((longitude, i) => {
    placing.over(longitude, south);
    placing.place(low, ends, 6 * i);
    placing.over(longitude, north);
    placing.place(high, ends, 6 * i + 3);
  });
  return ends.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
