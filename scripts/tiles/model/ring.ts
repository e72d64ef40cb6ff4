import type { Path } from '../../../src/domain/asset.ts';
import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import type { Rings } from '../feature.ts';

export type Point = readonly [x: number, y: number];

/** Area of a ring in its own units squared, reckoned from `origin`: positive when counter-clockwise. */
// hot: per corner of the input, as all that reads points by their index here and in building-box.ts, building-surface.ts
function signedArea(ring: readonly Point[], origin: Point): number {
  const ox = origin[0];
  const oy = origin[1];
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point;
    const b = ring[i] as Point;
    sum += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy);
  }
  return sum / 2;
}

/** Area in square metres of rings in degrees, holes taken off. */
export function areaOf(rings: Rings): number {
  const first = rings[0]?.[0];
  if (!first) return 0;
  const frame = localFrame(first[0], first[1]);
  let area = 0;
  for (const [i, ring] of rings.entries()) {
    // From the first corner: far from the origin the products would drown in rounding.
    const size = Math.abs(signedArea(ring, first)) * frame.metresPerDegree[0] * frame.metresPerDegree[1];
    area = i === 0 ? size : area - size;
  }
  return area;
}

/** Mean of a ring's points. */
export function middleOf(ring: Path): [longitude: number, latitude: number] {
  let [x, y] = [0, 0];
  for (const point of ring) {
    x += point[0];
    y += point[1];
  }
  return [x / ring.length, y / ring.length];
}

/**
 * Opens the rings, drops repeated points and turns the outer ring counter-clockwise and holes clockwise. Answers null
 * when nothing with an area remains.
 */
export function normaliseRings(rings: Rings): Rings | null {
  const clean = rings.map((ring, i) => {
    const open = ring.filter((point, k) => {
      const next = ring[(k + 1) % ring.length] as Point;
      return ring.length < 2 || Math.abs(point[0] - next[0]) > 1e-9 || Math.abs(point[1] - next[1]) > 1e-9;
    });
    if (open.length < 3) return [];
    const counterClockwise = signedArea(open, open[0] as Point) > 0;
    return counterClockwise === (i === 0) ? open : open.toReversed();
  });
  const outer = clean[0];
  if (!outer || outer.length < 3 || Math.abs(areaOf([outer])) < 0.01) return null;
  return [outer, ...clean.slice(1).filter((ring) => ring.length >= 3)];
}
