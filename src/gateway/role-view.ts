import type { Alert } from '../domain/alert.ts';
import type { AssetTable } from '../domain/asset.ts';
import { isWithheld } from '../domain/withheld.ts';
import type { Catalog } from '../wire/catalog.ts';
import type { DeltaRow } from '../wire/delta.ts';
import { type FrameLayer, frameLayers } from '../wire/frame-layers.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type { SurroundingsFile } from '../wire/surroundings.ts';
import { type City, type CityLayer, placeOfRow } from './city.ts';
import { isPublicAttribute, publicScenario, publicSurroundings } from './public-scenario.ts';

export type Role = 'operator' | 'public';

/** What one role may see of the city. Everything that leaves the gateway passes through the view of its session. */
export interface RoleView {
  readonly role: Role;
  readonly catalog: Catalog;
  readonly layers: readonly FrameLayer[];
  /** Where row `row` stands in this role's frames; undefined when it may not be seen. */
  frameRow(row: number): Pick<DeltaRow, 'layer' | 'property' | 'slot'> | undefined;
  seesLayer(layer: CityLayer): boolean;
  seesAsset(layer: CityLayer, slot: number): boolean;
  seesProperty(layer: CityLayer, property: string): boolean;
  seesAttribute(layer: CityLayer, attribute: string): boolean;
  /** The assets of a layer as this role knows them, densely numbered as in its frames. */
  table(layer: CityLayer): AssetTable;
  /** The alert as this role may read it, or undefined. */
  alert(alert: Alert): Alert | undefined;
  scenario(document: ScenarioDocument): ScenarioDocument;
  surroundings(file: SurroundingsFile): SurroundingsFile;
  /** Whether a file below the city folder may be served as it is. */
  seesFile(path: string): boolean;
}

export function operatorView(city: City): RoleView {
  return {
    role: 'operator',
    catalog: city.catalog,
    layers: frameLayers(
      city.layers.map((layer) => layer.id),
      'operator',
    ),
    frameRow(row) {
      const { layer, property, slot } = placeOfRow(city, row);
      return { layer: layer.index, property, slot };
    },
    seesLayer: () => true,
    seesAsset: () => true,
    seesProperty: () => true,
    seesAttribute: () => true,
    table: (layer) => layer.assets,
    alert: (alert) => alert,
    scenario: (document) => document,
    surroundings: (file) => file,
    seesFile: () => true,
  };
}

/** Public sessions: whitelisted layers, assets and fields; withheld assets do not exist, not even as a gap in the slots. */
export function publicView(city: City): RoleView {
  const seen = city.layers.filter((layer) => layer.definition.classification === 'public');
  const layers = frameLayers(
    city.layers.map((layer) => layer.id),
    'public',
  );
  const frameIndex = new Map(seen.map((layer, index) => [layer, index]));
  const slots = new Map(seen.map((layer) => [layer, publicSlots(layer)]));
  const properties = new Map(
    seen.map((layer, index) => [
      layer,
      layer.definition.properties.map((property) => layers[index]!.properties.indexOf(property.key)),
    ]),
  );
  const tables = new Map<CityLayer, AssetTable>();
  function tableOf(layer: CityLayer): AssetTable {
    let table = tables.get(layer);
    if (!table) {
      table = publicTable(layer, slots.get(layer) ?? new Int32Array(0));
      tables.set(layer, table);
    }
    return table;
  }

  const tilesets = city.catalog.tilesets.filter((tileset) => {
    if (tileset.classification !== 'public') return false;
    if (tileset.layer === undefined) return true;
    const layer = city.layer(tileset.layer);
    const numbers = layer && slots.get(layer);
    return layer !== undefined && numbers !== undefined && fits(city.catalog, layer, numbers);
  });

  const view: RoleView = {
    role: 'public',
    layers,
    catalog: {
      ...city.catalog,
      tilesets,
      basemaps: city.catalog.basemaps.filter(
        (basemap) => basemap.classification === 'public' && Boolean(basemap.mapApproval),
      ),
      layers: seen.map((layer) => {
        const { count, capacity } = tableOf(layer);
        return { ...layer.entry, count, capacity };
      }),
      sources: city.catalog.sources.filter((source) => source.classification === 'public'),
      // Names of files and records are for those who mend them.
      problems: [],
    },
    frameRow(row) {
      const place = placeOfRow(city, row);
      const layer = frameIndex.get(place.layer);
      const property = properties.get(place.layer)?.[place.property] ?? -1;
      const slot = slots.get(place.layer)?.[place.slot] ?? -1;
      return layer === undefined || property < 0 || slot < 0 ? undefined : { layer, property, slot };
    },
    seesLayer: (layer) => frameIndex.has(layer),
    seesAsset: (layer, slot) => (slots.get(layer)?.[slot] ?? -1) >= 0,
    seesProperty: (layer, key) =>
      layer.definition.properties.some((each) => each.key === key && each.classification === 'public'),
    seesAttribute: (layer, key) => isPublicAttribute(layer.definition, key),
    table: tableOf,
    alert(alert) {
      if (alert.drill) return undefined;
      const place = city.find(alert.asset);
      if (!place || !view.seesAsset(place.layer, place.slot) || !view.seesProperty(place.layer, alert.property))
        return undefined;
      const { by: _by, note: _note, holder: _holder, dispatch: _dispatch, log: _log, ...rest } = alert;
      return rest;
    },
    scenario: (document) => publicScenario(city, view.seesAsset, document),
    surroundings: publicSurroundings,
    seesFile(path) {
      if (path.startsWith('terrain/')) return city.catalog.terrain !== undefined;
      if (path.startsWith('names/')) return tilesets.some((tileset) => path.startsWith(`names/${tileset.id}/`));
      return tilesets.some((tileset) => {
        const folder = tileset.url.slice(0, tileset.url.lastIndexOf('/') + 1);
        return folder !== '' && path.startsWith(folder);
      });
    },
  };
  return view;
}

/** Public slot of each slot, −1 for withheld assets; the reserved tail follows the last public asset. */
function publicSlots(layer: CityLayer): Int32Array {
  const { assets, definition } = layer;
  const slots = new Int32Array(assets.capacity);
  let next = 0;
  for (let slot = 0; slot < assets.capacity; slot++) {
    const hidden = slot < assets.count && isWithheld(definition, (key) => assets.columns[key]?.[slot]);
    slots[slot] = hidden ? -1 : next++;
  }
  return slots;
}

/**
 * Whether public tiles of a layer may go out. Where assets are withheld, only if the build numbered them last, so that the
 * slots in the tiles are the public ones, and put their models into a tileset of their own that is not public.
 */
function fits(catalog: Catalog, layer: CityLayer, slots: Int32Array): boolean {
  const numbers = slots.subarray(0, layer.assets.count);
  if (!numbers.includes(-1)) return true;
  const inOrder = numbers.every((slot, index) => slot < 0 || slot === index);
  return (
    inOrder && catalog.tilesets.some((tileset) => tileset.layer === layer.id && tileset.classification !== 'public')
  );
}

function publicTable(layer: CityLayer, slots: Int32Array): AssetTable {
  const { assets, definition } = layer;
  const kept: number[] = [];
  for (let slot = 0; slot < assets.count; slot++) if ((slots[slot] ?? -1) >= 0) kept.push(slot);
  const pick = <T>(column: readonly T[]) => kept.map((slot) => column[slot] as T);
  return {
    layer: assets.layer,
    count: kept.length,
    capacity: kept.length + (assets.capacity - assets.count),
    ids: pick(assets.ids),
    positions: Float64Array.from(kept.flatMap((slot) => Array.from(assets.positions.subarray(3 * slot, 3 * slot + 3)))),
    headings: Float32Array.from(kept, (slot) => assets.headings[slot]!),
    columns: Object.fromEntries(
      Object.entries(assets.columns)
        .filter(([key]) => isPublicAttribute(definition, key))
        .map(([key, column]) => [key, pick(column)]),
    ),
    ...(assets.shapes ? { shapes: pick(assets.shapes) } : {}),
    provenance: assets.provenance,
  };
}
