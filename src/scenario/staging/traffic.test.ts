import { describe, expect, test } from 'vitest';
import { localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import { assign } from './assignment.ts';
import { trafficEnds } from './assumptions.ts';
import { type PlainRoad, roadGraph } from './road-graph.ts';
import { bprSeconds, websterSeconds } from './volume-delay.ts';

const frame = localFrame(116.58, 35.4);
const road = (name: string, ...points: [number, number][]): PlainRoad => ({
  name,
  axis: points.map(([x, y]) => toGeographic(frame, x, y)),
  lanes: 4,
  speed: 36,
});

describe('volume and delay', () => {
  test('BPR: 15 % more time at capacity', () => {
    expect(bprSeconds(100, 0, 1800)).toBe(100);
    expect(bprSeconds(100, 1800, 1800)).toBeCloseTo(115, 9);
  });

  test('Webster: C 90 s, λ 0.4, s 1,800, q 600 veh/h: x 0.833, 24.3 + 12.5 s, of which nine tenths', () => {
    expect(websterSeconds(600, 1800, 90, 0.4)).toBeCloseTo(0.9 * (24.3 + 12.5), 6);
  });

  test('delay never falls as flow grows, through saturation and beyond', () => {
    let before = 0;
    for (let flow = 0; flow <= 2000; flow += 10) {
      const delay = websterSeconds(flow, 1800, 90, 0.4);
      expect(delay).toBeGreaterThanOrEqual(before);
      before = delay;
    }
  });
});

describe('road graph', () => {
  test('two roads that cross make four arms, both ways, with their lengths', () => {
    const graph = roadGraph([road('东西', [-500, 0], [700, 0]), road('南北', [0, -300], [0, 400])]);
    expect(graph.nodes.length).toBe(5);
    expect(graph.nodes.filter(({ signal }) => signal).length).toBe(1);
    expect(graph.links.length).toBe(8);
    expect(graph.links.reduce((sum, { metres }) => sum + metres, 0) / 2).toBeCloseTo(1900, 0);
    // 36 km/h is 10 m/s.
    for (const { metres, freeSeconds } of graph.links) expect(freeSeconds).toBeCloseTo(metres / 10, 6);
  });

  test('an end within 40 m joins, one farther off does not', () => {
    const at = (gap: number) => roadGraph([road('东西', [-500, 0], [500, 0]), road('支路', [0, gap], [0, 600])]);
    expect(at(30).nodes.filter(({ signal }) => signal).length).toBe(1);
    expect(at(60).nodes.filter(({ signal }) => signal).length).toBe(0);
  });
});

describe('assignment', () => {
  /** Two roads between two crossings, of equal length: a square ring with arms to the west and east. */
  const ring = roadGraph([
    road('中', [-1000, 0], [3000, 0]),
    road('西', [0, -800], [0, 800]),
    road('东', [2000, -800], [2000, 800]),
    road('北', [-1000, 500], [3000, 500]),
  ]);
  const traffic = { ...trafficEnds([]).mid, demand: 4000 };
  const gateways = ring.nodes.reduce((sum, { gateway }) => sum + gateway, 0);

  test('what goes in at an edge is its share of the demand, and comes out again', () => {
    const { flows } = assign(ring, traffic);
    ring.nodes.forEach((node, index) => {
      const [inward, outward] = [0, 1].map((way) =>
        ring.links.reduce(
          (sum, link, at) => sum + ((way === 0 ? link.to : link.from) === index ? (flows[at] as number) : 0),
          0,
        ),
      ) as [number, number];
      expect(inward).toBeCloseTo(outward, 6);
      const share =
        (node.gateway * (gateways - node.gateway)) /
        ring.nodes.reduce((sum, each) => sum + each.gateway * (gateways - each.gateway), 0);
      if (!node.signal) expect(outward).toBeCloseTo(traffic.demand * share, 6);
    });
  });

  test('a narrowed road loses traffic to the other and costs time; the more lanes go, the more', () => {
    const open = assign(ring, traffic);
    const middle = ring.links.findIndex(({ road: name, metres }) => name === '中' && metres > 1500);
    const [half, quarter] = [0.5, 0.25].map((lanesLeft) =>
      assign(ring, traffic, new Map([[middle, { share: 1, lanesLeft }]])),
    );
    expect(half?.flows[middle]).toBeLessThan(open.flows[middle] as number);
    expect(half?.vehicleHours).toBeGreaterThan(open.vehicleHours);
    expect(quarter?.vehicleHours).toBeGreaterThan(half?.vehicleHours as number);
  });

  test('twice the traffic costs more than twice the time', () => {
    const twice = assign(ring, { ...traffic, demand: 8000 });
    expect(twice.vehicleHours).toBeGreaterThan(2 * assign(ring, traffic).vehicleHours);
  });
});
