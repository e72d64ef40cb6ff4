import { NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { beforeAll, expect, it } from 'vitest';
import type { StructureFeature } from '../feature.ts';
import { eastNorthUp } from './ellipsoid.ts';
import { encoderReady } from './glb.ts';
import { quadtreeOver } from './quadtree.ts';
import { structureTiles } from './structure-tiles.ts';

const [X, Y] = [116.6, 35.41];
/** A wall from the ground to 60 m and a deck at 10 m. */
const tower: StructureFeature = {
  kind: 'structure',
  id: 'tower',
  class: 'bridge',
  triangles: Float64Array.of(X, Y, 0, X + 1e-4, Y, 60, X, Y, 60, X, Y, 10, X + 1e-4, Y, 10, X, Y + 1e-4, 10),
  color: '#102030',
};

async function roles(structure: StructureFeature): Promise<number[]> {
  const tree = quadtreeOver([X - 0.01, Y - 0.01, X + 0.01, Y + 0.01]);
  const [content] = [...structureTiles([structure], tree, eastNorthUp(X, Y), () => 3)];
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const document = await io.readBinary(content!.packed.glb);
  const paint = document.getRoot().listMeshes()[0]!.listPrimitives()[0]!.getAttribute('COLOR_0')!;
  return Array.from({ length: paint.getCount() }, (_, i) => paint.getArray()![4 * i + 3] as number).sort(
    (a, b) => a - b,
  );
}

beforeAll(async () => {
  await encoderReady;
});

it('floodlights wash a structure from where they stand upwards, ever less, and nothing below', async () => {
  expect(await roles({ ...tower, floodlit: [10, 60] })).toEqual([0, 50, 50, 200, 200, 200]);
});

it('a structure without floodlights has no role', async () => {
  expect(await roles(tower)).toEqual([255, 255, 255, 255, 255, 255]);
});
