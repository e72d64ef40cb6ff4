import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import { buildModel } from '../../../src/domain/furniture/model.ts';
import { assign, MAX_VERTICES, type Piece, type Quota } from './assign.ts';
import type { Matrix4 } from './ellipsoid.ts';
import { type Instance, instancedContent } from './instanced-content.ts';
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

/** Contents of an instanced tileset. Models are built once. */
export function* instancedTiles(
  instances: readonly Instance[],
  tree: Quadtree,
  cityFrame: Matrix4,
  spread: Spread,
): Iterable<TileContent> {
  const models = new Map<string, Mesh>();
  const pieces = instances.map((instance): InstancePiece => {
    if (!models.has(instance.model)) models.set(instance.model, buildModel(instance.model));
    return {
      instance,
      longitude: instance.position[0],
      latitude: instance.position[1],
      importance: spread === 'thinned' ? instance.scale[2] : 0,
      vertices: 1,
      minLevel: spread === 'thinned' ? Math.max(0, tree.leafLevel - 2) : tree.leafLevel,
    };
  });
  for (const { cell, pieces: members } of assign(pieces, tree, QUOTA)) {
    const ordered = members.map((piece) => piece.instance);
    if (ordered.every((instance) => instance.slot !== undefined))
      ordered.sort((a, b) => (a.slot as number) - (b.slot as number));
    yield { cell, packed: instancedContent(ordered, models, cityFrame) };
  }
}
