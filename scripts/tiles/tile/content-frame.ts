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

/** A column-major matrix by its elements. */
type Rigid = [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** Writes a point's metres east, up and south in an east-north-up frame to `out` from `at` on. */
export type Placing = (longitude: number, latitude: number, height: number, out: Float64Array, at: number) => void;

export function intoFrame(frame: Matrix4): Placing {
  const [m0, m1, m2, , m4, m5, m6, , m8, m9, m10, , m12, m13, m14] = invertRigid(frame) as readonly number[] as Rigid;
  // hot: per vertex of a content; the arithmetic of toEarthCentred and transformPoint without their arrays
  return (longitude, latitude, height, out, at) => {
    const lambda = longitude * RAD;
    const phi = latitude * RAD;
    const n = A / Math.sqrt(1 - E2 * Math.sin(phi) ** 2);
    const r = (n + height) * Math.cos(phi);
    const x = r * Math.cos(lambda);
    const y = r * Math.sin(lambda);
    const z = (n * (1 - E2) + height) * Math.sin(phi);
    out[at] = m0 * x + m4 * y + m8 * z + m12;
    out[at + 1] = m2 * x + m6 * y + m10 * z + m14;
    out[at + 2] = -(m1 * x + m5 * y + m9 * z + m13);
  };
}
