import type { LayerDefinition } from '../layer.ts';

/** Every file of this folder that exports `layer`, in layer-tree order: adding a system is adding a file. */
const modules = import.meta.glob<{ layer?: LayerDefinition }>(['./*.ts', '!./*.test.ts', '!./table.ts'], {
  eager: true,
});

export const LAYERS: readonly LayerDefinition[] = Object.values(modules)
  .flatMap((module) => module.layer ?? [])
  .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

/** The definition with `id`, or undefined. */
export function findLayer(id: string): LayerDefinition | undefined {
  return LAYERS.find((layer) => layer.id === id);
}

/** The definition with `id`. Throws naming the layers that exist. */
export function layerOf(id: string): LayerDefinition {
  const layer = findLayer(id);
  if (!layer) throw new RangeError(`Unknown layer "${id}"; there are ${LAYERS.map((each) => each.id).join(', ')}.`);
  return layer;
}
