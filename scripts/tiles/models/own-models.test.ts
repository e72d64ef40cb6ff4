import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, NodeIO } from '@gltf-transform/core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mesh } from '../../../src/domain/furniture/mesh.ts';
import { layerOf } from '../../../src/domain/layers/table.ts';
import type { AssetDraft } from '../feature.ts';
import { layerFurniture } from '../model/furniture.ts';
import { assignSlots } from '../slots.ts';
import { MODEL_TRIANGLES, readModel, readOwnModels } from './own-models.ts';

const LAMP = { height: 10, slimness: 4 };
let folder = '';
const io = new NodeIO();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'models-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface BoxOptions {
  readonly size: readonly [number, number, number];
  readonly at?: readonly [number, number, number];
  readonly material?: boolean;
  readonly spoil?: (positions: Float32Array, indices: Uint32Array) => void;
}

/** A real glTF document of one box standing at its origin, y up. */
function boxDocument({ size, at = [0, 0, 0], material = true, spoil }: BoxOptions): Document {
  const document = new Document();
  const buffer = document.createBuffer();
  const [w, h, d] = size;
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) => [
    at[0] + (i & 1 ? w / 2 : -w / 2),
    at[1] + (i & 2 ? h : 0),
    at[2] + (i & 4 ? d / 2 : -d / 2),
  ]);
  const positions = Float32Array.from(corners);
  const indices = Uint32Array.from([
    0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5,
  ]);
  spoil?.(positions, indices);
  const primitive = document
    .createPrimitive()
    .setAttribute('POSITION', document.createAccessor().setType('VEC3').setArray(positions).setBuffer(buffer))
    .setIndices(document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(buffer));
  if (material) primitive.setMaterial(document.createMaterial().setBaseColorFactor([0.2, 0.4, 0.6, 1]));
  const mesh = document.createMesh().addPrimitive(primitive);
  document.createScene().addChild(document.createNode().setMesh(mesh));
  return document;
}

async function glb(name: string, document: Document): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, await io.writeBinary(document));
  return file;
}

function sizeOf({ positions, indices }: Mesh): number[] {
  return [0, 1, 2].map((k) => {
    const values = [...indices].map((index) => positions[3 * index + k] as number);
    return Math.max(...values) - Math.min(...values);
  });
}

const kindsOf = (findings: readonly { kind: string }[]): string[] => findings.map(({ kind }) => kind);

describe('a sound model', () => {
  it('is drawn as it is: z up, in its own colours, without a finding', async () => {
    const { mesh, findings } = await readModel(await glb('sound.glb', boxDocument({ size: [2, 9, 1] })), LAMP);
    expect(findings).toEqual([]);
    expect(sizeOf(mesh!).map((each) => Math.round(each * 1000))).toEqual([2000, 1000, 9000]);
    expect([...mesh!.colors.subarray(0, 4)]).toEqual([123, 168, 202, 255]);
    for (let i = 0; i < mesh!.indices.length; i += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => [
        ...mesh!.positions.subarray(3 * mesh!.indices[i + k]!, 3 * mesh!.indices[i + k]! + 3),
      ]);
      const middle = a!.map((x, k) => x + b![k]! + c![k]! - (k === 2 ? 13.5 : 0));
      const [u, v] = [b!.map((x, k) => x - a![k]!), c!.map((x, k) => x - a![k]!)];
      const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
      expect(n.reduce((sum, x, k) => sum + x * middle[k]!, 0)).toBeGreaterThan(0);
    }
  });

  it('faces the way of ours: its front +z is our +y', async () => {
    const { mesh } = await readModel(await glb('front.glb', boxDocument({ size: [1, 9, 1], at: [0, 0, 0.45] })), LAMP);
    const ys = [...mesh!.positions].filter((_, i) => i % 3 === 1);
    expect(Math.max(...ys)).toBeCloseTo(0.95, 3);
  });
});

describe('a bad model', () => {
  it('without materials gets neutral paint', async () => {
    const { mesh, findings } = await readModel(
      await glb('bare.glb', boxDocument({ size: [2, 9, 2], material: false })),
      LAMP,
    );
    expect(kindsOf(findings)).toEqual(['no-materials']);
    expect([...mesh!.colors.subarray(0, 3)]).toEqual([201, 198, 190]);
  });

  it.each([
    ['mm', 1000],
    ['cm', 100],
    ['inch', 1 / 0.0254],
  ])('in %s comes to metres', async (unit, perMetre) => {
    const size = [2, 10, 1].map((each) => each * perMetre) as [number, number, number];
    const { mesh, findings } = await readModel(await glb(`${unit}.glb`, boxDocument({ size })), LAMP);
    expect(findings).toMatchObject([{ kind: 'unit', unit, height: expect.closeTo(10, 3) }]);
    expect(sizeOf(mesh!)[2]).toBeCloseTo(10, 3);
  });

  it('of no known unit is scaled to what is expected', async () => {
    const { mesh, findings } = await readModel(await glb('odd.glb', boxDocument({ size: [9, 35, 9] })), LAMP);
    expect(findings).toMatchObject([{ kind: 'odd-size', height: 35, expected: 10 }]);
    expect(sizeOf(mesh!)[2]).toBeCloseTo(10, 3);
  });

  it('lying down is turned upright onto its foot', async () => {
    const lying = boxDocument({ size: [2, 1, 10], at: [0, 0, 5] });
    const { mesh, findings } = await readModel(await glb('lying.glb', lying), LAMP);
    expect(kindsOf(findings)).toEqual(['z-up']);
    expect(sizeOf(mesh!).map(Math.round)).toEqual([2, 1, 10]);
    expect(Math.min(...[...mesh!.positions].filter((_, i) => i % 3 === 2))).toBeCloseTo(0, 5);
  });

  it('far from its origin is brought back', async () => {
    const { mesh, findings } = await readModel(
      await glb('far.glb', boxDocument({ size: [2, 10, 2], at: [4000, 30, -900] })),
      LAMP,
    );
    expect(kindsOf(findings)).toEqual(['off-origin']);
    expect(Math.max(...mesh!.positions.map(Math.abs))).toBeCloseTo(10, 2);
  });

  it('with NaN, a foreign index and a triangle without area loses only these', async () => {
    const document = boxDocument({
      size: [2, 10, 2],
      spoil: (positions, indices) => {
        indices.set([0, 0, 1], 0);
        indices.set([0, 1, 99], 3);
        positions[3 * 7] = Number.NaN;
      },
    });
    const { mesh, findings } = await readModel(await glb('holes.glb', document), LAMP);
    const withNaN = 3;
    expect(findings).toEqual([{ kind: 'bad-triangles', count: 2 + withNaN }]);
    expect(mesh!.indices.length / 3).toBe(12 - 2 - withNaN);
    expect(mesh!.positions.every(Number.isFinite)).toBe(true);
  });

  it('of 2 million triangles is simplified and keeps its size', async () => {
    const { mesh, findings } = await readModel(await glb('fine.glb', columnDocument(1000, 1000)), LAMP);
    expect(findings).toMatchObject([{ kind: 'too-many-triangles', triangles: 2_000_000 }]);
    expect(mesh!.indices.length / 3).toBeLessThanOrEqual(MODEL_TRIANGLES * 1.1);
    expect(mesh!.indices.length / 3).toBeGreaterThan(100);
    expect(sizeOf(mesh!)[2]).toBeCloseTo(10, 0);
  }, 60_000);

  it('whose texture is missing gets neutral paint, and names it', async () => {
    const file = join(folder, 'untextured.gltf');
    const document = textured(null);
    const { json, resources } = await io.writeJSON(document, { basename: 'untextured' });
    for (const [name, bytes] of Object.entries(resources))
      if (!name.endsWith('.png')) writeFileSync(join(folder, name), bytes);
    writeFileSync(file, JSON.stringify(json));
    const { mesh, findings } = await readModel(file, LAMP);
    expect(findings).toEqual([{ kind: 'missing-texture', names: [expect.stringMatching(/\.png$/)] }]);
    expect([...mesh!.colors.subarray(0, 3)]).toEqual([201, 198, 190]);
  });

  it('whose texture is there shows its colours', async () => {
    const { mesh, findings } = await readModel(await glb('textured.glb', textured([40, 120, 200])), LAMP);
    expect(kindsOf(findings)).toEqual(['texture-as-paint']);
    for (const [k, value] of [40, 120, 200].entries())
      expect(Math.abs(mesh!.colors[k]! - value)).toBeLessThanOrEqual(2);
  });

  it('that is no glTF, or whose buffer or file is missing, is not drawn and says why', async () => {
    writeFileSync(join(folder, 'noise.glb'), 'not a model');
    writeFileSync(join(folder, 'noise.gltf'), '{"asset":');
    const lost = { asset: { version: '2.0' }, buffers: [{ uri: 'gone.bin', byteLength: 4 }] };
    writeFileSync(join(folder, 'lost.gltf'), JSON.stringify(lost));
    for (const [name, reason] of [
      ['noise.glb', /./],
      ['noise.gltf', /not JSON/],
      ['lost.gltf', /gone\.bin is missing/],
      ['absent.glb', /no file/],
    ] as const) {
      const { mesh, findings } = await readModel(join(folder, name), LAMP);
      expect(mesh, name).toBeNull();
      expect(findings, name).toEqual([{ kind: 'broken', reason: expect.stringMatching(reason) }]);
    }
  });
});

describe('the models of a city', () => {
  const drafts: AssetDraft[] = ['single-arm', 'single-arm', 'post-top'].map((type, i) => ({
    layer: 'lamp',
    id: `L-${i}`,
    position: [116.58 + i * 0.001, 35.41, 0],
    heading: 0,
    attributes: { type, height: type === 'post-top' ? 4 : 10, mounts: 'luminaire:10:0' },
  }));
  const tables = assignSlots(drafts, [116.5, 35.3, 116.7, 35.5], 'illustrative', 'test');

  it('stand for a type or for one asset; a broken one leaves ours in its place', async () => {
    await glb('own.glb', boxDocument({ size: [2, 10, 2], material: false }));
    await glb('one.glb', boxDocument({ size: [2, 11, 2] }));
    writeFileSync(join(folder, 'torn.glb'), 'torn');
    writeFileSync(
      join(folder, 'models.json'),
      JSON.stringify({
        models: [
          { file: 'own.glb', layer: 'lamp', type: 'single-arm' },
          { file: 'one.glb', layer: 'lamp', asset: 'L-1' },
          { file: 'torn.glb', layer: 'lamp', type: 'post-top' },
        ],
      }),
    );
    const models = await readOwnModels(folder, tables);
    expect(models.problems.map(({ what }) => what.en)).toEqual([
      'Model without materials, drawn in neutral paint',
      expect.stringMatching(/^Not drawn/),
    ]);
    for (const { remedy } of models.problems) expect(remedy.zh.length * remedy.en.length).toBeGreaterThan(0);
    const table = tables.get('lamp')!;
    const { open, meshOf } = layerFurniture(layerOf('lamp'), table, models);
    const byId = new Map(open.map((instance) => [table.ids[instance.slot!], instance]));
    expect(byId.get('L-0')?.model).toContain('own.glb');
    expect(byId.get('L-1')?.model).toContain('one.glb');
    expect(byId.get('L-1')?.scale[2]).toBeCloseTo(10 / 11, 5);
    expect(byId.get('L-2')?.model).not.toContain('own|');
    expect(meshOf(byId.get('L-0')!.model).indices.length / 3).toBe(12);
    expect(meshOf(byId.get('L-2')!.model).indices.length / 3).toBeGreaterThan(100);
  });

  it('must be listed with a layer that has models', async () => {
    const list = (models: unknown): void => writeFileSync(join(folder, 'models.json'), JSON.stringify({ models }));
    list([{ file: 'own.glb', layer: 'greenway', type: 'x' }]);
    await expect(readOwnModels(folder, tables)).rejects.toThrow(/models\.0.*greenway.*lamp/);
    list([{ file: 'own.glb', layer: 'lamp' }]);
    await expect(readOwnModels(folder, tables)).rejects.toThrow(/neither or both/);
    list([{ layer: 'lamp', type: 'single-arm' }]);
    await expect(readOwnModels(folder, tables)).rejects.toThrow(/models\.0\.file/);
  });
});

/** A tube of `around` × `up` cells, 10 m high, 1 m across: 2 triangles a cell. */
function columnDocument(around: number, up: number): Document {
  const document = new Document();
  const buffer = document.createBuffer();
  const positions = new Float32Array(3 * around * (up + 1));
  for (let j = 0; j <= up; j++)
    for (let i = 0; i < around; i++) {
      const angle = (i / around) * 2 * Math.PI;
      const r = 0.5 + 0.02 * Math.sin(angle * 9 + j * 0.05);
      positions.set([r * Math.cos(angle), (j / up) * 10, r * Math.sin(angle)], 3 * (j * around + i));
    }
  const indices = new Uint32Array(6 * around * up);
  for (let j = 0, at = 0; j < up; j++)
    for (let i = 0; i < around; i++, at += 6) {
      const [a, b] = [j * around + i, j * around + ((i + 1) % around)];
      indices.set([a, a + around, b, b, a + around, b + around], at);
    }
  const primitive = document
    .createPrimitive()
    .setAttribute('POSITION', document.createAccessor().setType('VEC3').setArray(positions).setBuffer(buffer))
    .setIndices(document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(buffer))
    .setMaterial(document.createMaterial());
  document.createScene().addChild(document.createNode().setMesh(document.createMesh().addPrimitive(primitive)));
  return document;
}

/** A box with a texture of one colour, or one whose picture is a placeholder that will not be written. */
function textured(color: readonly [number, number, number] | null): Document {
  const document = boxDocument({ size: [2, 10, 2] });
  const picture = new PNG({ width: 2, height: 2 });
  for (let i = 0; i < 4; i++) picture.data.set([...(color ?? [0, 0, 0]), 255], 4 * i);
  const texture = document
    .createTexture('skin')
    .setMimeType('image/png')
    .setImage(new Uint8Array(PNG.sync.write(picture)));
  const [material] = document.getRoot().listMaterials();
  material?.setBaseColorTexture(texture).setBaseColorFactor([1, 1, 1, 1]);
  const [primitive] = document.getRoot().listMeshes()[0]!.listPrimitives();
  const [buffer] = document.getRoot().listBuffers();
  const spots = document.createAccessor().setType('VEC2').setArray(new Float32Array(16).fill(0.5)).setBuffer(buffer!);
  primitive?.setAttribute('TEXCOORD_0', spots);
  return document;
}
