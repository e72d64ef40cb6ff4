import { laneUses, type RoadMarks, type Turns } from '../tiles/road/road-marks.ts';
import { STREET_HEIGHT } from '../tiles/stacking.ts';
import { band, type Patch, stretches } from './band.ts';
import type { RoadData } from './city-data.ts';
import { LANE_WIDTH } from './cross-section.ts';
import { arms, type Network } from './network.ts';
import { chainageOf, lengthOf, type Point, slice, stationAt } from './plane.ts';
import type { BusStop } from './poles.ts';
import {
  between,
  CORNER_RADIUS,
  CROSSING_SETBACK,
  CROSSING_WIDTH,
  cornersOf,
  fillet,
  junctionReach,
  onRoad,
  type StreetRoadway,
} from './roadway.ts';

/** Lengths of which whole numbers of lane dashes fit: 6 m and 9 m of gap (GB 5768.3 [M]). */
const DASH_PITCH = 15;
/** A shorter stretch between two junctions carries no paint. */
const SHORTEST = 24;

type Span = { readonly from: number; readonly to: number };

/** Carriageways of all named roads, painted between the junctions, plain within them, with their zebra crossings. */
export function* roadSurfaces(network: Network, cuts: (road: RoadData) => readonly Span[]): Generator<Patch> {
  for (const road of network.roads) {
    yield* markedStretches(road, network, cuts(road));
    yield* junctionSurfaces(road, network, cuts(road));
  }
  for (const { at, along } of cornersOf(network))
    yield { class: 'carriageway', ring: fillet(at, along[0], along[1], CORNER_RADIUS), height: ROAD };
}

const ROAD = STREET_HEIGHT.carriageway;

/** Chainages that a junction takes from a road; one where the road ends takes the rest of it. */
function boxesOf(road: RoadData, network: Network): (Span & { readonly other: RoadData; readonly chainage: number })[] {
  const length = lengthOf(road.axis);
  return network.along.get(road.id)!.map(({ chainage, other }) => {
    const { back, forward } = arms(road, chainage);
    const reach = junctionReach(other);
    return { from: back ? chainage - reach : -1, to: forward ? chainage + reach : length + 1, other, chainage };
  });
}

function* markedStretches(road: RoadData, network: Network, cuts: readonly Span[]): Generator<Patch> {
  const { axis, cross } = road;
  const boxes = boxesOf(road, network);
  const lanes = cross.lanes / 2;
  const cycleFrom = cross.cycle[1] > cross.cycle[0] ? cross.divider[1] : 0;
  const edges = [{ offset: -cross.wheels }, { offset: cross.wheels }];
  for (const { from, to } of between(lengthOf(axis), [...boxes, ...cuts])) {
    const line = slice(axis, from, to);
    if (to - from < SHORTEST) {
      yield band('carriageway', line, edges);
      continue;
    }
    const before = boxes.find((box) => Math.abs(box.to - from) < 0.01);
    const after = boxes.find((box) => Math.abs(box.from - to) < 0.01);
    const pieces = stretches(line, DASH_PITCH);
    for (const [i, piece] of pieces.entries()) {
      const stopAtStart = i === 0 && before !== undefined;
      const stopAtEnd = i === pieces.length - 1 && after !== undefined;
      const marks: RoadMarks = {
        forward: lanes,
        back: lanes,
        laneWidth: LANE_WIDTH,
        parting: cross.wheels,
        inner: cross.median,
        centre: cross.median > 0 ? 'median' : lanes > 1 ? 'double' : 'dashed',
        cycleFrom,
        stopAtEnd,
        stopAtStart,
        forwardUses: stopAtEnd && after ? laneUses(lanes, turnsAt(road, after, 1)) : [],
        backUses: stopAtStart && before ? laneUses(lanes, turnsAt(road, before, -1)) : [],
      };
      yield band('carriageway', piece, edges, marks);
    }
  }
}

/** The ways out of a junction for someone who reaches it along (`1`) or against (`-1`) the axis. */
export function turnsAt(
  road: RoadData,
  { other, chainage }: { readonly other: RoadData; readonly chainage: number },
  sign: 1 | -1,
): Turns {
  const own = arms(road, chainage);
  const station = stationAt(road.axis, chainage);
  const across = arms(other, chainageOf(other.axis, station.at));
  const direction = stationAt(other.axis, chainageOf(other.axis, station.at)).along;
  // Whether the other road's axis runs to the left of the one who comes.
  const leftwards = (station.along[0] * direction[1] - station.along[1] * direction[0]) * sign > 0;
  return {
    through: sign > 0 ? own.forward : own.back,
    left: leftwards ? across.forward : across.back,
    right: leftwards ? across.back : across.forward,
  };
}

function* junctionSurfaces(road: RoadData, network: Network, cuts: readonly Span[]): Generator<Patch> {
  const { axis, cross } = road;
  const length = lengthOf(axis);
  for (const { from, to, other, chainage } of boxesOf(road, network)) {
    const { back, forward } = arms(road, chainage);
    const box = {
      from: back ? from : Math.min(0, chainage - other.cross.wheels),
      to: forward ? to : Math.max(length, chainage + other.cross.wheels),
    };
    yield band('carriageway', slice(axis, box.from, box.to), [{ offset: -cross.wheels }, { offset: cross.wheels }]);
    for (const [exists, sign] of [
      [back, -1],
      [forward, 1],
    ] as const) {
      const middle = chainage + sign * (other.cross.wheels + CROSSING_SETBACK + CROSSING_WIDTH / 2);
      if (!exists || cuts.some((cut) => middle > cut.from && middle < cut.to)) continue;
      yield zebra(onRoad(road, middle, -cross.wheels - UNDER_KERB), onRoad(road, middle, cross.wheels + UNDER_KERB));
    }
  }
}

/** A zebra crossing reaches under the kerbs that it joins; corners are rounded there by a hand's breadth. */
const UNDER_KERB = 0.3;

function zebra(from: Point, to: Point, width = CROSSING_WIDTH): Patch {
  return band('crossing', [from, to], [{ offset: -width / 2 }, { offset: width / 2 }]);
}

/** Carriageway from which a street has a centre line and zebras at its mouths, metres. */
const PAINTED_STREET = 8;
const MOUTH_ZEBRA = 3;

/** Carriageways of the generated streets with their mouths. */
export function* streetSurfaces(roadway: StreetRoadway): Generator<Patch> {
  const { street, axis, joins, ring, mouths } = roadway;
  for (const mouth of mouths) yield { class: 'carriageway', ring: mouth, height: ROAD };
  const half = street.carriageway / 2;
  const [start, end] = joins.map((join) => (join ? 1.2 + MOUTH_ZEBRA + 1.3 : 0)) as [number, number];
  const length = lengthOf(axis);
  if (street.carriageway < PAINTED_STREET || length - start - end < SHORTEST) {
    yield { class: 'carriageway', ring, height: ROAD };
    return;
  }
  const edges = [{ offset: -half }, { offset: half }];
  if (start > 0) yield band('carriageway', slice(axis, -0.4, start), edges);
  if (end > 0) yield band('carriageway', slice(axis, length - end, length + 0.4), edges);
  for (const [join, chainage] of [
    [joins[0], 1.2 + MOUTH_ZEBRA / 2],
    [joins[1], length - 1.2 - MOUTH_ZEBRA / 2],
  ] as const) {
    if (!join) continue;
    const { at, left } = stationAt(axis, chainage);
    const reach = half + UNDER_KERB * 2;
    yield zebra(
      [at[0] - left[0] * reach, at[1] - left[1] * reach],
      [at[0] + left[0] * reach, at[1] + left[1] * reach],
      MOUTH_ZEBRA,
    );
  }
  const pieces = stretches(slice(axis, start, length - end), DASH_PITCH);
  for (const [i, piece] of pieces.entries())
    yield band('carriageway', piece, edges, {
      forward: 1,
      back: 1,
      laneWidth: half - 0.3,
      parting: half,
      inner: 0,
      centre: 'dashed',
      cycleFrom: 0,
      stopAtEnd: i === pieces.length - 1 && joins[1],
      stopAtStart: i === 0 && joins[0],
      forwardUses: [],
      backUses: [],
    });
}

/** Length of a bus stop's box, metres: two buses of 12 m and room to leave. */
const BUS_BAY = 30;

/** The box in the outer lane where a bus stops. */
export function* busBays(stops: readonly BusStop[]): Generator<Patch> {
  for (const { road, station, side } of stops) {
    const { kerb } = road.cross;
    const middle = side * (kerb - 0.5 - LANE_WIDTH / 2);
    const point = (forward: number): Point => [
      station.at[0] + station.left[0] * middle + station.along[0] * forward,
      station.at[1] + station.left[1] * middle + station.along[1] * forward,
    ];
    yield {
      ...band('bus-bay', [point(-BUS_BAY / 2), point(BUS_BAY / 2)], [{ offset: -1.5 }, { offset: 1.5 }]),
      height: ROAD + 0.04,
    };
  }
}
