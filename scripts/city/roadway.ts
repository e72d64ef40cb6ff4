import type { Street } from './blocks.ts';
import type { RoadData } from './city-data.ts';
import { arms, type Network } from './network.ts';
import {
  type Box,
  beside,
  boxOf,
  chainageOf,
  distanceToLine,
  extended,
  type Line,
  lengthOf,
  type Point,
  type Ring,
  slice,
  stationAt,
  strip,
} from './plane.ts';

/** Metres from the crossing road's kerb line to the near side of the zebra, across it, and on to the stop line. */
export const CROSSING_SETBACK = 2.5;
export const CROSSING_WIDTH = 4;
export const STOP_LINE = 8;

/** Metres along a road from a junction's middle to the end of the marked carriageway: where its stop line begins. */
export function junctionReach(other: RoadData): number {
  return other.cross.wheels + STOP_LINE;
}

/**
 * Radius of the kerb at a corner of named roads, metres. Cycles turn on it; cars turn within, around the corner island, at
 * some 10 m. More would put the pedestrian signals of the corner on the road.
 */
export const CORNER_RADIUS = 4;
/** Radius of the kerbs where a street joins, metres; lamps and trees keep 4 m clear of its carriageway. */
const MOUTH_RADIUS = 3.5;

/** A corner between two arms of a junction. */
export interface Corner {
  /** Where the kerb lines of both arms would meet. */
  readonly at: Point;
  /** Outwards along each arm, unit vectors. */
  readonly along: readonly [Point, Point];
  readonly roads: readonly [RoadData, RoadData];
}

/** Corners of every junction that lie between two arms. */
export function cornersOf(network: Network): Corner[] {
  return network.junctions.flatMap(({ at, roads }) => {
    const [a, b] = roads as readonly [RoadData, RoadData];
    const leave = (road: RoadData): Point[] => {
      const chainage = chainageOf(road.axis, at);
      const { back, forward } = arms(road, chainage);
      const direction = (sign: 1 | -1): Point => {
        const { along } = stationAt(road.axis, chainage + sign * 1);
        return [along[0] * sign, along[1] * sign];
      };
      return [...(forward ? [direction(1)] : []), ...(back ? [direction(-1)] : [])];
    };
    return leave(a).flatMap((u) =>
      leave(b).flatMap((v): Corner[] => {
        const sin = Math.abs(u[0] * v[1] - u[1] * v[0]);
        if (sin < 0.35) return [];
        const [s, t] = [b.cross.wheels / sin, a.cross.wheels / sin];
        return [{ at: [at[0] + u[0] * s + v[0] * t, at[1] + u[1] * s + v[1] * t], along: [u, v], roads: [a, b] }];
      }),
    );
  });
}

/** The piece of carriageway that rounds a corner: between the kerb lines and an arc that touches both. */
export function fillet(at: Point, u: Point, v: Point, radius: number, steps = 5): Ring {
  const cos = u[0] * v[0] + u[1] * v[1];
  const half = Math.acos(Math.max(-1, Math.min(1, cos))) / 2;
  const touch = radius / Math.tan(half);
  const middle = [u[0] + v[0], u[1] + v[1]] as const;
  const size = Math.hypot(middle[0], middle[1]) || 1;
  const reach = radius / Math.sin(half);
  const centre: Point = [at[0] + (middle[0] / size) * reach, at[1] + (middle[1] / size) * reach];
  const start: Point = [at[0] + u[0] * touch, at[1] + u[1] * touch];
  const end: Point = [at[0] + v[0] * touch, at[1] + v[1] * touch];
  const from = Math.atan2(start[1] - centre[1], start[0] - centre[0]);
  let turn = Math.atan2(end[1] - centre[1], end[0] - centre[0]) - from;
  if (turn > Math.PI) turn -= 2 * Math.PI;
  if (turn < -Math.PI) turn += 2 * Math.PI;
  const arc = Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = from + (turn * i) / steps;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  // A little into the roads, so that no hair stays between.
  const back: Point = [at[0] - (u[0] + v[0]) * 0.3, at[1] - (u[1] + v[1]) * 0.3];
  const ring = [back, ...arc];
  return turn > 0 ? ring : ring.reverse();
}

/** A street's carriageway with its mouths, which join the carriageways that it meets. */
export interface StreetRoadway {
  readonly street: Street;
  /** From kerb line to kerb line of what it joins. */
  readonly axis: Line;
  /** Whether the start and the end join a named road. */
  readonly joins: readonly [boolean, boolean];
  readonly ring: Ring;
  readonly mouths: readonly Ring[];
}

/** The carriageway of every street, run on to the kerbs that it meets and rounded there. */
export function streetRoadways(streets: readonly Street[], network: Network): StreetRoadway[] {
  const boxes = streets.map((street) => boxOf(street.axis));
  return streets.map((street) => {
    const ends = [street.axis[0]!, street.axis.at(-1)!].map((end) => reachFrom(end, street, streets, boxes, network));
    const [start, end] = ends as [Reach, Reach];
    const axis = extended(street.axis, start.metres, end.metres);
    const half = street.carriageway / 2;
    const mouths = (
      [
        [start, 0, -1],
        [end, lengthOf(axis), 1],
      ] as const
    ).flatMap(([reach, chainage, sign]) => {
      if (!reach.joins) return [];
      const { at, along, left } = stationAt(axis, chainage);
      const radius = Math.min(MOUTH_RADIUS, Math.max(1, reach.metres - 0.6));
      const back: Point = [-along[0] * sign, -along[1] * sign];
      return ([1, -1] as const).map((side) =>
        fillet(
          [at[0] + left[0] * half * side, at[1] + left[1] * half * side],
          back,
          [left[0] * side, left[1] * side],
          radius,
          3,
        ),
      );
    });
    return {
      street,
      axis,
      joins: [start.joins === 'road', end.joins === 'road'],
      ring: strip(extended(axis, start.joins ? 0.4 : 0, end.joins ? 0.4 : 0), -half, half),
      mouths,
    };
  });
}

interface Reach {
  readonly metres: number;
  readonly joins: 'road' | 'street' | null;
}

function reachFrom(
  end: Point,
  own: Street,
  streets: readonly Street[],
  boxes: readonly Box[],
  network: Network,
): Reach {
  for (const road of network.roads) {
    const distance = distanceToLine(end, road.axis);
    if (distance < road.cross.halfRedline + 3)
      return { metres: Math.max(0, distance - road.cross.wheels), joins: 'road' };
  }
  for (const [i, street] of streets.entries()) {
    if (street === own) continue;
    const box = boxes[i]!;
    const margin = street.width / 2 + 2;
    if (end[0] < box.minX - margin || end[0] > box.maxX + margin) continue;
    if (end[1] < box.minY - margin || end[1] > box.maxY + margin) continue;
    const distance = distanceToLine(end, street.axis);
    if (distance < margin) return { metres: Math.max(0, distance - street.carriageway / 2), joins: 'street' };
  }
  return { metres: 0, joins: null };
}

/** Everything with wheels, as rings: what footways leave free. */
export function roadwayRings(
  network: Network,
  streets: readonly StreetRoadway[],
  cuts: (road: RoadData) => readonly { from: number; to: number }[],
): Ring[] {
  const rings: Ring[] = [];
  for (const road of network.roads) {
    const { axis, cross } = road;
    for (const { from, to } of between(lengthOf(axis), cuts(road)))
      rings.push(strip(slice(axis, from, to), -cross.wheels, cross.wheels));
    // A road that ends at another runs on to its far kerb.
    for (const { chainage, other } of network.along.get(road.id)!)
      rings.push(
        strip(slice(axis, chainage - other.cross.wheels, chainage + other.cross.wheels), -cross.wheels, cross.wheels),
      );
  }
  for (const { at, along } of cornersOf(network)) rings.push(fillet(at, along[0], along[1], CORNER_RADIUS));
  for (const { ring, mouths } of streets) rings.push(ring, ...mouths);
  return rings;
}

/** What of 0 … `length` lies between the `cuts`. */
export function between(length: number, cuts: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a.from - b.from)) {
    if (cut.from - from > 1) out.push({ from, to: Math.min(cut.from, length) });
    from = Math.max(from, cut.to);
  }
  if (length - from > 1) out.push({ from, to: length });
  return out;
}

/** A point of a road, metres along and to the left. */
export function onRoad(road: RoadData, chainage: number, offset: number): Point {
  return beside(stationAt(road.axis, chainage), offset);
}
