import type { Surroundings } from '../../src/scenario/rules/surroundings.ts';
import type { CityData, RoadData } from './city-data.ts';
import { arms, buildNetwork, type Network } from './network.ts';
import { beside, chainageOf, headingOf, type Point, stationAt } from './plane.ts';
import { signalPlace } from './poles.ts';
import { inStretch, projectStretch, type Stretch } from './project-stretch.ts';
import { geographic } from './register.ts';
import { STOP_LINE } from './roadway.ts';

/** What the drawn cross-sections say of the project's road; null in a city without it. Chainages count along the project's axis. */
export function guangheStreet(data: CityData): Required<Pick<Surroundings, 'footways' | 'approaches'>> | null {
  const network = buildNetwork(data.roads);
  const stretch = projectStretch(network);
  return stretch && { footways: footwaysOf(stretch, network), approaches: approachesOf(data, stretch, network) };
}

/** Footways of both sides, from crossing to crossing: kerb to red line. */
function footwaysOf({ road, from, to }: Stretch, network: Network): NonNullable<Surroundings['footways']> {
  const { wheels, halfRedline } = road.cross;
  const crossings = (network.along.get(road.id) ?? []).map(({ chainage, other }) => ({
    west: chainage - other.cross.wheels,
    east: chainage + other.cross.wheels,
  }));
  const starts = [from, ...crossings.map(({ east }) => east)];
  const ends = [...crossings.map(({ west }) => west), to];
  return starts.flatMap((start, index) => {
    const [a, b] = [Math.max(from, start), Math.min(to, ends[index] as number)];
    if (b - a < 1) return [];
    return (['south', 'north'] as const).map((side) => ({
      side,
      from: tenth(a - from),
      to: tenth(b - from),
      kerb: tenth(wheels),
      outer: tenth(halfRedline),
    }));
  });
}

/**
 * Stop lines as `roadway.ts` places them, of both roads at every crossing of the stretch; at its two ends only those
 * whose signals stand inside it.
 */
function approachesOf(data: CityData, stretch: Stretch, network: Network): NonNullable<Surroundings['approaches']> {
  return (network.along.get(stretch.road.id) ?? [])
    .filter(({ chainage }) => chainage >= stretch.from - 1 && chainage <= stretch.to + 1)
    .flatMap(({ junction, other }) =>
      [
        [stretch.road, other],
        [other, stretch.road],
      ].flatMap(([road, across]) =>
        stopLines(data, network, stretch, road as RoadData, across as RoadData, junction.id),
      ),
    );
}

function stopLines(
  data: CityData,
  network: Network,
  stretch: Stretch,
  road: RoadData,
  across: RoadData,
  junction: string,
): NonNullable<Surroundings['approaches']> {
  const meeting = network.along.get(road.id)?.find((each) => each.junction.id === junction);
  if (!meeting) return [];
  const { back, forward } = arms(road, meeting.chainage);
  const middle = (road.cross.median + road.cross.kerb) / 2;
  return ([-1, 1] as const).flatMap((sign) => {
    if (!(sign < 0 ? back : forward)) return [];
    const signal = signalPlace(road, across, stationAt(road.axis, meeting.chainage), -sign as 1 | -1);
    if (!inStretch(stretch, stretch.road, chainageOf(stretch.road.axis, signal))) return [];
    const station = stationAt(road.axis, meeting.chainage + sign * (across.cross.wheels + STOP_LINE));
    const travel: Point = [-sign * station.along[0], -sign * station.along[1]];
    return [{ stopLine: geographic(data, beside(station, sign * middle)), bearing: tenth(headingOf(travel)) }];
  });
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
