import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import { morton } from '../../../src/domain/geo/morton.ts';
import { assign, MAX_VERTICES, type Piece, type Quota } from './assign.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { type Instance, instancedContent, type SharedModels, sharedModels } from './instanced-content.ts';
import type { Quadtree } from './quadtree.ts';
import type { TileContent } from './tileset.ts';

/** `leaves`: everything near only. `thinned`: some stand on coarser levels, so that the rest fills in on approach. */
export type Spread = 'leaves' | 'thinned';

const QUOTA: Quota = {
  features: 300,
  vertices: Number.POSITIVE_INFINITY,
  leafFeatures: 600,
  leafVertices: MAX_VERTICES,
};

interface InstancePiece extends Piece {
  readonly instance: Instance;
}

/** Most models in one content: each is a draw call. */
const MAX_MODELS = 24;

/** Contents of an instanced tileset. Models are made by `meshOf` once. */
export function* instancedTiles(
  instances: readonly Instance[],
  meshOf: (model: string) => Mesh,
  tree: Quadtree,
  cityFrame: Matrix4,
  spread: Spread,
): Iterable<TileContent> {
  const models = new Map<string, Mesh>();
  // Few models of many small contents: one file has them all.
  const shared = spread === 'thinned' ? modelsOf(instances, meshOf) : undefined;
  const pieces = instances.map(
    (instance): InstancePiece => ({
      instance,
      longitude: instance.position[0],
      latitude: instance.position[1],
      importance: spread === 'thinned' ? instance.scale[2] : 0,
      vertices: 1,
      minLevel: spread === 'thinned' ? Math.max(0, tree.leafLevel - 2) : tree.leafLevel,
    }),
  );
  for (const { cell, pieces: members } of assign(pieces, tree, QUOTA)) {
    const ordered = withinModels(members.map((piece) => piece.instance));
    for (const { model } of ordered) if (!models.has(model)) models.set(model, meshOf(model));
    if (ordered.every((instance) => instance.slot !== undefined))
      ordered.sort((a, b) => (a.slot as number) - (b.slot as number));
    else ordered.sort((a, b) => onCurve(a, tree) - onCurve(b, tree));
    const packed = instancedContent(ordered, models, cityFrame, shared);
    yield { cell, packed, ...(shared ? { beside: { name: MODELS_FILE, bytes: shared.file.bytes() } } : {}) };
  }
}

const MODELS_FILE = 'models.bin';

function modelsOf(instances: readonly Instance[], meshOf: (model: string) => Mesh): SharedModels {
  const names = [...new Set(instances.map(({ model }) => model))].sort();
  return sharedModels(new Map(names.map((name) => [name, meshOf(name)])), `../${MODELS_FILE}`);
}

/** Place on a Morton curve over the city: neighbours pack well together. */
function onCurve({ position: [x, y] }: Instance, { bounds: [west, south, east, north] }: Quadtree): number {
  const step = (share: number): number => Math.min(65_535, Math.max(0, Math.floor(share * 65_536)));
  return morton(step((x - west) / (east - west)), step((y - south) / (north - south)));
}

/** The instances with the rarest of more than `limit` models replaced by typical ones. */
export function withinModels(instances: readonly Instance[], limit = MAX_MODELS): Instance[] {
  const counts = new Map<string, number>();
  for (const { model } of instances) counts.set(model, (counts.get(model) ?? 0) + 1);
  if (counts.size <= limit) return [...instances];
  const typical = new Set(instances.flatMap((instance) => instance.typical?.model ?? []));
  const often = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const kept = new Set(often.slice(0, Math.max(0, limit - typical.size)).map(([model]) => model));
  return instances.map((instance) =>
    instance.typical && !kept.has(instance.model) ? { ...instance, ...instance.typical } : instance,
  );
}
