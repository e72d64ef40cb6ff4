import type { AssetTable } from '../../../src/domain/asset.ts';
import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import { buildModel, modelSize, shapedBillboard } from '../../../src/domain/furniture/model.ts';
import { buildPole } from '../../../src/domain/furniture/pole.ts';
import type { PoleVariant } from '../../../src/domain/furniture/pole-variant.ts';
import type { LayerDefinition } from '../../../src/domain/layer.ts';
import { isInternalMount } from '../../../src/domain/mount.ts';
import { leadingPublic } from '../../../src/domain/withheld.ts';
import type { TreeDraft } from '../feature.ts';
import { NO_MODELS, type OwnModels } from '../models/model-set.ts';
import type { Instance } from '../tile/instanced-content.ts';
import { type PoleVariants, polesOf, poleVariants } from './pole-variants.ts';

/** Scales outside this range would draw a model that nobody meant. */
const SCALES = [0.2, 5] as const;

/** The close-range models of a layer, by who may see them. */
export interface Furniture {
  /** Assets that public sessions see, poles with those of their mounts that public sessions may know. */
  readonly open: readonly Instance[];
  /** Assets that the layer withholds, whole. */
  readonly withheld: readonly Instance[];
  /** The other mounts of open poles: cameras, telecom, power. */
  readonly devices: readonly Instance[];
  /** Mesh of an instance's model. */
  readonly meshOf: (model: string) => Mesh;
  /** How the layer's poles were grouped; null for a layer whose assets list no mounts. */
  readonly variants: PoleVariants | null;
}

/**
 * The close-range models of a point layer, one instance an asset. A pole that lists its mounts has the model of its
 * variant, scaled to its own height; anything else its type's, scaled to the asset's own height (poles) or width and height
 * (billboards). Answers none for layers whose symbology names no model and for layers that are not points.
 */
export function layerFurniture(layer: LayerDefinition, table: AssetTable, models: OwnModels = NO_MODELS): Furniture {
  const typical = typicalInstances(layer, table);
  const brought = ownInstances(layer, table, typical, models);
  const open = leadingPublic(layer, table);
  const known = polesOf(table, (slot, mount) => slot >= open || !isInternalMount(mount.kind));
  const variants = poleVariants(typical.length > 0 ? known : new Map());
  const equipped = new Map(
    [...(typical.length > 0 ? polesOf(table, () => true) : [])].filter(
      ([slot, { mounts }]) => slot < open && !brought.has(slot) && mounts.some((mount) => isInternalMount(mount.kind)),
    ),
  );
  const devices = poleVariants(equipped);
  const instances = typical.map(
    (instance, slot) => brought.get(slot) ?? asVariant(instance, variants.bySlot.get(slot), known.get(slot)),
  );
  const own = new Set([...brought.values()].map(({ model }) => model));
  const specs = new Map([...variants.bySlot.values()].map(({ key, spec }) => [key, spec]));
  const deviceSpecs = new Map([...devices.bySlot.values()].map(({ key, spec }) => [`devices|${key}`, spec]));
  return {
    open: instances.slice(0, open),
    withheld: instances.slice(open),
    devices: [...devices.bySlot].map(([slot, { key, spec }]) => ({
      ...(typical[slot] as Instance),
      model: `devices|${key}`,
      scale: [1, 1, (equipped.get(slot)?.height ?? spec.height) / spec.height],
    })),
    meshOf(model) {
      if (own.has(model)) return models.meshOf(model);
      const spec = specs.get(model);
      if (spec) return buildPole(spec);
      const bare = deviceSpecs.get(model);
      if (bare) return buildPole({ ...bare, shaft: false, shows: (mount) => isInternalMount(mount.kind) });
      return buildModel(model);
    },
    variants: known.size > 0 && typical.length > 0 ? variants : null,
  };
}

/** Instances of the models that the city brings, by slot, scaled as a whole to the height of their asset. */
function ownInstances(
  layer: LayerDefinition,
  table: AssetTable,
  typical: readonly Instance[],
  models: OwnModels,
): ReadonlyMap<number, Instance> {
  const attribute = layer.symbology.model?.attribute ?? '';
  return new Map(
    typical.flatMap((instance, slot): [number, Instance][] => {
      const name = models.nameOf(layer.id, String(table.columns[attribute]?.[slot]), table.ids[slot] ?? '');
      if (name === null) return [];
      const height = numeric(table.columns['height']?.[slot]);
      const bottom = modelSize(instance.model).bottom ?? 0;
      const scale = height === null ? 1 : clamp((height + bottom) / models.heightOf(name));
      return [
        [
          slot,
          { model: name, position: instance.position, heading: instance.heading, scale: [scale, scale, scale], slot },
        ],
      ];
    }),
  );
}

function asVariant(typical: Instance, variant?: PoleVariant, pole?: { readonly height: number }): Instance {
  if (!variant || !pole) return typical;
  const { model, scale } = typical;
  return {
    ...typical,
    model: variant.key,
    scale: [1, 1, pole.height / variant.spec.height],
    typical: { model, scale },
  };
}

function typicalInstances(layer: LayerDefinition, table: AssetTable): Instance[] {
  const { model } = layer.symbology;
  if (!model || layer.geometry !== 'point') return [];
  return Array.from({ length: table.count }, (_, slot): Instance => {
    const column = (key: string): unknown => table.columns[key]?.[slot];
    const typical = model.models[String(column(model.attribute))] ?? model.models['*'] ?? '';
    const at = (i: number): number => table.positions[3 * slot + i] as number;
    const name = ownBillboard(typical, slot, numeric(column('width')), numeric(column('height')));
    const size = modelSize(name);
    // `bottom` counts from the ground, the model from the wall, roof or foot that the asset stands on.
    const bottom = Math.max(0, (numeric(column('bottom')) ?? 0) - at(2));
    const width = numeric(column('width'));
    const height = numeric(column('height'));
    const across = size.width !== undefined && width !== null ? clamp(width / size.width) : 1;
    // A panel that stands on nothing of its own hangs at its bottom height; one with legs reaches up to its top.
    const hangs = size.bottom === 0;
    const tall = hangs || height === null ? (height ?? size.height) : height + bottom;
    const up = clamp(tall / (size.height + (size.bottom ?? 0)));
    return {
      model: name,
      position: [at(0), at(1), at(2) + (hangs ? bottom : 0)],
      heading: table.headings[slot] as number,
      scale: size.width === undefined ? [1, 1, up] : [across, 1, up],
      slot,
      ...(name === typical ? {} : { typical: { model: typical, scale: plainScale(typical, width, up) } }),
    };
  });
}

/** The billboard with artwork of its own and about its own proportions. */
function ownBillboard(typical: string, slot: number, width: number | null, height: number | null): string {
  const size = modelSize(typical);
  const wider =
    width !== null && height !== null && size.width !== undefined ? (width / height) * (size.height / size.width) : 1;
  return shapedBillboard(typical, slot, wider);
}

function plainScale(model: string, width: number | null, up: number): Instance['scale'] {
  const size = modelSize(model);
  return [size.width !== undefined && width !== null ? clamp(width / size.width) : 1, 1, up];
}

/** Trees as instances of their species' model. */
export function treeInstances(trees: readonly TreeDraft[]): Instance[] {
  return trees.map((tree) => {
    const model = `tree-${tree.species}`;
    const size = modelSize(model);
    const wide = tree.crown / (size.width ?? tree.crown);
    return {
      model,
      position: tree.position,
      // A turn of its own, so that a row of trees does not repeat.
      heading: Math.floor(Math.abs(tree.position[0] * 1e6) % 360),
      scale: [wide, wide, tree.height / size.height],
    };
  });
}

function numeric(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}

function clamp(scale: number): number {
  return Math.min(SCALES[1], Math.max(SCALES[0], scale));
}
