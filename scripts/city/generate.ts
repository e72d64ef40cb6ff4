import type { CitySource } from '../tiles/feature.ts';
import { type CityData, readCityData } from './city-data.ts';
import { cityFeatures } from './city-features.ts';
import { planCity } from './plan.ts';
import { lengthOf } from './plane.ts';
import { geographic } from './register.ts';
import { besidePumps } from './waterside.ts';

/** The city of a source folder (`tiles/<city>/`): its hand-written data, and what the seed grows between them. */
export function generateCity(folder: string): CitySource {
  return growCity(readCityData(folder));
}

/** Pure: the same data and seed give the same city, to the last digit. */
function growCity(data: CityData): CitySource {
  const plan = planCity(data);
  return {
    id: data.file.id,
    title: data.file.title,
    centre: data.file.centre,
    timeZone: data.file.timeZone,
    utcOffset: data.file.utcOffset,
    mapApproval: data.file.mapApproval,
    features: cityFeatures(plan),
    assets: plan.assets,
    trees: besidePumps(data, plan.trees),
    places: [
      ...data.landmarks.map((place) => ({
        id: place.id,
        title: { zh: place.name, en: place.nameEn },
        position: geographic(data, place.at),
        provenance: place.provenance,
      })),
      ...plan.network.junctions.map((junction) => ({
        id: `junction-${junction.id}`,
        title: {
          zh: junction.name,
          en: `${junction.roads.map((road) => road.nameEn).join(' & ')}`,
        },
        position: geographic(data, junction.at),
        provenance: 'illustrative' as const,
      })),
    ],
    roads: data.roads.map((road) => ({
      name: road.name,
      axis: road.axis.map((point) => geographic(data, point)),
      lengthMetres: Math.round(lengthOf(road.axis)),
      lanes: road.cross.lanes,
      speed: road.speed,
      provenance: road.provenance,
    })),
    provenance: 'illustrative',
  };
}
