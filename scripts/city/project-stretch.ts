import type { CityData, RoadData } from './city-data.ts';
import type { Network } from './network.ts';

/** The part of a road that the renewal project covers, between two crossings, in metres of chainage. */
export interface Stretch {
  readonly road: RoadData;
  readonly from: number;
  readonly to: number;
}

/** The project's stretch as `city.json` names it. Throws when the roads named there do not cross. */
export function projectStretch(data: CityData, network: Network): Stretch {
  const { guanghe } = data.file;
  const road = network.roads.find((each) => each.name === guanghe.road);
  if (!road) throw new Error(`city.json: guanghe.road "${guanghe.road}" is not in roads.geojson.`);
  const chainage = (name: string) => {
    const found = network.along.get(road.id)!.find((each) => each.other.name === name);
    if (!found) throw new Error(`city.json: "${name}" does not cross "${road.name}" in roads.geojson.`);
    return found.chainage;
  };
  return { road, from: chainage(guanghe.from), to: chainage(guanghe.to) };
}
