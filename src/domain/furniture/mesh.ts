/**
 * A coloured triangle mesh in metres: x right, y forward (the direction the asset faces), z up, origin on the ground.
 * Plain arrays, so that the tile build packs it as glTF, the scene draws planned assets from it and the close-up
 * explodes it by part.
 */
export interface Mesh {
  /** 3 × vertices. */
  readonly positions: Float32Array;
  /** 3 × vertices, unit length. */
  readonly normals: Float32Array;
  /** 4 × vertices: sRGB 0–255 and a role: 255 plain, 254 emits light by the asset's state, 253 shows the asset's status, 252 and 251 are shed in autumn. */
  readonly colors: Uint8Array;
  readonly indices: Uint32Array;
  /** Runs of indices that belong together: the shaft, an arm, one mount. */
  readonly parts: readonly MeshPart[];
}

export interface MeshPart {
  readonly name: string;
  /** First index and number of indices. */
  readonly start: number;
  readonly count: number;
  /** Height layer 1–4 of a mount; 0 for the structure itself. */
  readonly heightLayer: 0 | 1 | 2 | 3 | 4;
}

/** Vertex roles in the fourth colour byte. */
export const ROLE_PLAIN = 255;
export const ROLE_EMITTER = 254;
export const ROLE_STATUS = 253;
/** Leaves that fall in autumn, and those that hold on longest. */
export const ROLE_LEAF = 252;
export const ROLE_LATE_LEAF = 251;

/** Both meshes as one, the parts of the second behind those of the first. */
export function joinMeshes(first: Mesh, second: Mesh): Mesh {
  const base = first.positions.length / 3;
  const indices = new Uint32Array(first.indices.length + second.indices.length);
  indices.set(first.indices);
  second.indices.forEach((index, i) => {
    indices[first.indices.length + i] = base + index;
  });
  return {
    positions: Float32Array.from([...first.positions, ...second.positions]),
    normals: Float32Array.from([...first.normals, ...second.normals]),
    colors: Uint8Array.from([...first.colors, ...second.colors]),
    indices,
    parts: [...first.parts, ...second.parts.map((part) => ({ ...part, start: part.start + first.indices.length }))],
  };
}
