import type { RoadData } from './city-data.ts';
import { type Box, boxOf, chainageOf, crossing, distanceToLine, extended, lengthOf, type Point } from './plane.ts';

export interface Junction {
  readonly id: string;
  readonly name: string;
  readonly at: Point;
  readonly roads: readonly RoadData[];
}

/** A junction as met along one road. */
interface JunctionOnRoad {
  readonly junction: Junction;
  readonly chainage: number;
  readonly other: RoadData;
}

export interface Network {
  readonly roads: readonly RoadData[];
  readonly junctions: readonly Junction[];
  /** By road id, in order of chainage. */
  readonly along: ReadonlyMap<string, readonly JunctionOnRoad[]>;
}

/** Metres that a road's end may stop short of the axis it joins. */
const REACH = 40;

/** Finds where named roads cross or join; roads of the same direction that continue one another make no junction. */
export function buildNetwork(roads: readonly RoadData[]): Network {
  const junctions: Junction[] = [];
  const along = new Map<string, JunctionOnRoad[]>(roads.map((road) => [road.id, []]));
  for (const a of roads) {
    if (a.direction !== 'EW') continue;
    for (const b of roads) {
      if (b.direction !== 'NS') continue;
      const at = meeting(a, b);
      if (!at) continue;
      const near = junctions.find((each) => Math.hypot(each.at[0] - at[0], each.at[1] - at[1]) < 30);
      if (near?.roads.includes(b)) continue;
      const junction = { id: `${a.id}.${b.id}`, name: `${a.name}${b.name}路口`, at, roads: [a, b] };
      junctions.push(junction);
      along.get(a.id)!.push({ junction, chainage: chainageOf(a.axis, at), other: b });
      along.get(b.id)!.push({ junction, chainage: chainageOf(b.axis, at), other: a });
    }
  }
  for (const list of along.values()) list.sort((x, y) => x.chainage - y.chainage);
  return { roads, junctions, along };
}

function meeting(a: RoadData, b: RoadData): Point | null {
  const one = extended(a.axis, REACH, REACH);
  const two = extended(b.axis, REACH, REACH);
  const [p, q] = [boxOf(one), boxOf(two)];
  if (p.maxX < q.minX || q.maxX < p.minX || p.maxY < q.minY || q.maxY < p.minY) return null;
  for (let i = 1; i < one.length; i++)
    for (let j = 1; j < two.length; j++) {
      const at = crossing(one[i - 1]!, one[i]!, two[j - 1]!, two[j]!);
      if (at) return at;
    }
  return null;
}

/** Whether the road goes on beyond the junction, backwards and forwards along its axis. */
export function arms(road: RoadData, chainage: number): { back: boolean; forward: boolean } {
  return { back: chainage > REACH + 20, forward: chainage < lengthOf(road.axis) - REACH - 20 };
}

/** The named road whose red line holds `point` (with `margin` metres more), other than `except`. */
export function roadAt(network: Network, point: Point, margin: number, except?: RoadData): RoadData | null {
  for (const road of network.roads) {
    if (road === except) continue;
    const reach = road.cross.halfRedline + margin;
    const box = boxes(road);
    if (point[0] < box.minX - reach || point[0] > box.maxX + reach) continue;
    if (point[1] < box.minY - reach || point[1] > box.maxY + reach) continue;
    if (distanceToLine(point, road.axis) < reach) return road;
  }
  return null;
}

const BOXES = new WeakMap<RoadData, Box>();

function boxes(road: RoadData): Box {
  const known = BOXES.get(road) ?? boxOf(road.axis);
  BOXES.set(road, known);
  return known;
}
