import { A, E2, invertRigid, type Matrix4, RAD } from './ellipsoid.ts';
import type { Bounds } from './quadtree.ts';

/** Bounds of a content in degrees and metres above the ellipsoid. */
export interface Extent {
  readonly bounds: Bounds;
  readonly low: number;
  readonly high: number;
}

/** An extent that grows to hold points. */
export interface GrowingExtent {
  /** Longitude°, latitude°, height in metres. */
  hold(longitude: number, latitude: number, height: number): void;
  readonly extent: () => Extent;
}

export function growingExtent(): GrowingExtent {
  let [west, south, low, east, north, high] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  return {
    // hot: per corner of a content
    hold(x, y, z) {
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
      if (z < low) low = z;
      if (z > high) high = z;
    },
    extent: () => ({ bounds: [west, south, east, north], low, high }),
  };
}

/** The extent of lists of longitude°, latitude°, height. */
export function extentOf(lists: readonly (readonly number[])[]): Extent {
  const growing = growingExtent();
  for (const positions of lists)
    for (let i = 0; i < positions.length; i += 3)
      growing.hold(positions[i] as number, positions[i + 1] as number, positions[i + 2] as number);
  return growing.extent();
}

/** Where points are in an east-north-up frame. A class, so that it is compiled once for all contents. */
export class FramePlacing {
  private readonly toFrame: Float64Array;
  /** The ellipsoid's normal at the place at hand, and the radius of curvature across the meridian there. */
  private readonly normal = new Float64Array(3);
  private radius = 0;

  constructor(frame: Matrix4) {
    this.toFrame = Float64Array.from(invertRigid(frame));
  }

  /** Goes to a place, for `place` to write points above it. */
  // hot: per corner of a content; the arithmetic of toEarthCentred and transformPoint without their arrays
  over(longitude: number, latitude: number): void {
    const lambda = longitude * RAD;
    const phi = latitude * RAD;
    const sine = Math.sin(phi);
    const cosine = Math.cos(phi);
    this.normal[0] = cosine * Math.cos(lambda);
    this.normal[1] = cosine * Math.sin(lambda);
    this.normal[2] = sine;
    this.radius = A / Math.sqrt(1 - E2 * sine * sine);
  }

  /** Writes metres east, up and south of the point at `height` to `out` from `at` on. */
  place(height: number, out: Float64Array, at: number): void {
    const m = this.toFrame as unknown as Rigid;
    const r = this.radius + height;
    const x = r * (this.normal[0] as number);
    const y = r * (this.normal[1] as number);
    const z = (this.radius * (1 - E2) + height) * (this.normal[2] as number);
    out[at] = m[0] * x + m[4] * y + m[8] * z + m[12];
    out[at + 1] = m[2] * x + m[6] * y + m[10] * z + m[14];
    out[at + 2] = -(m[1] * x + m[5] * y + m[9] * z + m[13]);
  }
}

/** A column-major matrix by its elements. */
type Rigid = { readonly [K in 0 | 1 | 2 | 4 | 5 | 6 | 8 | 9 | 10 | 12 | 13 | 14]: number };
