import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssetTable, slotOf } from '../domain/asset.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { type LayerRule, layerProblem, withRules } from '../domain/layer-rules.ts';
import { findLayer, LAYERS } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { type RetentionPolicy, readRetentionPolicy } from '../domain/retention-policy.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { type Catalog, type LayerEntry, parseCatalog } from '../wire/catalog.ts';
import { type FeedKind, SettingError } from './options.ts';

/** One layer as the gateway holds it. */
export interface CityLayer {
  readonly id: string;
  /** Position in `city.layers`. */
  readonly index: number;
  readonly definition: LayerDefinition;
  readonly entry: LayerEntry;
  readonly assets: AssetTable;
  /** Last values. */
  readonly last: ObservationTable;
  readonly feed: FeedKind;
  /** `surveyed` where the feed is a real one. */
  readonly source: 'simulated' | 'surveyed';
  /** Row number of property 0, slot 0; rows are numbered through all layers, properties and slots. */
  readonly firstRow: number;
}

/** A built city folder, read once. */
export interface City {
  readonly folder: string;
  readonly catalog: Catalog;
  readonly layers: readonly CityLayer[];
  /** How long its file says that the past is kept. */
  readonly retention: RetentionPolicy;
  /** Asset tables by layer. */
  readonly tables: ReadonlyMap<string, AssetTable>;
  /** Number of (layer, property, slot) rows. */
  readonly rows: number;
  layer(id: string): CityLayer | undefined;
  /** Layer and slot of an asset; ids are unique in the city. */
  find(asset: string): Place | undefined;
}

export interface Place {
  readonly layer: CityLayer;
  readonly slot: number;
}

export function rowOf(layer: CityLayer, property: number, slot: number): number {
  return layer.firstRow + property * layer.assets.capacity + slot;
}

/** The layer, property and slot of a row number. */
export function placeOfRow(city: City, row: number): { layer: CityLayer; property: number; slot: number } {
  // hot: every row of every frame
  let index = city.layers.length - 1;
  while (index > 0 && city.layers[index]!.firstRow > row) index--;
  const layer = city.layers[index]!;
  const offset = row - layer.firstRow;
  const property = Math.floor(offset / layer.assets.capacity);
  return { layer, property, slot: offset - property * layer.assets.capacity };
}

/**
 * Reads catalog and asset tables. Throws SettingError naming file and remedy.
 *
 * @param rules the bureau's own, in place of those of the layers
 */
export function readCity(folder: string, defaultFeed: FeedKind, rules: readonly LayerRule[] = []): City {
  const catalog = read(join(folder, 'catalog.json'), (json, file) => parseCatalog(json, file));
  const retention = policyOf(join(folder, 'catalog.json'), catalog);
  let firstRow = 0;
  const layers = catalog.layers.map((entry, index): CityLayer => {
    const known = findLayer(entry.id);
    if (!known)
      throw new SettingError(
        `CITY ${folder}: catalog.json names layer "${entry.id}", which has no definition; there are ${LAYERS.map((each) => each.id).join(', ')}.`,
      );
    const definition = withRules(known, rules);
    const problem = layerProblem(definition);
    if (problem) throw new SettingError(`src/domain/layers/${entry.id}.ts: ${problem}.`);
    const assets = read(join(folder, entry.assets), parseAssetTable);
    const feed = entry.feed ?? defaultFeed;
    const layer: CityLayer = {
      id: entry.id,
      index,
      definition,
      entry,
      assets,
      last: new ObservationTable(
        entry.id,
        definition.properties.map((property) => property.key),
        assets.capacity,
      ),
      feed,
      source: feed === 'external' ? 'surveyed' : 'simulated',
      firstRow,
    };
    firstRow += assets.capacity * definition.properties.length;
    return layer;
  });
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return {
    folder,
    catalog,
    layers,
    retention,
    tables: new Map(layers.map(({ id, assets }) => [id, assets])),
    rows: firstRow,
    layer: (id) => byId.get(id),
    find(asset) {
      for (const layer of layers) {
        const slot = slotOf(layer.assets, asset);
        if (slot !== undefined) return { layer, slot };
      }
      return undefined;
    },
  };
}

function policyOf(file: string, { retention }: Catalog): RetentionPolicy {
  try {
    return readRetentionPolicy(retention ?? {});
  } catch (error) {
    throw new SettingError(`CITY: ${file}: ${(error as Error).message}; correct it in the city's city.json.`);
  }
}

function read<T>(file: string, parse: (json: unknown, file: string) => T): T {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    throw new SettingError(
      `CITY: ${file} cannot be used (${(error as Error).message}); build the city with "npm run tiles".`,
    );
  }
}
