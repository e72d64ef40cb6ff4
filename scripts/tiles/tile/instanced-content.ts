import type { Position } from '../../../src/domain/asset.ts';
import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import { localFrame } from '../../../src/domain/geo/local-frame.ts';
import type { Extent } from './content-frame.ts';
import {
  asYUp,
  eastNorthUp,
  invertRigid,
  type Matrix4,
  multiply,
  toEarthCentred,
  transformPoint,
} from './ellipsoid.ts';
import {
  type Accessor,
  BYTE,
  beginGlb,
  beginShared,
  FLOAT,
  type GlbDraft,
  type SharedPart,
  type SharedStreams,
  UNSIGNED_BYTE,
  UNSIGNED_SHORT,
} from './glb.ts';
import type { PackedContent } from './mesh-content.ts';

/** Steps of what is no asset, as powers of two: 3 cm of its place, 1/256 of its turn's sine and cosine, 1/64 of its size. */
const [PLACE_EXPONENT, TURN_EXPONENT, SIZE_EXPONENT] = [-5, -8, -6] as const;

export interface Instance {
  readonly model: string;
  readonly position: Position;
  /** Degrees clockwise from north that the model's front faces. */
  readonly heading: number;
  /** Right, forward, up. */
  readonly scale: readonly [number, number, number];
  /** Slot in its layer; absent for what is no asset. */
  readonly slot?: number;
  /** What stands in where one content would need too many models. */
  readonly typical?: Pick<Instance, 'model' | 'scale'>;
}

/**
 * One GLB with a node a model, each drawn once an instance by `EXT_mesh_gpu_instancing`. `EXT_instance_features` numbers
 * the instances of a node from 0 and carries the slot as a second id. No property table: a shader that reads metadata of
 * instanced content does not compile in Cesium 1.145.
 */
export function instancedContent(
  instances: readonly Instance[],
  models: ReadonlyMap<string, Mesh>,
  cityFrame: Matrix4,
  shared?: SharedModels,
): PackedContent {
  const extent = extentOf(instances, models);
  const [west, south, east, north] = extent.bounds;
  const frame = eastNorthUp((west + east) / 2, (south + north) / 2);
  const toTile = invertRigid(frame);
  const glb = beginGlb();
  const names = [...new Set(instances.map((instance) => instance.model))].sort();
  const meshes: unknown[] = [];
  const nodes: unknown[] = [
    { children: names.map((_, i) => i + 1), matrix: asYUp(multiply(invertRigid(cityFrame), frame)) },
  ];
  let vertices = 0;
  const placed = names.map((name) => instances.filter((instance) => instance.model === name));
  const instancing = instancingOf(glb, placed, toTile);
  names.forEach((name, i) => {
    const mesh = models.get(name) as Mesh;
    vertices += (mesh.positions.length / 3) * (placed[i]?.length ?? 0);
    meshes.push({ name, primitives: [{ ...primitiveOf(glb, mesh, shared?.models.get(name)), material: 0 }] });
    nodes.push({ name, mesh: i, extensions: instancing[i] });
  });
  Object.assign(glb.json, {
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes,
    meshes,
    materials: [{ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.8 } }],
    extensionsUsed: [
      'EXT_meshopt_compression',
      'KHR_mesh_quantization',
      'EXT_mesh_gpu_instancing',
      'EXT_instance_features',
    ],
    extensionsRequired: ['EXT_meshopt_compression', 'KHR_mesh_quantization', 'EXT_mesh_gpu_instancing'],
  });
  return { glb: glb.finish(), extent, vertices };
}

/** Models in a file that the contents of a tileset share. */
export interface SharedModels {
  readonly file: SharedStreams;
  readonly models: ReadonlyMap<string, ModelStreams>;
}

interface ModelStreams {
  readonly attributes: Readonly<Record<string, SharedPart>>;
  readonly indices: SharedPart;
}

/**
 * Models for all contents of a tileset, in a file at `uri` relative to them: one stream of triangles, and each attribute of each model
 * in a stream of its own, because an engine takes the length of a stream for the vertices of all that read it.
 */
export function sharedModels(models: ReadonlyMap<string, Mesh>, uri: string): SharedModels {
  const file = beginShared(uri);
  const streams = [...models.values()].map(streamsOf);
  const attributes = streams.map((model) =>
    Object.fromEntries(
      Object.entries(model.attributes).map(([key, { bytes, stride, accessor }]) => [
        key,
        file.add(bytes, stride, 'ATTRIBUTES', [accessor])[0] as SharedPart,
      ]),
    ),
  );
  const indices = file.add(
    joined(streams.map((model) => bytesOf(model.indices))),
    2,
    'TRIANGLES',
    streams.map((model) => ({ componentType: UNSIGNED_SHORT, type: 'SCALAR', count: model.indices.length })),
  );
  return {
    file,
    models: new Map(
      [...models.keys()].map((name, i): [string, ModelStreams] => [
        name,
        { attributes: attributes[i] as Record<string, SharedPart>, indices: indices[i] as SharedPart },
      ]),
    ),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function primitiveOf(
  glb: GlbDraft,
  mesh: Mesh,
  shared: ModelStreams | undefined,
): { attributes: Record<string, number>; indices: number } {
  if (shared)
    return {
      attributes: Object.fromEntries(
        Object.entries(shared.attributes).map(([key, stream]) => [key, glb.addShared(stream)]),
      ),
      indices: glb.addShared(shared.indices),
    };
  const { attributes, indices } = streamsOf(mesh);
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, { bytes, stride, accessor }]) => [
        key,
        glb.addAttribute(bytes, stride, accessor),
      ]),
    ),
    indices: glb.addTriangles(indices),
  };
}

interface Stream {
  readonly bytes: Uint8Array;
  readonly stride: number;
  readonly accessor: Accessor;
}

function streamsOf(mesh: Mesh): { attributes: Record<string, Stream>; indices: Uint16Array<ArrayBuffer> } {
  const count = mesh.positions.length / 3;
  if (count > 65_535) throw new RangeError(`A model of ${count} vertices does not fit 16-bit indices; simplify it.`);
  const positions = new Float32Array(3 * count);
  const normals = new Int8Array(4 * count);
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let v = 0; v < count; v++) {
    const at = (source: Float32Array, k: number): number => source[3 * v + k] as number;
    [at(mesh.positions, 0), at(mesh.positions, 2), -at(mesh.positions, 1)].forEach((value, axis) => {
      const kept = Math.round(value * 1024) / 1024;
      positions[3 * v + axis] = kept;
      min[axis] = Math.min(min[axis] as number, kept);
      max[axis] = Math.max(max[axis] as number, kept);
    });
    [at(mesh.normals, 0), at(mesh.normals, 2), -at(mesh.normals, 1)].forEach((value, axis) => {
      normals[4 * v + axis] = Math.round(127 * value);
    });
  }
  const stream = (bytes: Uint8Array, stride: number, accessor: Omit<Accessor, 'count'>): Stream => ({
    bytes,
    stride,
    accessor: { ...accessor, count },
  });
  return {
    attributes: {
      POSITION: stream(bytesOf(positions), 12, { componentType: FLOAT, type: 'VEC3', min, max }),
      NORMAL: stream(bytesOf(normals), 4, { componentType: BYTE, type: 'VEC3', normalized: true }),
      COLOR_0: stream(bytesOf(mesh.colors), 4, { componentType: UNSIGNED_BYTE, type: 'VEC4', normalized: true }),
    },
    indices: Uint16Array.from(mesh.indices),
  };
}

/** The extensions of the nodes, `placed` by their models; one stream of each attribute holds all of them. */
function instancingOf(
  glb: GlbDraft,
  placed: readonly (readonly Instance[])[],
  toTile: Matrix4,
): Record<string, unknown>[] {
  const all = placed.flat();
  const translations = new Float32Array(3 * all.length);
  const rotations = new Float32Array(4 * all.length);
  const scales = new Float32Array(3 * all.length);
  all.forEach(({ position, heading, scale }, i) => {
    const [e, n, u] = transformPoint(toTile, ...toEarthCentred(...position));
    translations.set([e, u, -n], 3 * i);
    // Clockwise from north is a negative turn about up, glTF's y.
    const half = (-heading * Math.PI) / 360;
    rotations.set([0, Math.sin(half), 0, Math.cos(half)], 4 * i);
    scales.set([scale[0], scale[2], scale[1]], 3 * i);
  });
  const numbered = all.every((instance) => instance.slot !== undefined);
  const partsOf = (type: Accessor['type']): Accessor[] =>
    placed.map(({ length }) => ({ componentType: FLOAT, type, count: length }));
  // What is no asset is never lifted or measured: it stands, turns and grows in steps that nobody sees.
  const add = (values: Float32Array, exponent: number, type: 'VEC3' | 'VEC4'): number[] => {
    const bytes = numbered ? bytesOf(values) : stepped(values, exponent);
    const stride = (4 * values.length) / all.length;
    return glb.addAttributes(bytes, stride, partsOf(type), numbered ? undefined : 'EXPONENTIAL');
  };
  const columns: Record<string, number[]> = {
    TRANSLATION: add(translations, PLACE_EXPONENT, 'VEC3'),
    ROTATION: add(rotations, TURN_EXPONENT, 'VEC4'),
    SCALE: add(scales, SIZE_EXPONENT, 'VEC3'),
  };
  if (numbered) {
    const slots = Float32Array.from(all, (instance) => instance.slot as number);
    columns._FEATURE_ID_1 = glb.addAttributes(bytesOf(slots), 4, partsOf('SCALAR'));
  }
  return placed.map(({ length }, i) => ({
    EXT_mesh_gpu_instancing: {
      attributes: Object.fromEntries(Object.entries(columns).map(([name, accessors]) => [name, accessors[i]])),
    },
    EXT_instance_features: {
      featureIds: [
        { featureCount: length, label: 'instance' },
        ...(numbered ? [{ featureCount: length, attribute: 1, label: 'slot' }] : []),
      ],
    },
  }));
}

/** Multiples of two to the power of `exponent`, as meshopt's exponential filter reads them. */
function stepped(values: Float32Array, exponent: number): Uint8Array {
  const words = Int32Array.from(values, (value) => (exponent << 24) | (Math.round(value / 2 ** exponent) & 0xffffff));
  return new Uint8Array(words.buffer);
}

function bytesOf(array: Float32Array | Int8Array | Uint8Array | Uint16Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function extentOf(instances: readonly Instance[], models: ReadonlyMap<string, Mesh>): Extent {
  let [west, south, low, east, north, high] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const { model, position, scale } of instances) {
    const { reach, top, bottom } = sizeOf(models.get(model) as Mesh);
    const [perLongitude, perLatitude] = localFrame(position[0], position[1]).metresPerDegree;
    const radius = reach * Math.max(scale[0], scale[1]);
    west = Math.min(west, position[0] - radius / perLongitude);
    east = Math.max(east, position[0] + radius / perLongitude);
    south = Math.min(south, position[1] - radius / perLatitude);
    north = Math.max(north, position[1] + radius / perLatitude);
    low = Math.min(low, position[2] + bottom * scale[2]);
    high = Math.max(high, position[2] + top * scale[2]);
  }
  return { bounds: [west, south, east, north], low, high };
}

const SIZES = new WeakMap<Mesh, { reach: number; top: number; bottom: number }>();

function sizeOf(mesh: Mesh): { reach: number; top: number; bottom: number } {
  let size = SIZES.get(mesh);
  if (!size) {
    size = { reach: 0, top: -Infinity, bottom: Infinity };
    for (let i = 0; i < mesh.positions.length; i += 3) {
      size.reach = Math.max(size.reach, Math.hypot(mesh.positions[i] as number, mesh.positions[i + 1] as number));
      size.top = Math.max(size.top, mesh.positions[i + 2] as number);
      size.bottom = Math.min(size.bottom, mesh.positions[i + 2] as number);
    }
    SIZES.set(mesh, size);
  }
  return size;
}
