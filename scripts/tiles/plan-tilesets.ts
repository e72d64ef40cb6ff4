import type { AssetTable } from '../../src/domain/asset.ts';
import { slotOf } from '../../src/domain/asset.ts';
import type { Mesh } from '../../src/domain/furniture/mesh.ts';
import { buildModel } from '../../src/domain/furniture/model.ts';
import { layerOf } from '../../src/domain/layers/table.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import type { TilesetEntry } from '../../src/wire/catalog.ts';
import type { Collected } from './collect.ts';
import type { TreeDraft } from './feature.ts';
import { layerFurniture, treeInstances } from './model/furniture.ts';
import { NO_MODELS, type OwnModels } from './models/model-set.ts';
import type { Ground } from './terrain/ground.ts';
import { BUILDING_PROPERTIES, type BuildingPlan, buildingPlans, planContent } from './tile/building-tiles.ts';
import type { Matrix4 } from './tile/ellipsoid.ts';
import { GROUND_PROPERTIES, groundDetailTiles, groundTiles, isDetail } from './tile/ground-tiles.ts';
import type { Instance } from './tile/instanced-content.ts';
import { instancedTiles } from './tile/instanced-tiles.ts';
import { buildingScale, groundScale, type Scale } from './tile/pyramid.ts';
import { LEAF_METRES, type Quadtree } from './tile/quadtree.ts';
import { STRUCTURE_PROPERTIES, structureTiles } from './tile/structure-tiles.ts';
import type { KeptContent, TileContent, TilesetSpec } from './tile/tileset.ts';
import { waterReach } from './tile/water-reach.ts';
import type { Made } from './write/earlier.ts';

/** A tileset to be built: its catalog entry, its numbers and a lazy run over its contents. */
export interface PlannedTileset {
  readonly entry: TilesetEntry;
  readonly spec: TilesetSpec;
  readonly contents: (earlier: ReadonlyMap<string, Made>) => Iterable<TileContent | KeptContent>;
  /** The same contents before they are made, where others may make them. */
  readonly plans?: (earlier: ReadonlyMap<string, Made>) => Iterable<BuildingPlan | KeptContent>;
}

/**
 * Screen space error 16 at 1080 lines and Cesium's 60° lens refines at 104 m of distance a metre of error. A tile's
 * children come at 3.5 times its side: from 20 km a city of 16 km shows three levels, big things first.
 */
const ERROR_OF_SIDE = 1 / 30;
/** Details of the ground come within 800 m, furniture within 1.2 km, trees within 2.5 km. */
const DETAIL_ERROR = 7.7;
const FURNITURE_ERROR = 11.5;
const TREE_ERROR = 24;
const ALWAYS = 1e6;

/**
 * All tilesets of a city; kinds without a feature are left out. Buildings and structures come lifted; areas are laid on the
 * ground, and instances stood on it, where they are tiled.
 */
export function planTilesets(
  city: Collected,
  trees: readonly TreeDraft[],
  tables: ReadonlyMap<string, AssetTable>,
  tree: Quadtree,
  cityFrame: Matrix4,
  slots: string,
  provenance: Provenance,
  source: string,
  log: (line: string) => void,
  models: OwnModels = NO_MODELS,
  ground: Ground | null = null,
): PlannedTileset[] {
  const common = { provenance, source };
  const rootError = tree.side * ERROR_OF_SIDE;
  const planned: PlannedTileset[] = [];
  const plan = (
    entry: Pick<TilesetEntry, 'id' | 'kind' | 'title' | 'features'> & {
      layer?: string;
      classification?: TilesetEntry['classification'];
    },
    numbers: Omit<TilesetSpec, 'id' | 'features' | 'featureClass'>,
    contents: PlannedTileset['contents'],
    plans?: PlannedTileset['plans'],
  ): void => {
    if (Object.values(entry.features).every((count) => count === 0)) return;
    planned.push({
      entry: { classification: 'public', ...entry, url: `tiles/${entry.id}/tileset.json`, ...common },
      spec: { id: entry.id, features: entry.features, featureClass: FEATURE_CLASS[entry.kind], ...numbers },
      contents,
      ...(plans ? { plans } : {}),
    });
  };
  const [large, details] = [city.areas.filter((area) => !isDetail(area)), city.areas.filter(isDetail)];
  plan(
    { id: 'ground', kind: 'ground', title: { zh: '地面', en: 'Ground' }, features: countBy(large, (a) => a.class) },
    {
      ...replacing(groundScale(tree)),
      tilesetError: ALWAYS,
      properties: GROUND_PROPERTIES,
      notes: { water: waterReach(large) },
    },
    () => groundTiles(large, tree, cityFrame, ground),
  );
  plan(
    {
      id: 'ground-details',
      kind: 'ground',
      title: { zh: '地面细部', en: 'Ground details' },
      features: countBy(details, (a) => a.class),
    },
    { ...nearErrors(tree, DETAIL_ERROR), properties: GROUND_PROPERTIES },
    () => groundDetailTiles(details, tree, cityFrame, ground),
  );
  plan(
    {
      id: 'buildings',
      kind: 'buildings',
      title: { zh: '建筑', en: 'Buildings' },
      features: { building: city.buildings.length },
    },
    {
      ...replacing(buildingScale(tree)),
      tilesetError: ALWAYS,
      properties: BUILDING_PROPERTIES,
      ranges: city.buildings.length === 0 ? {} : { height: city.buildings.height, base: city.buildings.base },
    },
    function* (earlier) {
      for (const plan of buildingPlans(city.buildings, tree, cityFrame, earlier))
        yield 'kept' in plan ? plan : planContent(plan, cityFrame);
    },
    (earlier) => buildingPlans(city.buildings, tree, cityFrame, earlier),
  );
  plan(
    {
      id: 'structures',
      kind: 'structures',
      title: { zh: '桥梁与地标', en: 'Bridges and landmarks' },
      features: countBy(city.structures, (s) => s.class),
    },
    { rootError, tilesetError: ALWAYS, properties: STRUCTURE_PROPERTIES, slots },
    () =>
      structureTiles(city.structures, tree, cityFrame, (layer, id) => {
        const table = tables.get(layer);
        const slot = table ? slotOf(table, id) : undefined;
        if (slot === undefined)
          throw new RangeError(`Structure of asset "${id}": layer "${layer}" holds no such asset.`);
        return slot;
      }),
  );
  const instanced =
    (instances: readonly Instance[], meshOf: (model: string) => Mesh, spread: 'leaves' | 'thinned') => () =>
      instancedTiles(
        ground ? instances.map((each) => stood(each, ground)) : instances,
        meshOf,
        tree,
        cityFrame,
        spread,
      );
  for (const table of tables.values()) {
    const layer = layerOf(table.layer);
    const { open, withheld, devices, meshOf, variants } = layerFurniture(layer, table, models);
    if (variants)
      log(
        `model: ${layer.id}, ${variants.models} variants on a grid of ${variants.grid.metres} m and ${variants.grid.degrees}°, ${variants.typical} too rare for one`,
      );
    const planFurniture = (
      id: string,
      classification: TilesetEntry['classification'],
      feature: string,
      instances: readonly Instance[],
    ): void =>
      plan(
        {
          id,
          kind: 'furniture',
          title: layer.title,
          layer: layer.id,
          classification,
          features: { [feature]: instances.length },
        },
        { ...nearErrors(tree, FURNITURE_ERROR), slots },
        instanced(instances, meshOf, 'leaves'),
      );
    planFurniture(`furniture-${layer.id}`, layer.classification, layer.id, open);
    planFurniture(`furniture-${layer.id}-internal`, 'internal', layer.id, withheld);
    planFurniture(`furniture-${layer.id}-devices`, 'internal', 'devices', devices);
  }
  const instances = treeInstances(trees);
  plan(
    { id: 'trees', kind: 'trees', title: { zh: '树木', en: 'Trees' }, features: countBy(trees, (t) => t.species) },
    nearErrors(tree, TREE_ERROR),
    instanced(instances, buildModel, 'thinned'),
  );
  return planned;
}

function stood(instance: Instance, ground: Ground): Instance {
  const [longitude, latitude, height] = instance.position;
  return { ...instance, position: [longitude, latitude, height + ground.heightAt(longitude, latitude)] };
}

const FEATURE_CLASS: Readonly<Record<TilesetEntry['kind'], string>> = {
  buildings: 'building',
  ground: 'ground',
  structures: 'structure',
  furniture: 'asset',
  trees: 'tree',
};

/** Errors that make the leaves appear where a metre-size of `error` does, whatever the depth of the tree. */
function nearErrors(tree: Quadtree, error: number): { rootError: number; tilesetError: number } {
  const leafError = error / 2;
  const rootError = leafError * 2 ** Math.max(tree.leafLevel, Math.ceil(Math.log2(tree.side / LEAF_METRES)));
  return { rootError, tilesetError: 2 * rootError };
}

function replacing({ errorAt }: Scale): Pick<TilesetSpec, 'rootError' | 'errorAt'> {
  return { rootError: errorAt(0), errorAt };
}

function countBy<T>(items: readonly T[], classOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[classOf(item)] = (counts[classOf(item)] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
