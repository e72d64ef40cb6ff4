import type { AssetTable } from '../domain/asset.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { withRules } from '../domain/layer-rules.ts';
import { findLayer } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { address, type Gateway, request } from '../feeds/request.ts';
import type { SceneTerrain } from '../scene/ground.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { parseServedCatalog, type ServedCatalog } from '../wire/catalog.ts';
import { decodeHeights } from '../wire/height-grid.ts';

/** The city as it is opened: what exists, and empty tables for what will be observed. */
export interface City {
  readonly catalog: ServedCatalog;
  /** Null: the city is flat. */
  readonly terrain: SceneTerrain | null;
  /** Definitions of the layers that the catalog lists, in layer-tree order. */
  readonly definitions: readonly LayerDefinition[];
  readonly assets: ReadonlyMap<string, AssetTable>;
  /** Always live, whatever the playhead shows. */
  readonly live: ReadonlyMap<string, ObservationTable>;
  /** What the playhead shows. */
  readonly shown: ReadonlyMap<string, ObservationTable>;
}

/** Fetches catalog and asset tables. Rejects with the path and the remedy when the gateway has no usable city. */
export async function loadCity(gateway: Gateway): Promise<City> {
  const catalog = parseServedCatalog(await json(gateway, '/api/catalog'));
  const definitions = catalog.layers
    .flatMap((entry) => findLayer(entry.id) ?? [])
    .map((layer) => withRules(layer, catalog.rules ?? []))
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const tables = await Promise.all(
    definitions.map(async ({ id }) => {
      const path = `/api/layers/${id}/table`;
      return [id, parseAssetTable(await json(gateway, path), path)] as const;
    }),
  );
  const assets = new Map(tables);
  const observed = () =>
    new Map(
      definitions.map(({ id, properties }) => {
        const capacity = assets.get(id)?.capacity ?? 0;
        return [
          id,
          new ObservationTable(
            id,
            properties.map((property) => property.key),
            capacity,
          ),
        ] as const;
      }),
    );
  return {
    catalog,
    terrain: await terrainOf(gateway, catalog),
    definitions,
    assets,
    live: observed(),
    shown: observed(),
  };
}

/** The fleet of a city: its own tables, with those that an open scenario extends in their place. */
export function fleetOf(
  city: City,
  extended: ReadonlyMap<string, AssetTable> | undefined,
  source: (layer: string) => FleetLayer['source'],
): Fleet {
  return new Map(
    city.definitions.flatMap((definition) => {
      const assets = extended?.get(definition.id) ?? city.assets.get(definition.id);
      const shown = city.shown.get(definition.id);
      return assets && shown
        ? [[definition.id, { definition, assets, shown, source: source(definition.id) }] as const]
        : [];
    }),
  );
}

/** The ground's heights; everything stands on them, so the city waits for them. */
async function terrainOf(gateway: Gateway, { terrain }: ServedCatalog): Promise<SceneTerrain | null> {
  if (!terrain) return null;
  const bytes = await (await request(gateway, address(gateway, `/city/${terrain.heights.url}`))).arrayBuffer();
  return {
    url: `/city/${terrain.url.replace(/[^/]*$/, '')}`,
    field: decodeHeights(terrain.heights, new Uint8Array(bytes)),
  };
}

export async function json(gateway: Gateway, path: string): Promise<unknown> {
  return (await request(gateway, address(gateway, path))).json();
}
