import { type Asset, type AssetTable, assetAt } from '../../domain/asset.ts';
import { insideRing } from '../../domain/geo/inside-ring.ts';
import type { RoadAxis, Station } from '../road-axis.ts';
import type { PoleProject } from './plan-input.ts';
import type { Side } from './street-poles.ts';

/** A cabinet of the road, with its place along it. */
export interface StreetCabinet extends Asset, Station {
  readonly side: Side;
}

/** An overhead line of the road; stations of its points from west to east. */
export interface StreetLine extends Asset {
  readonly stations: readonly Station[];
  readonly side: Side;
}

/** Cabinets of the project's road inside its extent, from west to east; none where the city has no such layer. */
export function streetCabinets(
  tables: ReadonlyMap<string, AssetTable>,
  project: PoleProject,
  axis: RoadAxis,
): StreetCabinet[] {
  return assetsOf(tables.get('cabinet'), project)
    .map((asset): StreetCabinet => {
      const station = axis.stationOf(asset.position[0], asset.position[1]);
      return { ...asset, ...station, side: sideOf(station) };
    })
    .sort((a, b) => a.chainage - b.chainage || (a.id < b.id ? -1 : 1));
}

/** Overhead lines of the project's road inside its extent, from west to east. */
export function streetLines(
  tables: ReadonlyMap<string, AssetTable>,
  project: PoleProject,
  axis: RoadAxis,
): StreetLine[] {
  return assetsOf(tables.get('overhead-line'), project)
    .flatMap((asset): StreetLine[] => {
      const stations = (asset.shape ?? [])
        .map(([longitude, latitude]) => axis.stationOf(longitude, latitude))
        .sort((a, b) => a.chainage - b.chainage);
      const first = stations[0];
      return first && stations.length > 1 ? [{ ...asset, stations, side: sideOf(first) }] : [];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function assetsOf(table: AssetTable | undefined, project: PoleProject): Asset[] {
  if (!table) return [];
  return Array.from({ length: table.count }, (_, slot) => assetAt(table, slot)).filter(
    ({ position, attributes }) =>
      attributes.road === project.road && insideRing([position[0], position[1]], project.extent),
  );
}

function sideOf({ offset }: Station): Side {
  return offset < 0 ? 'south' : 'north';
}
