import { expect, it } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import { nightLamps } from '../../scenario/lighting/night-lamps.ts';
import { lampHead } from './lamp-heads.ts';

const table = (rows: readonly Record<string, string | number>[]): AssetTable => ({
  layer: 'lamp',
  count: rows.length,
  capacity: rows.length,
  ids: rows.map((_, i) => `L${i}`),
  positions: new Float64Array(3 * rows.length),
  headings: new Float32Array(rows.length),
  columns: Object.fromEntries(['type', 'height', 'mounts'].map((key) => [key, rows.map((row) => row[key] ?? null)])),
  provenance: 'illustrative',
});
const heads = (rows: readonly Record<string, string | number>[]) => nightLamps(table(rows), null, true).map(lampHead);

it('hangs a light at each luminaire, towards its azimuth, and none at a camera', () => {
  const [east, west, ...rest] = heads([
    { type: 'double-arm', height: 10, mounts: 'luminaire:10:90|camera:6:180|luminaire:10:270' },
  ]);
  expect(rest).toEqual([]);
  expect(east?.[0]).toBeGreaterThan(1.5);
  expect(west?.[0]).toBeCloseTo(-(east?.[0] ?? 0));
  expect(east?.[1]).toBeCloseTo(0);
  expect(east?.[2]).toBe(10);
});

it('keeps the light of a garden lamp, and of a lamp without mounts, above its foot', () => {
  const [garden, unknown] = heads([{ type: 'post-top', height: 4, mounts: 'luminaire:4:0' }, { height: 9 }]);
  expect(garden).toEqual([0, 0, expect.closeTo(3.65)]);
  expect(unknown).toEqual([0, 0, expect.closeTo(8.65)]);
});
