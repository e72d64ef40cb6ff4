/** Triangles of one colour: places and normals of glTF's axes (metres, y up), three numbers each, and indices into both. */
export interface GlbPart {
  readonly color: readonly [red: number, green: number, blue: number, alpha: number];
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly indices: Uint32Array;
}

const [ARRAY_BUFFER, ELEMENT_BUFFER] = [34962, 34963];
const [FLOAT, UNSIGNED_INT] = [5126, 5125];

/** A binary glTF 2.0 (Khronos, §4.4) of one mesh with a primitive a part. */
export function writeGlb(parts: readonly GlbPart[]): Uint8Array {
  const views: object[] = [];
  const accessors: object[] = [];
  const blocks: Uint8Array[] = [];
  let length = 0;
  const store = (data: Float32Array | Uint32Array, target: number, accessor: object): number => {
    blocks.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    views.push({ buffer: 0, byteOffset: length, byteLength: data.byteLength, target });
    length += data.byteLength;
    return accessors.push({ bufferView: views.length - 1, ...accessor }) - 1;
  };
  const primitives = parts.map(({ positions, normals, indices }, material) => {
    const count = positions.length / 3;
    const vector = { componentType: FLOAT, count, type: 'VEC3' };
    return {
      material,
      attributes: {
        POSITION: store(positions, ARRAY_BUFFER, { ...vector, ...boundsOf(positions) }),
        NORMAL: store(normals, ARRAY_BUFFER, vector),
      },
      indices: store(indices, ELEMENT_BUFFER, { componentType: UNSIGNED_INT, count: indices.length, type: 'SCALAR' }),
    };
  });
  const json = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives }],
    materials: parts.map(({ color }) => ({
      doubleSided: true,
      ...(color[3] < 1 ? { alphaMode: 'BLEND' } : {}),
      pbrMetallicRoughness: { baseColorFactor: color, metallicFactor: 0, roughnessFactor: 1 },
    })),
    bufferViews: views,
    accessors,
    buffers: [{ byteLength: length }],
  };
  return glbContainer(new TextEncoder().encode(JSON.stringify(json)), blocks, length);
}

function boundsOf(positions: Float32Array): { readonly min: number[]; readonly max: number[] } {
  const [min, max] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (let i = 0; i < positions.length; i++) {
    min[i % 3] = Math.min(min[i % 3]!, positions[i]!);
    max[i % 3] = Math.max(max[i % 3]!, positions[i]!);
  }
  return { min, max };
}

/** Header, JSON filled up with spaces, and the binary chunk, all in fours. */
export function glbContainer(json: Uint8Array, blocks: readonly Uint8Array[], length: number): Uint8Array {
  const padded = Math.ceil(json.length / 4) * 4;
  const glb = new Uint8Array(12 + 8 + padded + 8 + length);
  const view = new DataView(glb.buffer);
  [0x46546c67, 2, glb.length, padded, 0x4e4f534a].forEach((each, index) => {
    view.setUint32(4 * index, each, true);
  });
  glb.fill(0x20, 20, 20 + padded);
  glb.set(json, 20);
  view.setUint32(20 + padded, length, true);
  view.setUint32(24 + padded, 0x004e4942, true);
  let at = 28 + padded;
  for (const block of blocks) {
    glb.set(block, at);
    at += block.length;
  }
  return glb;
}
