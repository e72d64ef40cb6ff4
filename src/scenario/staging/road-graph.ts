import type { Path } from '../../domain/asset.ts';
import { localFrame, toLocal } from '../../domain/geo/local-frame.ts';

/** A road as a line; lanes count both directions, speed is in km/h. */
export interface PlainRoad {
  readonly name: string;
  readonly axis: Path;
  readonly lanes: number;
  readonly speed: number;
}

interface RoadLink {
  readonly from: number;
  readonly to: number;
  readonly road: string;
  readonly metres: number;
  readonly freeSeconds: number;
  /** Of this direction. */
  readonly lanes: number;
}

interface RoadNode {
  readonly position: readonly [longitude: number, latitude: number];
  /** Whether roads cross here; otherwise a road ends, and traffic comes and goes. */
  readonly signal: boolean;
  /** Lanes of the roads that end here, by which demand is shared out. */
  readonly gateway: number;
}

export interface RoadGraph {
  readonly nodes: readonly RoadNode[];
  readonly links: readonly RoadLink[];
}

type Point = readonly [x: number, y: number];

/** Metres that a road's end may stop short of the road it joins, and within which crossings are one junction. */
const REACH = 40;

/** A directed graph of roads that meet where their lines cross, or end within 40 m of one another. */
export function roadGraph(roads: readonly PlainRoad[]): RoadGraph {
  const origin = roads[0]?.axis[0];
  if (!origin) return { nodes: [], links: [] };
  const frame = localFrame(origin[0], origin[1]);
  const lines = roads.map(({ axis }) => axis.map(([x, y]) => toLocal(frame, x, y)));
  const nodes: { at: Point; crossing: boolean; gateway: number }[] = [];
  const nodeAt = (at: Point, crossing: boolean) => {
    const near = nodes.find((each) => Math.hypot(each.at[0] - at[0], each.at[1] - at[1]) <= REACH);
    if (near) {
      near.crossing ||= crossing;
      return nodes.indexOf(near);
    }
    return nodes.push({ at, crossing, gateway: 0 }) - 1;
  };
  const stops = lines.map(() => new Map<number, number>());
  lines.forEach((a, i) => {
    for (let j = i + 1; j < lines.length; j++)
      for (const at of meetings(a, lines[j] as Point[])) {
        const node = nodeAt(at, true);
        stops[i]?.set(node, chainageOf(a, at));
        stops[j]?.set(node, chainageOf(lines[j] as Point[], at));
      }
  });
  const links: RoadLink[] = [];
  lines.forEach((line, index) => {
    const road = roads[index] as PlainRoad;
    for (const end of [line[0], line.at(-1)]) {
      if (!end) continue;
      const node = nodeAt(end, false);
      if (!stops[index]?.has(node)) stops[index]?.set(node, chainageOf(line, end));
      const own = nodes[node];
      if (own && !own.crossing) own.gateway += road.lanes;
    }
    const order = [...(stops[index] ?? [])].sort((p, q) => p[1] - q[1]);
    order.slice(1).forEach(([to, until], position) => {
      const [from, since] = order[position] as [number, number];
      const metres = until - since;
      if (metres <= 0 || from === to) return;
      const common = { road: road.name, metres, freeSeconds: (metres * 3.6) / road.speed, lanes: road.lanes / 2 };
      links.push({ from, to, ...common }, { from: to, to: from, ...common });
    });
  });
  return {
    nodes: nodes.map(({ at, crossing, gateway }) => ({
      position: [at[0] / frame.metresPerDegree[0] + origin[0], at[1] / frame.metresPerDegree[1] + origin[1]],
      signal: crossing,
      gateway,
    })),
    links,
  };
}

/** Where two lines cross, each run on by `REACH` at its ends. */
function meetings(a: readonly Point[], b: readonly Point[]): Point[] {
  const found: Point[] = [];
  const [one, two] = [runOn(a), runOn(b)];
  for (let i = 1; i < one.length; i++)
    for (let j = 1; j < two.length; j++) {
      const at = crossing(one[i - 1] as Point, one[i] as Point, two[j - 1] as Point, two[j] as Point);
      if (at) found.push(at);
    }
  return found;
}

function runOn(line: readonly Point[]): Point[] {
  const [a, b, y, z] = [line[0], line[1], line.at(-2), line.at(-1)];
  if (!a || !b || !y || !z) return [...line];
  const beyond = (from: Point, to: Point): Point => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    return [to[0] + ((to[0] - from[0]) * REACH) / length, to[1] + ((to[1] - from[1]) * REACH) / length];
  };
  return [beyond(b, a), ...line.slice(1, -1), beyond(y, z)];
}

function crossing(a: Point, b: Point, c: Point, d: Point): Point | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const area = rx * sy - ry * sx;
  if (Math.abs(area) < 1e-9) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / area;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / area;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + t * rx, a[1] + t * ry] : null;
}

function chainageOf(line: readonly Point[], [x, y]: Point): number {
  let [best, chainage, start] = [Number.POSITIVE_INFINITY, 0, 0];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Point, line[i] as Point];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length === 0) continue;
    const along = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length;
    const held = Math.min(Math.max(along, 0), length);
    const away = Math.hypot(a[0] + ((b[0] - a[0]) * held) / length - x, a[1] + ((b[1] - a[1]) * held) / length - y);
    if (away < best) [best, chainage] = [away, start + held];
    start += length;
  }
  return chainage;
}
