import type { AssetTable } from '../../../src/domain/asset.ts';
import { modelSize } from '../../../src/domain/furniture/model.ts';
import type { LayerDefinition } from '../../../src/domain/layer.ts';
import type { TreeDraft } from '../feature.ts';
import type { Instance } from '../tile/instanced-content.ts';

/** Scales outside this range would draw a model that nobody meant. */
const SCALES = [0.2, 5] as const;

/**
 * The close-range models of a point layer, one instance an asset, scaled to the asset's own height (poles) or width and
 * height (billboards). Answers none for layers whose symbology names no model and for layers that are not points.
 */
export function layerInstances(layer: LayerDefinition, table: AssetTable): Instance[] {
  const { model } = layer.symbology;
  if (!model || layer.geometry !== 'point') return [];
  return Array.from({ length: table.count }, (_, slot): Instance => {
    const column = (key: string): unknown => table.columns[key]?.[slot];
    const name = model.models[String(column(model.attribute))] ?? model.models['*'] ?? '';
    const at = (i: number): number => table.positions[3 * slot + i] as number;
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
    };
  });
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
