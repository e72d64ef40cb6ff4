import { CORNERS_A_BLOCK, drawnShell, FACADE_STEP } from '../domain/building-shell.ts';
import { readGlb, writeGlb } from './glb.ts';
import { type TurnedNode, turnedBack } from './turned-points.ts';

/** meshoptimizer's `decodeGltfBuffer`. */
export type DecodeMeshopt = (
  target: Uint8Array,
  count: number,
  stride: number,
  source: Uint8Array,
  mode: string,
  filter?: string,
) => void;

interface BufferView {
  readonly byteOffset?: number;
  readonly byteLength: number;
  readonly extensions?: {
    readonly EXT_meshopt_compression?: {
      readonly byteOffset?: number;
      readonly byteLength: number;
      readonly byteStride: number;
      readonly count: number;
      readonly mode: string;
      readonly filter?: string;
    };
  };
}

interface Property {
  readonly componentType: string;
  readonly normalized?: boolean;
  readonly offset?: number;
  readonly scale?: number;
  readonly default?: number;
  readonly description?: string;
}

interface ShellJson {
  readonly asset: object;
  readonly nodes: readonly [{ readonly matrix: readonly number[] }, ...TurnedNode[]];
  readonly meshes: readonly {
    readonly primitives: readonly {
      readonly attributes: { readonly POSITION: number; readonly _FEATURE_ID_0: number };
      readonly indices: number;
      readonly extras?: { readonly corners?: number; readonly block?: number };
      readonly extensions: object;
    }[];
  }[];
  readonly materials: readonly object[];
  readonly accessors: readonly { readonly bufferView: number; readonly byteOffset?: number; readonly count: number }[];
  readonly bufferViews: readonly BufferView[];
  readonly extensions: {
    readonly EXT_structural_metadata: {
      readonly schema: {
        readonly id: string;
        readonly classes: Readonly<Record<string, { readonly properties: Readonly<Record<string, Property>> }>>;
      };
      readonly propertyTables: readonly [
        {
          readonly class: string;
          readonly count: number;
          readonly properties: Readonly<Record<string, { readonly values: number }>>;
        },
      ];
    };
  };
}

const [BYTE, SHORT, UNSIGNED_SHORT, UNSIGNED_INT, FLOAT] = [5120, 5122, 5123, 5125, 5126] as const;
/** Points of a content stand on this grid, metres (shell-content.ts); what is not wide is drawn in its steps. */
const STEP = 1 / 64;
const MOST_STEPS = 32_767;

/**
 * The content that the building shader draws, from one of shared points (domain/building-shell.ts): flat-shaded walls and roofs
 * with normals and façade places, all properties as floats. A GLB that does not tell its corners is answered as it is.
 */
export function drawnBuildings(bytes: ArrayBuffer, decode: DecodeMeshopt): ArrayBuffer {
  const { json, binary } = readGlb<ShellJson>(bytes);
  const primitive = json.meshes[0]?.primitives[0];
  const corners = primitive?.extras?.corners;
  if (!primitive || corners === undefined) return bytes;
  if (primitive.extras?.block !== CORNERS_A_BLOCK)
    throw new RangeError('A content of buildings is of an earlier version; build the tiles again.');
  const viewOf = (accessor: number): Uint8Array =>
    bytesOf(json.bufferViews[json.accessors[accessor]?.bufferView ?? -1], binary, decode);
  const stored = new Float32Array(viewOf(primitive.attributes.POSITION).buffer);
  const ids = new Uint16Array(viewOf(primitive.attributes._FEATURE_ID_0).buffer);
  const indices = new Uint16Array(viewOf(primitive.indices).buffer);
  const positions = turnedBack(stored, indices, json);
  const drawn = drawnShell({ corners, positions, indices });
  const count = drawn.from.length;

  const draft = beginDraft();
  const spots = spotsOf(positions, drawn.from, json.nodes.length === 1);
  const normals = new Int8Array(4 * count);
  const places = new Uint16Array(2 * count);
  const rows = new Uint16Array(2 * count);
  // hot: per vertex of a content
  for (let v = 0; v < count; v++) {
    for (let axis = 0; axis < 3; axis++)
      normals[4 * v + axis] = Math.round(127 * (drawn.normals[3 * v + axis] as number));
    for (let k = 0; k < 2; k++)
      places[2 * v + k] = Math.min(65_535, Math.round((drawn.places[2 * v + k] as number) / FACADE_STEP));
    rows[2 * v] = ids[2 * (drawn.from[v] as number)] as number;
  }
  const narrow = count <= 65_535;
  const attributes = {
    POSITION: draft.add(spots.values, spots.stride, {
      componentType: spots.componentType,
      type: 'VEC3',
      count,
      min: spots.min,
      max: spots.max,
    }),
    NORMAL: draft.add(normals, 4, { componentType: BYTE, type: 'VEC3', count, normalized: true }),
    _FEATURE_ID_0: draft.add(rows, 4, { componentType: UNSIGNED_SHORT, type: 'SCALAR', count }),
    TEXCOORD_0: draft.add(places, 4, { componentType: UNSIGNED_SHORT, type: 'VEC2', count }),
  };
  const triangles = draft.add(narrow ? Uint16Array.from(drawn.indices) : drawn.indices, 0, {
    componentType: narrow ? UNSIGNED_SHORT : UNSIGNED_INT,
    type: 'SCALAR',
    count: drawn.indices.length,
  });
  return draft.finish({
    asset: json.asset,
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, matrix: placed(json.nodes[0].matrix, spots) }],
    meshes: [{ primitives: [{ attributes, indices: triangles, material: 0, extensions: primitive.extensions }] }],
    materials: json.materials,
    extensions: { EXT_structural_metadata: metadataOf(json, binary, draft) },
    extensionsUsed: ['KHR_mesh_quantization', 'EXT_mesh_features', 'EXT_structural_metadata'],
    extensionsRequired: ['KHR_mesh_quantization'],
  });
}

function bytesOf(view: BufferView | undefined, binary: Uint8Array, decode: DecodeMeshopt): Uint8Array {
  if (!view)
    throw new RangeError('A content of buildings names a buffer view that it does not have; build the tiles again.');
  const packed = view.extensions?.EXT_meshopt_compression;
  if (!packed) return binary.slice(view.byteOffset ?? 0, (view.byteOffset ?? 0) + view.byteLength);
  const target = new Uint8Array(packed.count * packed.byteStride);
  const start = packed.byteOffset ?? 0;
  const source = binary.subarray(start, start + packed.byteLength);
  decode(target, packed.count, packed.byteStride, source, packed.mode, packed.filter);
  return target;
}

interface Spots {
  readonly values: Int16Array | Float32Array;
  readonly stride: number;
  readonly componentType: number;
  readonly min: readonly number[];
  readonly max: readonly number[];
  /** Metres of one unit, and the height of zero. */
  readonly unit: number;
  readonly lift: number;
}

/** Positions of the drawn vertices: 16-bit steps where they stand on the `grid` and reach, which is up to a kilometre, else floats. */
function spotsOf(positions: Float32Array, from: Uint32Array, grid: boolean): Spots {
  let [low, high, reach] = [Infinity, -Infinity, 0];
  for (let i = 0; i < positions.length; i += 3) {
    low = Math.min(low, positions[i + 1] as number);
    high = Math.max(high, positions[i + 1] as number);
    reach = Math.max(reach, Math.abs(positions[i] as number), Math.abs(positions[i + 2] as number));
  }
  const lift = Math.round((low + high) / 2);
  const short = grid && Math.max(reach, high - lift, lift - low) <= MOST_STEPS * STEP;
  const [unit, width] = short ? [STEP, 4] : [1, 3];
  const values = short ? new Int16Array(width * from.length) : new Float32Array(width * from.length);
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  // hot: per vertex of a content
  for (let v = 0; v < from.length; v++)
    for (let axis = 0; axis < 3; axis++) {
      const metres = (positions[3 * (from[v] as number) + axis] as number) - (axis === 1 ? lift : 0);
      values[width * v + axis] = short ? Math.round(metres / unit) : metres;
      const value = values[width * v + axis] as number;
      min[axis] = Math.min(min[axis] as number, value);
      max[axis] = Math.max(max[axis] as number, value);
    }
  return { values, stride: short ? 8 : 12, componentType: short ? SHORT : FLOAT, min, max, unit, lift };
}

/** A column-major rigid transform of the steps instead of the metres that a content stores. */
function placed(matrix: readonly number[], { unit, lift }: Spots): number[] {
  return matrix.map((value, i) =>
    i < 12 ? (i % 4 < 3 ? value * unit : value) : value + (i < 15 ? lift * (matrix[i - 8] as number) : 0),
  );
}

/** The property table with every column as FLOAT32, whatever it was stored as. */
function metadataOf({ extensions, bufferViews }: ShellJson, binary: Uint8Array, draft: Draft): object {
  const { schema, propertyTables } = extensions.EXT_structural_metadata;
  const [table] = propertyTables;
  const properties = schema.classes[table.class]?.properties ?? {};
  const columns = Object.entries(properties).map(([name, property]) => {
    const stored = table.properties[name];
    const values = new Float32Array(table.count).fill(property.default ?? 0);
    if (stored) {
      const view = bufferViews[stored.values];
      values.set(
        numbersOf(property, binary.slice(view?.byteOffset ?? 0, (view?.byteOffset ?? 0) + (view?.byteLength ?? 0))),
      );
    }
    return [name, { values: draft.addView(new Uint8Array(values.buffer)) }] as const;
  });
  return {
    schema: {
      id: schema.id,
      classes: {
        [table.class]: {
          properties: Object.fromEntries(
            Object.keys(properties).map((name) => [name, { type: 'SCALAR', componentType: 'FLOAT32' }]),
          ),
        },
      },
    },
    propertyTables: [{ class: table.class, count: table.count, properties: Object.fromEntries(columns) }],
  };
}

function numbersOf({ componentType, normalized, scale = 1, offset = 0 }: Property, bytes: Uint8Array): Float32Array {
  switch (componentType) {
    case 'FLOAT32':
      return new Float32Array(bytes.buffer);
    case 'UINT8':
      return Float32Array.from(bytes, (value) => (normalized ? value / 255 : value) * scale + offset);
    case 'UINT16':
      return Float32Array.from(
        new Uint16Array(bytes.buffer),
        (value) => (normalized ? value / 65_535 : value) * scale + offset,
      );
    default:
      throw new RangeError(
        `A content of buildings has a property of type "${componentType}"; it may be FLOAT32, UINT8 or UINT16.`,
      );
  }
}

interface Draft {
  add(values: ArrayBufferView, stride: number, accessor: object): number;
  addView(bytes: ArrayBufferView, stride?: number): number;
  finish(json: object): ArrayBuffer;
}

/** A GLB in the making, every view on eight bytes. */
function beginDraft(): Draft {
  const chunks: Uint8Array[] = [];
  const bufferViews: object[] = [];
  const accessors: object[] = [];
  let length = 0;
  const addView = (values: ArrayBufferView, stride = 0): number => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    bufferViews.push({
      buffer: 0,
      byteOffset: length,
      byteLength: bytes.length,
      ...(stride > 0 ? { byteStride: stride } : {}),
    });
    chunks.push(bytes, new Uint8Array((8 - (bytes.length % 8)) % 8));
    length += Math.ceil(bytes.length / 8) * 8;
    return bufferViews.length - 1;
  };
  return {
    addView,
    add(values, stride, accessor) {
      accessors.push({ bufferView: addView(values, stride), byteOffset: 0, ...accessor });
      return accessors.length - 1;
    },
    finish(json) {
      const binary = new Uint8Array(length);
      let offset = 0;
      for (const chunk of chunks) {
        binary.set(chunk, offset);
        offset += chunk.length;
      }
      return writeGlb({ ...json, accessors, bufferViews, buffers: [{ byteLength: length }] }, binary);
    },
  };
}
