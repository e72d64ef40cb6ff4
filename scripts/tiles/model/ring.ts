import type { Path } from '../../../src/domain/asset.ts';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { Rings } from '../feature.ts';

export type Point = readonly [x: number, y: number];

/** Twice-signed area of a ring in its own units squared, halved: positive when counter-clockwise. */
// hot: per corner of the input, as all that reads points by their index here and in building-box.ts, building-surface.ts
function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point;
    const b = ring[i] as Point;
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}

/** Area in square metres of rings in degrees, holes taken off. */
export function areaOf(rings: Rings): number {
  const first = rings[0]?.[0];
  if (!first) return 0;
  const frame = localFrame(first[0], first[1]);
  return rings.reduce((area, ring, i) => {
    const size = Math.abs(signedArea(ring.map((point) => toLocal(frame, point[0], point[1]))));
    return i === 0 ? size : area - size;
  }, 0);
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
    const counterClockwise = signedArea(open) > 0;
    return counterClockwise === (i === 0) ? open : open.toReversed();
  });
  const outer = clean[0];
  if (!outer || outer.length < 3 || Math.abs(areaOf([outer])) < 0.01) return null;
  return [outer, ...clean.slice(1).filter((ring) => ring.length >= 3)];
}
