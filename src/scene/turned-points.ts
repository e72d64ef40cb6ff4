/** A mesh of a content that stands turned about up below the content's own node. */
export interface TurnedNode {
  readonly mesh: number;
  /** A quaternion. */
  readonly rotation: readonly number[];
}

interface Turned {
  readonly nodes: readonly [object, ...TurnedNode[]];
  readonly meshes: readonly { readonly primitives: readonly { readonly indices: number }[] }[];
  readonly accessors: readonly { readonly byteOffset?: number; readonly count: number }[];
}

/**
 * Puts the points of a content whose meshes share them into the frame of its first node. `indices`: those of all meshes, of which
 * each mesh's accessor names its part; a point is of one mesh alone. Changes and answers `positions`.
 */
export function turnedBack(
  positions: Float32Array,
  indices: Uint16Array,
  { nodes: [, ...turned], meshes, accessors }: Turned,
): Float32Array {
  const done = new Uint8Array(positions.length / 3);
  for (const { mesh, rotation } of turned) {
    const turn = 2 * Math.atan2(rotation[1] ?? 0, rotation[3] ?? 1);
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const { byteOffset = 0, count } = accessors[meshes[mesh]?.primitives[0]?.indices ?? -1] ?? { count: 0 };
    // hot: per index of a content
    for (const point of indices.subarray(byteOffset / 2, byteOffset / 2 + count)) {
      if (done[point]) continue;
      done[point] = 1;
      const [x, z] = [positions[3 * point] as number, positions[3 * point + 2] as number];
      positions[3 * point] = cos * x + sin * z;
      positions[3 * point + 2] = cos * z - sin * x;
    }
  }
  return positions;
}
