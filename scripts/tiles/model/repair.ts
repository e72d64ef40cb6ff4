import polygonClipping, { type MultiPolygon } from 'polygon-clipping';
import type { Path } from '../../../src/domain/asset.ts';
import { insideRing } from '../../../src/domain/geo/inside-ring.ts';
import type { Rings } from '../feature.ts';
import { normaliseRings, type Point } from './ring.ts';

/** What was wrong with a footprint that was drawn all the same. */
type Mend = 'outline that crosses itself' | 'hole outside its outline';

export interface Repaired {
  /** One or more footprints without crossings; none where nothing with an area remains. */
  readonly polygons: readonly Rings[];
  readonly mends: readonly Mend[];
}

/**
 * A footprint as sound polygons: a ring that crosses itself is divided where it does, a hole that reaches out of its outline
 * is cut off there or left out. What is sound comes back as it is, cleaned by `normaliseRings`.
 */
export function repairRings(rings: Rings): Repaired {
  const clean = normaliseRings(rings);
  const [outer] = clean ?? [];
  const crossed = rings.some((ring) => crossesItself(ring));
  // A bow-tie may have no area on the whole and yet two parts with one.
  if (!crossed && (!clean || !outer)) return { polygons: [], mends: [] };
  const astray = !crossed && clean !== null && clean.slice(1).some((hole) => leaves(hole, outer as Path));
  if (clean && !crossed && !astray) return { polygons: [clean], mends: [] };
  const closed = rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]));
  const mends: Mend[] = crossed ? ['outline that crosses itself'] : ['hole outside its outline'];
  try {
    const [own = [], ...holes] = closed;
    const whole = polygonClipping.union([own]);
    const polygons: MultiPolygon =
      holes.length === 0 ? whole : polygonClipping.difference(whole, ...holes.map((hole) => [hole]));
    const sound = polygons.map((each) => normaliseRings(each)).filter((each) => each !== null);
    return { polygons: sound, mends };
  } catch {
    // The clipper gives up on some tangles; they are left out.
    return { polygons: [], mends };
  }
}

/** Whether two edges of a ring that are no neighbours cross or touch on the inside. */
function crossesItself(ring: Path): boolean {
  const n = ring.length;
  if (n < 4) return false;
  for (let i = 0; i < n; i++) {
    const a = ring[i] as Point;
    const b = ring[(i + 1) % n] as Point;
    if (a[0] === b[0] && a[1] === b[1]) continue;
    for (let k = i + 2; k < n; k++) {
      if (i === 0 && k === n - 1) continue;
      if (cross(a, b, ring[k] as Point, ring[(k + 1) % n] as Point)) return true;
    }
  }
  return false;
}

/** Whether two segments cross at a point inside both. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  // Far apart: most pairs end here.
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false;
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false;
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** 1 left, -1 right, 0 on the line from `a` to `b` within a tenth of a millimetre by a metre. */
function side(a: Point, b: Point, p: Point): number {
  const turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
  return Math.abs(turn) < 1e-14 ? 0 : Math.sign(turn);
}

/** Whether a hole has a corner clearly outside the outline; a corner on it is none. */
function leaves(hole: Path, outer: Path): boolean {
  return hole.some((corner) => !insideRing(corner, outer) && !onEdge(corner, outer));
}

function onEdge(p: Point, ring: Path): boolean {
  return ring.some((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(a[0] + t * dx - p[0], a[1] + t * dy - p[1]) < 1e-7;
  });
}
