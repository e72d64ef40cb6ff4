import { describe, expect, it } from 'vitest';
import type { AssetTable, AttributeValue } from '../../../src/domain/asset.ts';
import { buildModel } from '../../../src/domain/furniture/model.ts';
import { layerOf } from '../../../src/domain/layers/table.ts';
import { layerInstances } from './furniture.ts';

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
  return layerInstances(layerOf(layer), table(layer, rows)).map(({ model, position, scale }) => {
    const heights = buildModel(model).positions.filter((_, i) => i % 3 === 2);
    return position[2] + Math.max(...heights) * scale[2];
  });
}

describe('layerInstances', () => {
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
    expect(layerInstances(layerOf('lamp'), table('lamp', rows)).map(({ slot }) => slot)).toEqual([0, 1, 2]);
  });

  it('draws nothing for layers without models or that are no points', () => {
    expect(layerInstances(layerOf('waterlogging'), table('waterlogging', [{ z: 0, attributes: {} }]))).toEqual([]);
    expect(layerInstances(layerOf('bridge'), table('bridge', [{ z: 0, attributes: {} }]))).toEqual([]);
  });
});
