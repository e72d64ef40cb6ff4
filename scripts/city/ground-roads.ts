import type { GroundClass } from '../tiles/feature.ts';
import type { Street } from './blocks.ts';
import type { RoadData } from './city-data.ts';
import { LANE_WIDTH } from './cross-section.ts';
import { arms, type Network } from './network.ts';
import { beside, chainageOf, distanceToLine, extended, lengthOf, type Ring, slice, stationAt, strip } from './plane.ts';

export interface Patch {
  readonly class: GroundClass;
  readonly ring: Ring;
  /** Metres above ground, when not that of the class. */
  readonly height?: number;
}

/** Chainages between which something along a road is interrupted. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** Which side of the axis opens; junctions open both. */
  readonly side: 'left' | 'right' | 'both';
}

/** Where junctions and joining streets interrupt dividers, lamps and trees of a road. */
export function gapsOf(network: Network, streets: readonly Street[]): Map<string, Gap[]> {
  const gaps = new Map<string, Gap[]>();
  for (const road of network.roads)
    gaps.set(
      road.id,
      network.along.get(road.id)!.map(({ chainage, other }) => {
        const half = other.cross.wheels + 9;
        return { from: chainage - half, to: chainage + half, side: 'both' as const };
      }),
    );
  for (const street of streets)
    for (const end of [street.axis[0]!, street.axis.at(-1)!])
      for (const road of network.roads) {
        if (distanceToLine(end, road.axis) > road.cross.halfRedline + 3) continue;
        const chainage = chainageOf(road.axis, end);
        const { at, left } = stationAt(road.axis, chainage);
        const side = (end[0] - at[0]) * left[0] + (end[1] - at[1]) * left[1] > 0 ? 'left' : 'right';
        const half = street.carriageway / 2 + 4;
        gaps.get(road.id)!.push({ from: chainage - half, to: chainage + half, side });
      }
  for (const list of gaps.values()) list.sort((a, b) => a.from - b.from);
  return gaps;
}

/** Runs of a road between its gaps on one side, at least `least` metres long. */
export function runs(
  length: number,
  gaps: readonly Gap[],
  side: 'left' | 'right' | 'median',
  least: number,
): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  let from = 0;
  for (const gap of gaps) {
    if (gap.side !== 'both' && gap.side !== side) continue;
    if (gap.from - from >= least) out.push({ from, to: gap.from });
    from = Math.max(from, gap.to);
  }
  if (length - from >= least) out.push({ from, to: length });
  return out;
}

/**
 * Surfaces of one named road: footways, cycleways, carriageway, islands, lane lines, stop lines and zebra crossings.
 * Between `cuts` the road runs on a bridge and the ground below carries none of it.
 */
export function* roadSurfaces(
  road: RoadData,
  network: Network,
  junctionsAndMouths: readonly Gap[],
  cuts: readonly { from: number; to: number }[],
): Generator<Patch> {
  const { axis, cross } = road;
  const length = lengthOf(axis);
  const bridges = cuts.map((cut): Gap => ({ ...cut, side: 'both' }));
  const gaps = [...junctionsAndMouths, ...bridges].sort((a, b) => a.from - b.from);
  for (const { from, to } of runs(length, bridges, 'median', 1)) {
    const line = slice(axis, from, to);
    yield { class: 'footway', ring: strip(line, -cross.halfRedline, cross.halfRedline) };
    if (cross.cycle[1] > cross.cycle[0]) {
      yield { class: 'cycleway', ring: strip(line, -cross.cycle[1], -cross.cycle[0]) };
      yield { class: 'cycleway', ring: strip(line, cross.cycle[0], cross.cycle[1]) };
    }
    yield { class: 'carriageway', ring: strip(line, -cross.divider[1], cross.divider[1]) };
  }
  for (const { other, chainage } of network.along.get(road.id)!) {
    // Cycle tracks cross the junction on the carriageway.
    const half = other.cross.wheels + 2;
    const { back, forward } = arms(road, chainage);
    yield {
      class: 'carriageway',
      ring: strip(
        slice(axis, chainage - (back ? half : 0), chainage + (forward ? half : 0)),
        -cross.wheels,
        cross.wheels,
      ),
    };
  }
  yield* islands(road, length, gaps);
  yield* laneLines(road, length, gaps);
  yield* junctionMarks(road, network);
}

function* islands(road: RoadData, length: number, gaps: readonly Gap[]): Generator<Patch> {
  const { axis, cross } = road;
  if (cross.median > 0)
    for (const { from, to } of runs(length, gaps, 'median', 20))
      yield { class: 'island', ring: strip(slice(axis, from, to), -cross.median, cross.median) };
  if (cross.divider[1] - cross.divider[0] < 0.5) return;
  for (const [side, sign] of [
    ['left', 1],
    ['right', -1],
  ] as const)
    for (const { from, to } of runs(length, gaps, side, 14)) {
      const [a, b] = [sign * cross.divider[0], sign * cross.divider[1]];
      yield { class: 'island', ring: strip(slice(axis, from, to), Math.min(a, b), Math.max(a, b)) };
    }
}

const DASH = 6;
const DASH_PITCH = 15;
const LINE = 0.15;

function* laneLines(road: RoadData, length: number, gaps: readonly Gap[]): Generator<Patch> {
  const { axis, cross } = road;
  const perSide = cross.lanes / 2;
  for (const { from, to } of runs(length, gaps, 'median', 30)) {
    if (cross.median === 0) yield { class: 'marking', ring: strip(slice(axis, from + 8, to - 8), -0.13, 0.13) };
    for (let lane = 1; lane < perSide; lane++)
      for (const sign of [-1, 1]) {
        const offset = sign * (cross.median + lane * LANE_WIDTH);
        for (let s = from + 14; s + DASH < to - 14; s += DASH_PITCH)
          yield { class: 'marking', ring: dash(axis, s, DASH, offset, LINE) };
        // Solid on the approach to the stop line.
        yield { class: 'marking', ring: dash(axis, from + 1, 12, offset, LINE) };
        yield { class: 'marking', ring: dash(axis, to - 13, 12, offset, LINE) };
      }
  }
}

function dash(axis: RoadData['axis'], s: number, length: number, offset: number, width: number): Ring {
  const a = stationAt(axis, s);
  const b = stationAt(axis, s + length);
  return [
    beside(a, offset - width / 2),
    beside(b, offset - width / 2),
    beside(b, offset + width / 2),
    beside(a, offset + width / 2),
  ];
}

/** Zebra stripes 0.45 m wide every 1.1 m, 4 m long, and stop lines 1.5 m behind them. */
function* junctionMarks(road: RoadData, network: Network): Generator<Patch> {
  const { axis, cross } = road;
  for (const { other, chainage } of network.along.get(road.id)!) {
    const { back, forward } = arms(road, chainage);
    for (const [exists, sign] of [
      [back, -1],
      [forward, 1],
    ] as const) {
      if (!exists) continue;
      const near = chainage + sign * (other.cross.wheels + 2.5);
      for (let offset = -cross.wheels + 0.6; offset <= cross.wheels - 0.6; offset += 1.1) {
        if (cross.median > 0 && Math.abs(offset) < 0.3) continue;
        yield { class: 'crossing', ring: dash(axis, Math.min(near, near + sign * 4), 4, offset, 0.45) };
      }
      // Right-hand traffic: the approach before a junction uses the right half, the one from beyond it the left.
      const stop = near + sign * 5.5;
      const [right, left] = sign < 0 ? [-cross.kerb, -cross.median] : [cross.median, cross.kerb];
      yield { class: 'marking', ring: strip(slice(axis, stop, stop + 0.4), right, left) };
    }
  }
}

/** Surfaces of a generated street, joined to the carriageways it meets. */
export function* streetSurfaces(street: Street, network: Network): Generator<Patch> {
  yield { class: 'footway', ring: street.shape.ring };
  const reach =
    street.axis.length === 2
      ? [street.axis[0]!, street.axis[1]!].map((end) => reachFrom(end, network, street))
      : [0, 0];
  const axis = extended(street.axis, reach[0]!, reach[1]!);
  yield { class: 'carriageway', ring: strip(axis, -street.carriageway / 2, street.carriageway / 2) };
}

function reachFrom(end: readonly [number, number], network: Network, street: Street): number {
  for (const road of network.roads) {
    const distance = distanceToLine(end, road.axis);
    if (distance < road.cross.halfRedline + 3) return Math.max(0, distance - road.cross.kerb + 0.5);
  }
  return street.zone === 'field' ? 3 : 4;
}
