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
import { BYTE, beginGlb, FLOAT, UNSIGNED_BYTE } from './glb.ts';
import type { PackedContent } from './mesh-content.ts';

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
  for (const name of names) {
    const mesh = models.get(name) as Mesh;
    const placed = instances.filter((instance) => instance.model === name);
    vertices += (mesh.positions.length / 3) * placed.length;
    meshes.push({ name, primitives: [{ ...packMesh(glb, mesh), material: 0 }] });
    nodes.push({ name, mesh: meshes.length - 1, extensions: instancing(glb, placed, toTile) });
  }
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

function packMesh(
  glb: ReturnType<typeof beginGlb>,
  mesh: Mesh,
): { attributes: Record<string, number>; indices: number } {
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
  return {
    attributes: {
      POSITION: glb.addAttribute(bytesOf(positions), 12, { componentType: FLOAT, type: 'VEC3', count, min, max }),
      NORMAL: glb.addAttribute(bytesOf(normals), 4, { componentType: BYTE, type: 'VEC3', count, normalized: true }),
      COLOR_0: glb.addAttribute(bytesOf(mesh.colors), 4, {
        componentType: UNSIGNED_BYTE,
        type: 'VEC4',
        count,
        normalized: true,
      }),
    },
    indices: glb.addTriangles(Uint16Array.from(mesh.indices)),
  };
}

function instancing(
  glb: ReturnType<typeof beginGlb>,
  placed: readonly Instance[],
  toTile: Matrix4,
): Record<string, unknown> {
  const count = placed.length;
  const translations = new Float32Array(3 * count);
  const rotations = new Float32Array(4 * count);
  const scales = new Float32Array(3 * count);
  placed.forEach(({ position, heading, scale }, i) => {
    const [e, n, u] = transformPoint(toTile, ...toEarthCentred(...position));
    translations.set([e, u, -n], 3 * i);
    // Clockwise from north is a negative turn about up, glTF's y.
    const half = (-heading * Math.PI) / 360;
    rotations.set([0, Math.sin(half), 0, Math.cos(half)], 4 * i);
    scales.set([scale[0], scale[2], scale[1]], 3 * i);
  });
  const attributes: Record<string, number> = {
    TRANSLATION: glb.addAttribute(bytesOf(translations), 12, { componentType: FLOAT, type: 'VEC3', count }),
    ROTATION: glb.addAttribute(bytesOf(rotations), 16, { componentType: FLOAT, type: 'VEC4', count }),
    SCALE: glb.addAttribute(bytesOf(scales), 12, { componentType: FLOAT, type: 'VEC3', count }),
  };
  const featureIds: Record<string, unknown>[] = [{ featureCount: count, label: 'instance' }];
  if (placed.every((instance) => instance.slot !== undefined)) {
    const slots = Float32Array.from(placed, (instance) => instance.slot as number);
    attributes._FEATURE_ID_1 = glb.addAttribute(bytesOf(slots), 4, { componentType: FLOAT, type: 'SCALAR', count });
    featureIds.push({ featureCount: count, attribute: 1, label: 'slot' });
  }
  return { EXT_mesh_gpu_instancing: { attributes }, EXT_instance_features: { featureIds } };
}

function bytesOf(array: Float32Array | Int8Array | Uint8Array): Uint8Array {
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
