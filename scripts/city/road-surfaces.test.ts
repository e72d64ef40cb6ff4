import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/domain/random.ts';
import { MOST_LANES } from '../tiles/road/pack-marks.ts';
import { laneLines, laneUses } from '../tiles/road/road-marks.ts';
import { STREET_HEIGHT } from '../tiles/stacking.ts';
import type { Patch } from './band.ts';
import { readCityData } from './city-data.ts';
import { arms, buildNetwork } from './network.ts';
import {
  beside,
  chainageOf,
  distanceToLine,
  distanceToRing,
  inside,
  lengthOf,
  type Point,
  stationAt,
} from './plane.ts';
import { capsule, footways, islands } from './raised-ground.ts';
import { roadSurfaces, turnsAt } from './road-surfaces.ts';
import { cornersOf, fillet, roadwayRings } from './roadway.ts';

const data = readCityData(join(import.meta.dirname, '../../tiles/jining'));
const network = buildNetwork(data.roads);
const none = () => [];
const surfaces = [...roadSurfaces(network, none)];
const marked = surfaces.flatMap(({ band }) => (band?.marks ? [{ band, marks: band.marks }] : []));
const roadway = roadwayRings(network, [], none);
const footway = [...footways(network, [], roadway, none)];
const paved = footway.filter((patch) => patch.class === 'footway');

const holds = ({ ring, holes = [] }: Patch, at: Point) => inside(ring, at) && !holes.some((hole) => inside(hole, at));

describe('paint', () => {
  it('keeps inside its carriageway, lanes off the cycle surface and off the median', () => {
    expect(marked.length).toBeGreaterThan(150);
    for (const { band, marks } of marked) {
      const width = band.across.at(-1) as number;
      for (const line of laneLines(marks)) {
        expect(line + marks.parting).toBeGreaterThan(0);
        expect(line + marks.parting).toBeLessThan(width);
        expect(Math.abs(line)).toBeGreaterThan(marks.inner);
        if (marks.cycleFrom > 0) expect(Math.abs(line)).toBeLessThan(marks.cycleFrom);
      }
      expect(marks.forward).toBeLessThanOrEqual(MOST_LANES);
    }
  });

  it('has a stop line on every arm of every junction, and a zebra that joins two footways', () => {
    const reached = network.roads.flatMap((road) =>
      network.along.get(road.id)!.map(({ chainage }) => Object.values(arms(road, chainage)).filter(Boolean).length),
    );
    const wanted = reached.reduce((a, b) => a + b, 0);
    const zebras = surfaces.filter((patch) => patch.class === 'crossing');
    expect(zebras).toHaveLength(wanted);
    const stops = marked.reduce((sum, { marks }) => sum + Number(marks.stopAtEnd) + Number(marks.stopAtStart), 0);
    // A stretch between two near junctions is too short for paint.
    expect(stops / wanted).toBeGreaterThan(0.9);
    let loose = 0;
    for (const { ring } of zebras) {
      const ends: Point[] = [
        [(ring[0]![0] + ring[3]![0]) / 2, (ring[0]![1] + ring[3]![1]) / 2],
        [(ring[1]![0] + ring[2]![0]) / 2, (ring[1]![1] + ring[2]![1]) / 2],
      ];
      for (const end of ends)
        if (!paved.some((patch) => holds(patch, end) || distanceToRing(end, patch.ring) < 0.6)) loose++;
    }
    // Where two junctions nearly touch, or beyond the edge of the data, a zebra ends on a third road.
    expect(loose / (2 * zebras.length)).toBeLessThan(0.03);
  });

  it('points its arrows only where a road leads', () => {
    let arrows = 0;
    for (const road of network.roads)
      for (const meeting of network.along.get(road.id)!)
        for (const sign of [1, -1] as const) {
          const turns = turnsAt(road, meeting, sign);
          // Said again from the directions of the other road's arms.
          const travel = stationAt(road.axis, meeting.chainage).along.map((each) => each * sign) as [number, number];
          const own = chainageOf(meeting.other.axis, stationAt(road.axis, meeting.chainage).at);
          const leads = arms(meeting.other, own);
          const { along } = stationAt(meeting.other.axis, own);
          const turn = travel[0] * along[1] - travel[1] * along[0];
          expect(turns.left).toBe((leads.forward && turn > 0) || (leads.back && turn < 0));
          expect(turns.right).toBe((leads.forward && turn < 0) || (leads.back && turn > 0));
          for (const use of laneUses(road.cross.lanes / 2, turns)) {
            arrows++;
            if (use.includes('left')) expect(turns.left).toBe(true);
            if (use.includes('right')) expect(turns.right).toBe(true);
            if (use.includes('through')) expect(turns.through).toBe(true);
          }
        }
    expect(arrows).toBeGreaterThan(500);
  });
});

describe('laneUses', () => {
  it('turns left from the middle, right from the kerb, and leaves no way out unserved', () => {
    expect(laneUses(3, { left: true, through: true, right: true })).toEqual(['left', 'through', 'through-right']);
    expect(laneUses(1, { left: false, through: false, right: true })).toEqual(['right']);
    expect(laneUses(0, { left: true, through: true, right: true })).toEqual([]);
    for (let lanes = 1; lanes <= 6; lanes++)
      for (let ways = 1; ways < 8; ways++) {
        const turns = { left: (ways & 1) > 0, through: (ways & 2) > 0, right: (ways & 4) > 0 };
        const uses = laneUses(lanes, turns).join(' ');
        if (lanes > 1 || ways !== 7)
          for (const [way, open] of Object.entries(turns)) expect(uses.includes(way)).toBe(open);
      }
  });
});

describe('raised ground', () => {
  it('shares the land of a road with the carriageway: every place is one of both', () => {
    const random = seededRandom(7);
    let [both, neither, tried] = [0, 0, 0];
    for (const road of network.roads)
      for (let i = 0; i < 60; i++) {
        const s = 60 + random() * (lengthOf(road.axis) - 120);
        const at = beside(stationAt(road.axis, s), (random() * 2 - 1) * (road.cross.halfRedline - 0.3));
        const wheels = roadway.some((ring) => inside(ring, at));
        // A hair from an edge belongs to either.
        if (Math.abs(distanceToLine(at, road.axis) - road.cross.wheels) < 0.1) continue;
        const walked = paved.some((patch) => holds(patch, at));
        tried++;
        if (wheels && walked) both++;
        if (!wheels && !walked) neither++;
      }
    expect(tried).toBeGreaterThan(1000);
    expect(both / tried).toBeLessThan(0.002);
    expect(neither / tried).toBeLessThan(0.005);
  });

  it('has a kerb of 15 cm wherever a footway meets the road, the face towards the road', () => {
    const kerbs = footway.filter((patch) => patch.class === 'kerb');
    expect(kerbs.length).toBeGreaterThan(400);
    for (const { band } of kerbs) {
      expect((band?.heights?.at(-1) as number) - (band?.heights?.[0] as number)).toBeCloseTo(0.16, 2);
      const [outer, inner] = [band?.rows[0]?.[0] as Point, band?.rows[1]?.[0] as Point];
      expect(Math.hypot(outer[0] - inner[0], outer[1] - inner[1])).toBeLessThan(0.35);
    }
    expect(STREET_HEIGHT.footway - STREET_HEIGHT.carriageway).toBeCloseTo(0.15);
  });

  it('puts islands on carriageways only', () => {
    const gaps = new Map(network.roads.map((road) => [road.id, []]));
    const stones = [...islands(network, gaps, none)].filter((patch) => patch.class === 'footway');
    expect(stones.length).toBeGreaterThan(100);
    for (const { ring } of stones)
      for (const point of ring) expect(roadway.some((each) => inside(each, point))).toBe(true);
  });

  it('rounds a corner by an arc that touches both kerb lines', () => {
    const corners = cornersOf(network);
    expect(corners.length).toBeGreaterThan(200);
    const square = fillet([0, 0], [1, 0], [0, 1], 4);
    const arc = square.filter(([x, y]) => x >= -1e-9 && y >= -1e-9);
    for (const [x, y] of arc) expect(Math.hypot(x - 4, y - 4)).toBeCloseTo(4);
    expect(
      capsule(
        [
          [0, 0],
          [20, 0],
        ],
        -1,
        1,
      ).every(([x, y]) => x > -0.01 && x < 20.01 && Math.abs(y) < 1.01),
    ).toBe(true);
  });
});
