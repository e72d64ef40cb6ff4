/** A model on its way from a foreign file: vertices and triangles, nothing decided yet. */
export interface TriangleSoup {
  /** 3 × vertices, in the file's units; x right, y up, z to the front, as glTF has them. */
  readonly positions: Float32Array;
  /** 3 × vertices; absent where a part of the file has none. */
  readonly normals: Float32Array | null;
  /** 4 × vertices: sRGB and role. */
  readonly colors: Uint8Array;
  readonly indices: Uint32Array;
}

/** Low and high corner of what the triangles reach. */
export interface Box {
  readonly low: readonly [number, number, number];
  readonly high: readonly [number, number, number];
}

export function boxOf({ positions, indices }: Pick<TriangleSoup, 'positions' | 'indices'>): Box {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const index of indices)
    for (let k = 0; k < 3; k++) {
      const at = positions[3 * index + k] as number;
      if (at < (low[k] as number)) low[k] = at;
      if (at > (high[k] as number)) high[k] = at;
    }
  return { low, high };
}
