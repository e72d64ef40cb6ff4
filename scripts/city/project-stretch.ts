import type { RoadData } from './city-data.ts';
import type { Network } from './network.ts';

/** 工作要点第 10 条 names the road; its limits are not published, so these are 示意范围. */
export const PROJECT = { road: '洸河路', from: '济安桥路', to: '火炬路', halfWidth: 35 } as const;

/** The part of a road that the renewal project covers, between two crossings, in metres of chainage. */
export interface Stretch {
  readonly road: RoadData;
  readonly from: number;
  readonly to: number;
}

/** The project's stretch, or null in a city without that road. Throws when the roads it is named by do not cross it. */
export function projectStretch(network: Network): Stretch | null {
  const road = network.roads.find((each) => each.name === PROJECT.road);
  if (!road) return null;
  const chainage = (name: string) => {
    const found = network.along.get(road.id)!.find((each) => each.other.name === name);
    if (!found) throw new Error(`"${name}" does not cross "${road.name}" in roads.geojson; the project ends there.`);
    return found.chainage;
  };
  return { road, from: chainage(PROJECT.from), to: chainage(PROJECT.to) };
}

/** Whether a pole of `road` at this chainage belongs to the project. */
export function inStretch(stretch: Stretch | null, road: RoadData, chainage: number): boolean {
  return stretch !== null && road === stretch.road && chainage >= stretch.from && chainage <= stretch.to;
}
