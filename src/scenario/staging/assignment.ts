import FlatQueue from 'flatqueue';
import type { Traffic } from './assumptions.ts';
import type { RoadGraph } from './road-graph.ts';
import { bprSeconds, websterSeconds } from './volume-delay.ts';

/** Share of a link's length that is narrowed, and the share of its lanes left there. */
export interface Narrowing {
  readonly share: number;
  readonly lanesLeft: number;
}

export interface Assigned {
  /** Vehicles an hour on each link. */
  readonly flows: Float64Array;
  /** Vehicle hours spent in the network in one peak hour. */
  readonly vehicleHours: number;
}

/** Steps of the method of successive averages. Both sides of a difference take the same, so that what is left over is alike. */
const STEPS = 20;

/**
 * Traffic of one peak hour by all-or-nothing assignment and successive averages (Sheffi, Urban Transportation Networks, 1985,
 * §5.1): link times by BPR, delays at the signal that a link ends in by Webster. Demand goes from every edge of the network to
 * every other, in proportion to the lanes at both.
 *
 * @param narrowings by index of the link
 */
export function assign(
  { nodes, links }: RoadGraph,
  traffic: Traffic,
  narrowings: ReadonlyMap<number, Narrowing> = new Map(),
): Assigned {
  const flows = new Float64Array(links.length);
  const seconds = new Float64Array(links.length);
  const lanesAt = Float64Array.from(nodes, ({ gateway }) => gateway);
  const zones = nodes.flatMap(({ gateway }, index) => (gateway > 0 ? [index] : []));
  const total = zones.reduce((sum, zone) => sum + (lanesAt[zone] as number), 0);
  const pairs = zones.reduce((sum, zone) => sum + (lanesAt[zone] as number) * (total - (lanesAt[zone] as number)), 0);
  if (pairs === 0) return { flows, vehicleHours: 0 };
  const loadTree = treeLoader(nodes.length, links);

  const time = (index: number, flow: number): number => {
    const link = links[index] as RoadGraph['links'][number];
    const capacity = link.lanes * traffic.saturationFlow;
    const narrow = narrowings.get(index);
    const running = narrow
      ? (1 - narrow.share) * bprSeconds(link.freeSeconds, flow, capacity) +
        narrow.share * bprSeconds(link.freeSeconds, flow, capacity * narrow.lanesLeft)
      : bprSeconds(link.freeSeconds, flow, capacity);
    // A narrowed approach passes fewer vehicles in its green.
    const approach = capacity * (narrow ? 1 - (1 - narrow.lanesLeft) * Math.min(1, 2 * narrow.share) : 1);
    return nodes[link.to]?.signal
      ? running + websterSeconds(flow, approach, traffic.cycleSeconds, traffic.greenRatio)
      : running;
  };

  const loaded = new Float64Array(links.length);
  for (let step = 1; step <= STEPS; step++) {
    for (let index = 0; index < links.length; index++) seconds[index] = time(index, flows[index] as number);
    loaded.fill(0);
    for (const zone of zones) {
      const share = (traffic.demand * (lanesAt[zone] as number)) / pairs;
      loadTree(zone, share, lanesAt, seconds, loaded);
    }
    for (let index = 0; index < links.length; index++)
      flows[index] = (flows[index] as number) + ((loaded[index] as number) - (flows[index] as number)) / step;
  }
  let hours = 0;
  for (let index = 0; index < links.length; index++)
    hours += ((flows[index] as number) * time(index, flows[index] as number)) / 3600;
  return { flows, vehicleHours: hours };
}

type LoadTree = (
  zone: number,
  share: number,
  lanesAt: Float64Array,
  seconds: Float64Array,
  loaded: Float64Array,
) => void;

/** Loads the quickest ways from a zone to every other one: Dijkstra, then flows summed from the far ends back. */
function treeLoader(count: number, links: RoadGraph['links']): LoadTree {
  const out: number[][] = Array.from({ length: count }, () => []);
  for (const [index, { from }] of links.entries()) out[from]?.push(index);
  const [froms, tos] = [Int32Array.from(links, ({ from }) => from), Int32Array.from(links, ({ to }) => to)];
  const cost = new Float64Array(count);
  const by = new Int32Array(count);
  const order = new Int32Array(count);
  const passing = new Float64Array(count);
  const reached = new FlatQueue<number>();
  return (zone, share, lanesAt, seconds, loaded) => {
    cost.fill(Number.POSITIVE_INFINITY);
    passing.fill(0);
    cost[zone] = 0;
    reached.push(zone, 0);
    let settled = 0;
    while (reached.length > 0) {
      const through = reached.peekValue() as number;
      const node = reached.pop() as number;
      // Reached by a quicker way since.
      if (through > (cost[node] as number)) continue;
      order[settled++] = node;
      for (const index of out[node] as number[]) {
        const to = tos[index] as number;
        const then = through + (seconds[index] as number);
        if (then >= (cost[to] as number)) continue;
        cost[to] = then;
        by[to] = index;
        reached.push(to, then);
      }
    }
    for (let position = settled - 1; position > 0; position--) {
      const node = order[position] as number;
      const flow = (passing[node] as number) + share * (lanesAt[node] as number);
      const index = by[node] as number;
      loaded[index] = (loaded[index] as number) + flow;
      const from = froms[index] as number;
      passing[from] = (passing[from] as number) + flow;
    }
  };
}
