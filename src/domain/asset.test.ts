import { expect, test } from 'vitest';
import { type AssetTable, assetAt, slotOf } from './asset.ts';

const table: AssetTable = {
  layer: 'lamp',
  count: 2,
  capacity: 5,
  ids: ['A', 'B'],
  positions: Float64Array.from([116.5, 35.4, 1, 116.6, 35.5, 2]),
  headings: Float32Array.from([90, 180]),
  columns: { name: ['a', 'b'], height: [8, null] },
  shapes: [
    null,
    [
      [1, 2],
      [3, 4],
    ],
  ],
  provenance: 'illustrative',
};

test('a row of the table is an asset', () => {
  expect(assetAt(table, 1)).toEqual({
    layer: 'lamp',
    slot: 1,
    id: 'B',
    position: [116.6, 35.5, 2],
    heading: 180,
    attributes: { name: 'b', height: null },
    shape: [
      [1, 2],
      [3, 4],
    ],
  });
  expect(assetAt(table, 0)).not.toHaveProperty('shape');
});

test('slots of the reserved tail hold none', () => {
  expect(() => assetAt(table, 2)).toThrow(/slot 2 holds no asset/);
  expect(slotOf(table, 'B')).toBe(1);
  expect(slotOf(table, 'C')).toBeUndefined();
});
