import type { AssetTable } from '../../src/domain/asset.ts';
import { localFrame } from '../../src/domain/geo/local-frame.ts';
import { type Catalog, type Problem, parseCatalog, type TilesetEntry } from '../../src/wire/catalog.ts';
import type { View } from '../../src/wire/common.ts';
import type { TerrainEntry } from '../../src/wire/height-grid.ts';
import type { ScenarioDocument } from '../../src/wire/scenario-document.ts';
import type { ReadCity } from './read/source.ts';
import type { Bounds } from './tile/quadtree.ts';

/** `catalog.json` of a built city; parsed by the wire format's own parser before it is written. */
export function catalogOf(
  { city, datasets, basemaps, homes, retention, landscapeLighting }: ReadCity,
  bounds: Bounds,
  slots: string,
  tilesets: readonly TilesetEntry[],
  tables: ReadonlyMap<string, AssetTable>,
  scenarios: readonly ScenarioDocument[],
  surroundings: ReadonlyMap<string, unknown>,
  problems: readonly Problem[],
  terrain: TerrainEntry | null,
): Catalog {
  return parseCatalog({
    format: 'chengjing-catalog@1',
    city: {
      id: city.id,
      title: city.title,
      centre: city.centre,
      bounds,
      timeZone: city.timeZone,
      utcOffset: city.utcOffset,
      mapApproval: city.mapApproval,
    },
    homes: homes ?? homesOf(bounds),
    places: city.places,
    roads: city.roads.map(({ name, axis, lengthMetres, provenance }) => ({
      name,
      position: axis[Math.floor(axis.length / 2)] ?? city.centre,
      lengthMetres,
      provenance,
    })),
    slots,
    tilesets,
    layers: [...tables.values()].map(({ layer, count, capacity, provenance }) => ({
      id: layer,
      assets: `assets/${layer}.json`,
      count,
      capacity,
      provenance,
    })),
    basemaps,
    ...(retention ? { retention } : {}),
    ...(landscapeLighting ? { landscapeLighting } : {}),
    ...(terrain ? { terrain } : {}),
    scenarios: scenarios.map(({ id, title, alternatives }) => ({
      id,
      title,
      url: `scenarios/${id}.json`,
      ...(surroundings.has(id) ? { surroundings: `scenarios/${id}.surroundings.json` } : {}),
      alternatives,
    })),
    sources: datasets,
    problems: [...problems],
  });
}

/** Cameras that see all of `bounds` from the south, at a slant for review and hall, lower for the exhibition. */
function homesOf([west, south, east, north]: Bounds): { review: View; hall: View; exhibition: View } {
  const [longitude, latitude] = [(west + east) / 2, (south + north) / 2];
  const [perLongitude, perLatitude] = localFrame(longitude, latitude).metresPerDegree;
  const extent = Math.max((east - west) * perLongitude, (north - south) * perLatitude, 200);
  const view = (pitch: number, distance: number): View => {
    const slant = (-pitch * Math.PI) / 180;
    const back = extent * distance;
    return [
      round(longitude, 6),
      round(latitude - (back * Math.cos(slant)) / perLatitude, 6),
      Math.round(back * Math.sin(slant)),
      0,
      pitch,
      0,
    ];
  };
  return { review: view(-40, 1), hall: view(-45, 1.2), exhibition: view(-25, 0.7) };
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
