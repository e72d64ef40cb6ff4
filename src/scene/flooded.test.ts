import { expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import { layerOf } from '../domain/layers/table.ts';
import { LATE, LIVE, rampRange, STALE } from './encode-state.ts';
import { floodedReach } from './flooded.ts';

const layer = layerOf('waterlogging');
const TOP = rampRange(layer);
const BASIN = [
  [116.5, 35.4],
  [116.5011, 35.4],
  [116.5, 35.4005],
] as const;
const table: AssetTable = {
  layer: 'waterlogging',
  count: 5,
  capacity: 5,
  ids: ['a', 'b', 'c', 'd', 'e'],
  positions: Float64Array.from({ length: 15 }, (_, i) => [116.5, 35.4, 0][i % 3] as number),
  headings: new Float32Array(5),
  columns: {},
  shapes: [BASIN, BASIN, BASIN, null, BASIN],
  provenance: 'illustrative',
};
const row = (liveness: number, cm: number) => {
  const value = Math.round((cm / TOP) * 65_535);
  return [liveness << 4, value >> 8, value & 255, 0];
};

it('tells of basins under water that are heard of: where, and how far they reach', () => {
  const rows = Uint8Array.from([row(LIVE, 27), row(LATE, 27), row(STALE, 27), row(LIVE, 27), row(LIVE, 0)].flat());
  const found = floodedReach(layer, table, rows);
  expect(found.length).toBe(2);
  const [longitude, latitude, radius] = found[0]!;
  expect([longitude, latitude]).toEqual([116.5, 35.4]);
  expect(radius).toBeGreaterThan(95);
  expect(radius).toBeLessThan(105);
});

it('tells nothing of a layer whose shapes hold no water', () => {
  expect(floodedReach(layerOf('greenway'), table, Uint8Array.from(row(LIVE, 27)))).toEqual([]);
});
