import polygonClipping, { type MultiPolygon } from 'polygon-clipping';
import { areaOf, type Point, type Ring } from './plane.ts';

/** A polygon with holes; outer ring counter-clockwise. */
export interface Shape {
  readonly ring: Ring;
  readonly holes: readonly Ring[];
}

/** `subject` without the `cutters`; slivers under `least` m² are dropped. */
export function without(subject: Shape, cutters: readonly Ring[], least = 1): Shape[] {
  if (cutters.length === 0) return [subject];
  const [first, ...rest] = cutters.map((ring) => [closed(ring)]);
  return shapes(polygonClipping.difference(pairs(subject), first!, ...rest), least);
}

/** What `subject` and `cutter` share. */
export function common(subject: Shape, cutter: Ring, least = 1): Shape[] {
  return shapes(polygonClipping.intersection(pairs(subject), [closed(cutter)]), least);
}

function pairs(shape: Shape): [number, number][][] {
  return [shape.ring, ...shape.holes].map(closed);
}

function closed(ring: Ring): [number, number][] {
  // Millimetres: coincident edges of neighbours then meet exactly and leave no slivers.
  const out = ring.map(([x, y]): [number, number] => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]);
  out.push(out[0]!);
  return out;
}

function shapes(polygons: MultiPolygon, least: number): Shape[] {
  return polygons
    .map(([outer, ...holes]) => ({ ring: open(outer!, 1), holes: holes.map((hole) => open(hole, -1)) }))
    .filter((shape) => Math.abs(areaOf(shape.ring)) >= least);
}

function open(ring: readonly (readonly [number, number])[], orientation: 1 | -1): Ring {
  const out: Point[] = ring.slice(0, -1).map(([x, y]) => [x, y]);
  return Math.sign(areaOf(out)) === orientation ? out : out.reverse();
}
