import { describe, expect, it } from 'vitest';
import type { AssetTable, AttributeValue } from '../../../src/domain/asset.ts';
import { layerOf } from '../../../src/domain/layers/table.ts';
import { withinModels } from '../tile/instanced-tiles.ts';
import { layerFurniture } from './furniture.ts';
import { polesOf, poleVariants } from './pole-variants.ts';

function table(layer: string, rows: readonly { z: number; attributes: Record<string, AttributeValue> }[]): AssetTable {
  const keys = Object.keys(rows[0]?.attributes ?? {});
  return {
    layer,
    count: rows.length,
    capacity: rows.length,
    ids: rows.map((_, i) => `a${i}`),
    positions: Float64Array.from(rows.flatMap(({ z }) => [116.6, 35.4, z])),
    headings: Float32Array.from(rows, () => 90),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map(({ attributes }) => attributes[key] ?? null)])),
    provenance: 'illustrative',
  };
}

/** Top of each instance above the ground datum, metres. */
function tops(layer: string, rows: Parameters<typeof table>[1]): number[] {
  const { open, meshOf } = layerFurniture(layerOf(layer), table(layer, rows));
  return open.map(({ model, position, scale }) => {
    const heights = meshOf(model).positions.filter((_, i) => i % 3 === 2);
    return position[2] + Math.max(...heights) * scale[2];
  });
}

describe('layerFurniture', () => {
  it('draws billboards up to their panel, whatever they stand on', () => {
    const board = (type: string, z: number, bottom: number, height: number) => ({
      z,
      attributes: { type, bottom, height, width: 9 },
    });
    const found = tops('billboard', [
      board('wall', 4.1, 4.1, 3.7),
      board('roof', 11.8, 13, 3.7),
      board('column', 0, 12, 6),
      board('light-box', 0, 0.5, 1.9),
    ]);
    [7.8, 16.7, 18, 2.4].forEach((top, i) => {
      expect(Math.abs((found[i] ?? 0) - top)).toBeLessThan(0.5);
    });
  });

  it('scales lamps to their height and gives every asset its slot', () => {
    const rows = [8, 10, 12].map((height) => ({ z: 0, attributes: { type: 'single-arm', height } }));
    const [a = 0, b = 0, c = 0] = tops('lamp', rows);
    expect(a / b).toBeCloseTo(0.8, 5);
    expect(c / b).toBeCloseTo(1.2, 5);
    expect(layerFurniture(layerOf('lamp'), table('lamp', rows)).open.map(({ slot }) => slot)).toEqual([0, 1, 2]);
  });

  it('writes the road on name plates, and gives the names up before it coarsens the shapes', () => {
    const plates = (roads: number) =>
      polesOf(
        table(
          'pole',
          Array.from({ length: roads }, (_, i) => ({
            z: 0,
            attributes: {
              class: 'RN',
              height: 3,
              road: `${'建洸太香'[i % 4]}${'河路设东'[(i >> 2) % 4]}路${'东西'[i >> 4] ?? ''}`,
              mounts: 'name-plate:2.7:90',
            },
          })),
        ),
        () => true,
      );
    const few = poleVariants(plates(12), 12);
    expect(few).toMatchObject({ models: 12, typical: 0, grid: { metres: 0.25 } });
    expect([...few.bySlot.values()].map(({ spec }) => spec.road)).toContain('建河路东');
    const many = poleVariants(plates(13), 12);
    expect(many).toMatchObject({ models: 1, typical: 0, grid: { metres: 0.25 } });
  });

  it('gives billboards artwork of their own and their own proportions', () => {
    const rows = [3, 6, 12].map((width) => ({ z: 4, attributes: { type: 'wall', width, height: 3, bottom: 4 } }));
    const { open } = layerFurniture(layerOf('billboard'), table('billboard', rows));
    expect(new Set(open.map(({ model }) => model)).size).toBe(3);
    // Letters are stretched by no more than a few parts in a hundred.
    for (const { scale } of open) expect(Math.abs(Math.log(scale[0] / scale[2]))).toBeLessThan(0.12);
    for (const { typical } of open) expect(typical?.model).toBe('billboard-wall');
  });

  it('draws nothing for layers without models or that are no points', () => {
    expect(layerFurniture(layerOf('waterlogging'), table('waterlogging', [{ z: 0, attributes: {} }])).open).toEqual([]);
    expect(layerFurniture(layerOf('bridge'), table('bridge', [{ z: 0, attributes: {} }])).open).toEqual([]);
  });

  it('gives poles that carry the same the same model, and no other', () => {
    const pole = (height: number, mounts: string) => ({ z: 0, attributes: { class: 'TS', height, mounts } });
    const rows = [
      pole(6.8, 'vehicle-signal:6.2:0|sign:3:90'),
      // The same from a surveyor who lists them the other way round and measures a little otherwise.
      pole(6.82, 'sign:3.02:92|vehicle-signal:6.21:359'),
      pole(6.8, 'vehicle-signal:6.2:0|vehicle-signal:6.2:0|sign:3:90'),
      pole(6.8, ''),
    ];
    const { open, meshOf } = layerFurniture(layerOf('pole'), table('pole', rows));
    expect(open[0]?.model).toBe(open[1]?.model);
    expect(new Set(open.map(({ model }) => model)).size).toBe(3);
    const parts = open.map(({ model }) => meshOf(model).parts.filter(({ name }) => name.startsWith('mount')).length);
    expect(parts).toEqual([2, 2, 3, 0]);
  });

  it('keeps to the typical model of its class where nothing is known of the mounts', () => {
    const rows = [{ z: 0, attributes: { class: 'TS', height: 6.8, mounts: null } }];
    expect(layerFurniture(layerOf('pole'), table('pole', rows)).open[0]?.model).toBe('pole-signal');
  });
});

describe('poleVariants', () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    z: 0,
    attributes: { class: 'OT', height: 6, mounts: `sign:${(2 + (i % 100) * 0.03).toFixed(2)}:${i % 7}` },
  }));
  const poles = polesOf(table('pole', rows), () => true);

  it('takes the finest grid that keeps to the limit', () => {
    expect(poleVariants(poles, 100).grid.metres).toBe(0.25);
    const coarse = poleVariants(poles, 8);
    expect(coarse.grid.metres).toBeGreaterThan(0.25);
    expect(coarse.models).toBeLessThanOrEqual(8);
    expect(coarse.bySlot.size).toBe(200);
  });

  it('leaves what is too rare even for the coarsest grid to its class', () => {
    const { models, typical, bySlot } = poleVariants(poles, 2);
    expect(models).toBe(2);
    expect(typical).toBeGreaterThan(0);
    expect(bySlot.size + typical).toBe(200);
  });
});

describe('withinModels', () => {
  const instance = (model: string, slot: number) => ({
    model,
    position: [116.6, 35.4, 0] as const,
    heading: 0,
    scale: [1, 1, 1] as const,
    slot,
    typical: { model: 'typical', scale: [1, 1, 2] as const },
  });

  it('keeps the most frequent models of a content and every instance', () => {
    const all = 'aaabbc'.split('').map(instance);
    expect(withinModels(all, 2).map(({ model }) => model)).toEqual(['a', 'a', 'a', 'typical', 'typical', 'typical']);
    expect(withinModels(all, 3).map(({ model }) => model)).toEqual(['a', 'a', 'a', 'b', 'b', 'c']);
    expect(withinModels(all, 2)[4]).toMatchObject({ slot: 4, scale: [1, 1, 2] });
  });
});
