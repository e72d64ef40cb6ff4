import { STREET_HEIGHT } from '../tiles/stacking.ts';
import { band, kerb, type Patch } from './band.ts';
import type { RoadData } from './city-data.ts';
import { type Shape, without } from './clip.ts';
import { type Gap, runs } from './gaps.ts';
import { arms, type Network } from './network.ts';
import { areaOf, type Box, boxOf, inside, lengthOf, offsetLine, type Point, type Ring, slice, strip } from './plane.ts';
import { between, type Corner, CROSSING_SETBACK, cornersOf, onRoad, type StreetRoadway } from './roadway.ts';

type Span = { readonly from: number; readonly to: number };

/**
 * Footways: what lies between red lines and carriageways, of named roads and of streets, with a kerb wherever one meets
 * the other.
 */
export function* footways(
  network: Network,
  streets: readonly StreetRoadway[],
  roadway: readonly Ring[],
  cuts: (road: RoadData) => readonly Span[],
): Generator<Patch> {
  const boxes = roadway.map(boxOf);
  const near = (ring: Ring): Ring[] => {
    const box = boxOf(ring);
    return roadway.filter((_, i) => touch(box, boxes[i]!));
  };
  const cut = function* (shape: Shape): Generator<Patch> {
    const cutters = near(shape.ring);
    for (const { ring, holes } of without(shape, cutters, 0.5)) {
      yield { class: 'footway', ring, holes, height: STREET_HEIGHT.footway };
      for (const edge of [ring, ...holes])
        for (const line of kerbLines(edge, cutters)) yield kerb(line, STREET_HEIGHT.footway);
    }
  };
  for (const road of network.roads) {
    const { axis, cross } = road;
    for (const { from, to } of between(lengthOf(axis), cuts(road)))
      for (const piece of pieces(from, to)) {
        const line = slice(axis, piece.from, piece.to);
        yield* cut({ ring: strip(line, -cross.halfRedline, -cross.wheels), holes: [] });
        yield* cut({ ring: strip(line, cross.wheels, cross.halfRedline), holes: [] });
      }
  }
  for (const { street } of streets) yield* cut(street.shape);
}

/** Footways are cut in stretches, so that each meets few cutters. */
const STRETCH = 400;

function pieces(from: number, to: number): Span[] {
  const count = Math.max(1, Math.ceil((to - from) / STRETCH));
  return Array.from({ length: count }, (_, i) => ({
    from: from + ((to - from) * i) / count,
    to: from + ((to - from) * (i + 1)) / count,
  }));
}

function touch(a: Box, b: Box): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

/** Parts of a ring, its inside on the left, along which a carriageway lies on the right. */
function kerbLines(ring: Ring, roadway: readonly Ring[]): Point[][] {
  const faces = ring.map((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < 0.02) return true;
    const [rx, ry] = [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
    const beyond: Point = [(a[0] + b[0]) / 2 + rx * 0.12, (a[1] + b[1]) / 2 + ry * 0.12];
    return roadway.some((road) => inside(road, beyond));
  });
  if (faces.every(Boolean)) return [[...ring, ring[0]!]];
  const lines: Point[][] = [];
  const start = faces.findIndex((face, i) => !face && faces[(i + 1) % ring.length]);
  if (start < 0) return [];
  let line: Point[] = [];
  for (let k = 1; k <= ring.length; k++) {
    const i = (start + k) % ring.length;
    if (faces[i]) {
      if (line.length === 0) line.push(ring[i]!);
      line.push(ring[(i + 1) % ring.length]!);
    } else if (line.length > 0) {
      lines.push(line);
      line = [];
    }
  }
  if (line.length > 0) lines.push(line);
  return lines.filter((each) => lengthOf(each) > 0.3);
}

/** Lowest strip that is planted, metres. */
const PLANTED = 1.4;
const HEDGE = 0.62;

/** Medians and side dividers with their planting, corner islands and the noses that hold the signals. */
export function* islands(
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  cuts: (road: RoadData) => readonly Span[],
): Generator<Patch> {
  for (const road of network.roads) {
    const { axis, cross } = road;
    const length = lengthOf(axis);
    const bridges = cuts(road).map((cut): Gap => ({ ...cut, side: 'both' }));
    const own = [...gaps.get(road.id)!, ...bridges].sort((a, b) => a.from - b.from);
    if (cross.median > 0)
      for (const { from, to } of runs(length, own, 'median', 20))
        yield* island(slice(axis, from, to), -cross.median, cross.median);
    if (cross.divider[1] - cross.divider[0] >= 0.5)
      for (const [side, sign] of [
        ['left', 1],
        ['right', -1],
      ] as const)
        for (const { from, to } of runs(length, own, side, 14)) {
          const [a, b] = [sign * cross.divider[0], sign * cross.divider[1]];
          yield* island(slice(axis, from, to), Math.min(a, b), Math.max(a, b));
        }
    yield* refuges(road, network);
  }
  for (const corner of cornersOf(network)) yield* cornerIsland(corner);
}

function* island(line: readonly Point[], right: number, left: number): Generator<Patch> {
  const width = left - right;
  yield* stone(capsule(line, right, left), 'island');
  if (width < PLANTED || lengthOf(line) < 8) return;
  const inner = slice(line, 0.9, lengthOf(line) - 0.9);
  const ring = capsule(inner, right + 0.4, left - 0.4);
  yield band(
    'bed',
    [...ring, ring[0]!],
    [
      { offset: 0, height: STREET_HEIGHT.island },
      { offset: 0.12, height: STREET_HEIGHT.island + HEDGE },
    ],
  );
  yield {
    class: 'bed',
    ring: offsetLine([...ring, ring[0]!], 0.12).slice(0, -1),
    height: STREET_HEIGHT.island + HEDGE,
  };
}

/** An island's top, grass or paving, and the kerb around it. */
function* stone(ring: Ring, kind: 'island' | 'footway'): Generator<Patch> {
  yield { class: kind, ring, height: STREET_HEIGHT.island };
  yield kerb([...ring, ring[0]!], STREET_HEIGHT.island);
}

/** The strip between two offsets of a line with rounded ends, counter-clockwise. */
export function capsule(line: readonly Point[], right: number, left: number): Ring {
  const radius = (left - right) / 2;
  const middle = offsetLine(line, (left + right) / 2);
  const length = lengthOf(middle);
  const core = length > 2 * radius + 0.2 ? slice(middle, radius, length - radius) : [middle[0]!, middle.at(-1)!];
  const cap = (at: Point, from: Point): Point[] => {
    const angle = Math.atan2(at[1] - from[1], at[0] - from[0]);
    return [-0.5, 0, 0.5].map(
      (turn): Point => [
        at[0] + radius * Math.cos(angle + turn * Math.PI * 0.6),
        at[1] + radius * Math.sin(angle + turn * Math.PI * 0.6),
      ],
    );
  };
  return [
    ...offsetLine(core, -radius),
    ...cap(core.at(-1)!, core.at(-2)!),
    ...offsetLine(core, radius).reverse(),
    ...cap(core[0]!, core[1]!),
  ];
}

/** Ends of an island before the zebra, metres from the crossing road's kerb line. */
const NOSE = [0.4, CROSSING_SETBACK - 0.3] as const;

/** Where a median or divider goes on beyond the zebra: room to wait half way, and ground for the signal. */
function* refuges(road: RoadData, network: Network): Generator<Patch> {
  const { cross } = road;
  const divided = cross.divider[1] - cross.divider[0] >= 0.8;
  for (const { chainage, other } of network.along.get(road.id)!) {
    const { back, forward } = arms(road, chainage);
    const cornered = divided && other.cross.divider[1] - other.cross.divider[0] >= 0.8 && back && forward;
    for (const [exists, sign] of [
      [back, -1],
      [forward, 1],
    ] as const) {
      if (!exists) continue;
      const bands: [number, number][] = cross.median > 0 ? [[-cross.median + 0.2, cross.median - 0.2]] : [];
      if (divided && !cornered)
        bands.push([cross.divider[0], cross.divider[1]], [-cross.divider[1], -cross.divider[0]]);
      for (const [right, left] of bands) {
        const [a, b] = NOSE.map((metres) => chainage + sign * (other.cross.wheels + metres)) as [number, number];
        yield* stone(
          capsule([onRoad(road, Math.min(a, b), 0), onRoad(road, Math.max(a, b), 0)], right, left),
          'footway',
        );
      }
    }
  }
}

/**
 * The island at a corner of two divided roads: cycles pass behind it, right-turning cars before it. Its car side is the
 * turning radius, some 8–10 m; the layout is illustrative.
 */
function* cornerIsland({ at, along: [u, v], roads: [a, b] }: Corner): Generator<Patch> {
  if (a.cross.divider[1] - a.cross.divider[0] < 0.8 || b.cross.divider[1] - b.cross.divider[0] < 0.8) return;
  const end = CROSSING_SETBACK - 0.4;
  const [carA, cycleA] = [a.cross.wheels - a.cross.divider[0], a.cross.wheels - a.cross.divider[1]];
  const [carB, cycleB] = [b.cross.wheels - b.cross.divider[0], b.cross.wheels - b.cross.divider[1]];
  const place = (s: number, t: number): Point => [at[0] + u[0] * s + v[0] * t, at[1] + u[1] * s + v[1] * t];
  const bend = (p: Point, control: Point, q: Point): Point[] =>
    Array.from({ length: 7 }, (_, i): Point => {
      const t = i / 6;
      const [x, y, z] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      return [p[0] * x + control[0] * y + q[0] * z, p[1] * x + control[1] * y + q[1] * z];
    });
  const ring = [
    ...bend(place(end, -cycleA), place(-cycleB, -cycleA), place(-cycleB, end)),
    ...bend(place(-carB, end), place(-carB, -carA), place(end, -carA)),
  ];
  yield* stone(areaOf(ring) > 0 ? ring : ring.reverse(), 'footway');
}

/** Tactile paving along the footways, interrupted where a street or a junction opens. */
export function* tactilePaving(
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  cuts: (road: RoadData) => readonly Span[],
): Generator<Patch> {
  for (const road of network.roads) {
    const { axis, cross } = road;
    const width = cross.halfRedline - cross.wheels;
    if (width < 3) continue;
    const bridges = cuts(road).map((cut): Gap => ({ ...cut, side: 'both' }));
    const own = [...gaps.get(road.id)!, ...bridges].sort((a, b) => a.from - b.from);
    const offset = cross.wheels + Math.min(3.2, width * 0.55);
    for (const [side, sign] of [
      ['left', 1],
      ['right', -1],
    ] as const)
      for (const { from, to } of runs(lengthOf(axis), own, side, 14))
        for (const piece of pieces(from + 1, to - 1))
          yield band('tactile', slice(axis, piece.from, piece.to), [
            { offset: sign * offset - 0.3 },
            { offset: sign * offset + 0.3 },
          ]);
  }
}
