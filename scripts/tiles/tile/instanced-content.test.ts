import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeIO } from '@gltf-transform/core';
import {
  EXTMeshGPUInstancing,
  EXTMeshoptCompression,
  type InstancedMesh,
  KHRMeshQuantization,
} from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../../src/domain/furniture/model.ts';
import { eastNorthUp, multiply, toEarthCentred, transformPoint } from './ellipsoid.ts';
import { encoderReady } from './glb.ts';
import { instancedContent, sharedModels } from './instanced-content.ts';

const CITY = eastNorthUp(116.6, 35.41);
const Z_UP = [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1];
const models = new Map(['lamp-single-arm', 'pole-signal'].map((name) => [name, buildModel(name)]));
const instances = Array.from({ length: 60 }, (_, i) => ({
  model: i % 3 ? 'lamp-single-arm' : 'pole-signal',
  position: [116.62 + i * 1e-4, 35.42 - i * 5e-5, 0] as const,
  heading: i * 6,
  scale: [1, 1, 1.2] as const,
  slot: 100_000 + i,
}));

function elementOf(batch: InstancedMesh, semantic: string, i: number): number[] {
  const attribute = batch.getAttribute(semantic);
  if (!attribute) throw new Error(`no ${semantic}`);
  return attribute.getElement(i, []);
}

describe('instancedContent', () => {
  beforeAll(async () => {
    await encoderReady;
    await MeshoptDecoder.ready;
  });

  it('draws each model once an instance, in its place, facing its heading, carrying its slot', async () => {
    const { glb } = instancedContent(instances, models, CITY);
    const io = new NodeIO()
      .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization, EXTMeshGPUInstancing])
      .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
    const document = await io.readBinary(glb);
    const seen = new Set<number>();
    for (const node of document.getRoot().listNodes()) {
      const batch = node.getExtension<InstancedMesh>('EXT_mesh_gpu_instancing');
      if (!batch) continue;
      const toEarth = multiply(multiply(CITY, Z_UP), node.getWorldMatrix());
      const count = batch.getAttribute('_FEATURE_ID_1')?.getCount() ?? 0;
      for (let i = 0; i < count; i++) {
        const [slot = -1] = elementOf(batch, '_FEATURE_ID_1', i);
        const instance = instances[slot - 100_000];
        if (!instance) throw new Error(`no instance has slot ${slot}`);
        seen.add(slot);
        expect(node.getName()).toBe(instance.model);
        const place = toEarthCentred(...instance.position);
        const [x, y, z] = elementOf(batch, 'TRANSLATION', i) as [number, number, number];
        const found = transformPoint(toEarth, x, y, z);
        expect(Math.hypot(...found.map((value, axis) => value - (place[axis] as number)))).toBeLessThan(0.01);
        // The model's front, +y of the mesh, is -z of glTF; turned by the quaternion it points to the heading.
        const [, qy = 0, , qw = 1] = elementOf(batch, 'ROTATION', i);
        const angle = 2 * Math.atan2(qy, qw);
        const [east, north] = [-Math.sin(angle), Math.cos(angle)];
        const heading = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
        expect(Math.abs(((heading - instance.heading + 540) % 360) - 180)).toBeLessThan(0.01);
      }
    }
    expect(seen.size).toBe(60);
  });

  it('trees share the models of one file beside their contents, and stand within 3 cm', async () => {
    const trees = instances.map(({ slot: _, ...tree }) => tree);
    const shared = sharedModels(models, '../models.bin');
    const { glb } = instancedContent(trees, models, CITY, shared);
    expect(glb.length).toBeLessThan(0.8 * instancedContent(trees, models, CITY).glb.length);
    const folder = mkdtempSync(join(tmpdir(), 'shared-models-'));
    mkdirSync(join(folder, 'content'));
    writeFileSync(join(folder, 'content/0-0-0.glb'), glb);
    writeFileSync(join(folder, 'models.bin'), shared.file.bytes());
    const io = new NodeIO()
      .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization, EXTMeshGPUInstancing])
      .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
    const document = await io.read(join(folder, 'content/0-0-0.glb'));
    rmSync(folder, { recursive: true });
    const json = JSON.parse(
      new TextDecoder().decode(glb.subarray(20, 20 + new DataView(glb.buffer).getUint32(12, true))),
    );
    // One each for all models: places, turns, sizes, triangles; of each model its points, normals, colours.
    expect(json.bufferViews).toHaveLength(4 + 3 * 2);
    expect(json.accessors).toHaveLength(14);
    // An engine takes the length of a stream for its vertices, and a budget of vertices counts by it.
    for (const { primitives } of json.meshes as { primitives: { attributes: Record<string, number> }[] }[])
      for (const accessor of Object.values(primitives[0]?.attributes ?? {})) {
        const { bufferView, count } = json.accessors[accessor];
        const { byteLength, byteStride, extensions } = json.bufferViews[bufferView];
        const stream = extensions?.EXT_meshopt_compression ?? extensions?.KHR_meshopt_compression;
        expect(stream?.count ?? byteLength / byteStride).toBe(count);
      }
    let found = 0;
    for (const node of document.getRoot().listNodes()) {
      const batch = node.getExtension<InstancedMesh>('EXT_mesh_gpu_instancing');
      if (!batch) continue;
      const model = models.get(node.getName());
      const drawn = node.getMesh()?.listPrimitives()[0];
      expect(drawn?.getAttribute('POSITION')?.getCount()).toBe((model?.positions.length ?? 0) / 3);
      // Meshopt may turn a triangle, but not another way round.
      expect(drawn?.getIndices()?.getCount()).toBe(model?.indices.length);
      const toEarth = multiply(multiply(CITY, Z_UP), node.getWorldMatrix());
      const count = batch.getAttribute('TRANSLATION')?.getCount() ?? 0;
      for (let i = 0; i < count; i++, found++) {
        const [x, y, z] = transformPoint(toEarth, ...(elementOf(batch, 'TRANSLATION', i) as [number, number, number]));
        const away = trees.map(({ position }) => {
          const place = toEarthCentred(...position);
          return Math.hypot(x - place[0], y - place[1], z - place[2]);
        });
        expect(Math.min(...away)).toBeLessThan(0.03);
      }
    }
    expect(found).toBe(60);
  });

  it('has no property table: shaders that read metadata of instances do not compile in Cesium 1.145', () => {
    const { glb } = instancedContent(instances, models, CITY);
    const length = new DataView(glb.buffer).getUint32(12, true);
    const json = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + length)));
    expect(json.extensionsUsed).not.toContain('EXT_structural_metadata');
    const features = json.nodes[1].extensions.EXT_instance_features.featureIds;
    expect(features.map((each: { label: string }) => each.label)).toEqual(['instance', 'slot']);
  });
});
