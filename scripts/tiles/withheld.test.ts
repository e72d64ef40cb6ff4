import { NodeIO } from '@gltf-transform/core';
import {
  EXTMeshGPUInstancing,
  EXTMeshoptCompression,
  type InstancedMesh,
  KHRMeshQuantization,
} from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AssetTable } from '../../src/domain/asset.ts';
import { layerOf } from '../../src/domain/layers/table.ts';
import { seededRandom } from '../../src/domain/random.ts';
import { buildingStore } from './building-store.ts';
import type { AssetDraft } from './feature.ts';
import { type PlannedTileset, planTilesets } from './plan-tilesets.ts';
import { assignSlots } from './slots.ts';
import { eastNorthUp } from './tile/ellipsoid.ts';
import { encoderReady } from './tile/glb.ts';
import { type Bounds, quadtreeOver } from './tile/quadtree.ts';

const BOUNDS: Bounds = [116.55, 35.38, 116.62, 35.44];
const CLASSES = ['TS', 'CC', 'TG', 'PW', 'CM', 'RN'];
const WITHHELD = ['CC', 'CM', 'PW'];

/** Poles of all classes, mixed over the city. */
function poles(count: number, classes = CLASSES): AssetDraft[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, (_, i) => ({
    id: `P-${i}`,
    layer: 'pole',
    position: [116.55 + 0.07 * random(), 35.38 + 0.06 * random(), 0],
    heading: 0,
    attributes: { class: classes[i % classes.length] as string, height: 6 },
  }));
}

function plan(drafts: readonly AssetDraft[]): { table: AssetTable; planned: PlannedTileset[] } {
  const tables = assignSlots(drafts, BOUNDS, 'illustrative', 'test');
  const tree = quadtreeOver(BOUNDS);
  const planned = planTilesets(
    { buildings: buildingStore(), areas: [], structures: [], bounds: BOUNDS },
    [],
    tables,
    tree,
    eastNorthUp(116.58, 35.41),
    'hash',
    'illustrative',
    'test',
    () => {},
  );
  return { table: tables.get('pole') as AssetTable, planned };
}

const packedOf = (tileset: PlannedTileset) =>
  [...tileset.contents(new Map())].flatMap((content) => ('packed' in content ? [content.packed] : []));

async function slotsIn(tileset: PlannedTileset): Promise<number[]> {
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization, EXTMeshGPUInstancing])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const slots: number[] = [];
  for (const packed of packedOf(tileset)) {
    const document = await io.readBinary(packed.glb);
    for (const node of document.getRoot().listNodes()) {
      const ids = node.getExtension<InstancedMesh>('EXT_mesh_gpu_instancing')?.getAttribute('_FEATURE_ID_1');
      if (ids) for (let i = 0; i < ids.getCount(); i++) slots.push(ids.getElement(i, [] as number[])[0] ?? -1);
    }
  }
  return slots.sort((a, b) => a - b);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('a layer with withheld assets', () => {
  beforeAll(async () => {
    await encoderReady;
    await MeshoptDecoder.ready;
  });

  it('numbers the public ones first, each part along the Morton curve', () => {
    const { table } = plan(poles(300));
    const withheld = table.columns.class?.map((each) => WITHHELD.includes(String(each))) as boolean[];
    expect(withheld).toEqual([...range(0, 150).map(() => false), ...range(0, 150).map(() => true)]);
    expect(table.capacity).toBe(300 + layerOf('pole').reserve);
    // The order within the public part does not know of the others: that of a city without them.
    const without = plan(poles(300).filter((pole) => !WITHHELD.includes(String(pole.attributes.class))));
    expect(table.ids.slice(0, 150)).toEqual(without.table.ids);
  });

  it('puts their models into an internal tileset, and no reserved slot into any', async () => {
    const { planned } = plan(poles(300));
    expect(planned.map(({ entry }) => [entry.id, entry.classification, entry.layer, entry.features])).toEqual([
      ['furniture-pole', 'public', 'pole', { pole: 150 }],
      ['furniture-pole-internal', 'internal', 'pole', { pole: 150 }],
    ]);
    expect(await slotsIn(planned[0] as PlannedTileset)).toEqual(range(0, 150));
    expect(await slotsIn(planned[1] as PlannedTileset)).toEqual(range(150, 300));
  });

  it('shows a public pole without its cameras, which hang in an internal tileset under the same slots', async () => {
    const drafts = poles(20, ['TS']).map((pole, i) => ({
      ...pole,
      attributes: { ...pole.attributes, height: 7, mounts: i % 2 ? 'sign:3:90' : 'sign:3:90|camera:6:0' },
    }));
    const { table, planned } = plan(drafts);
    expect(planned.map(({ entry }) => [entry.id, entry.classification, entry.features])).toEqual([
      ['furniture-pole', 'public', { pole: 20 }],
      ['furniture-pole-devices', 'internal', { devices: 10 }],
    ]);
    const equipped = range(0, 20).filter((slot) => String(table.columns.mounts?.[slot]).includes('camera'));
    expect(await slotsIn(planned[1] as PlannedTileset)).toEqual(equipped);
    const [open] = planned as [PlannedTileset];
    const words = packedOf(open)
      .map((packed) => Buffer.from(packed.glb).toString('latin1'))
      .join('');
    expect(words).toContain('sign:3');
    expect(words).not.toContain('camera');
  });

  it('has one tileset when nothing is withheld, and none that is empty', () => {
    expect(plan(poles(20, ['TS'])).planned.map(({ entry }) => entry.id)).toEqual(['furniture-pole']);
    expect(plan(poles(20, ['CC'])).planned.map(({ entry }) => entry.id)).toEqual(['furniture-pole-internal']);
  });
});
