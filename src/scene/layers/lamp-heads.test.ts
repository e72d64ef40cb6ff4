import { expect, it } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import { lampHeads } from './lamp-heads.ts';

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

it('hangs a light at each luminaire, towards its azimuth, and none at a camera', () => {
  const [east, west, ...rest] = lampHeads(
    table([{ type: 'double-arm', height: 10, mounts: 'luminaire:10:90|camera:6:180|luminaire:10:270' }]),
  );
  expect(rest).toEqual([]);
  expect(east?.east).toBeGreaterThan(1.5);
  expect(west?.east).toBeCloseTo(-(east?.east ?? 0));
  expect(east?.north).toBeCloseTo(0);
  expect(east?.up).toBe(10);
});

it('keeps the light of a garden lamp, and of a lamp without mounts, above its foot', () => {
  for (const head of lampHeads(table([{ type: 'post-top', height: 4, mounts: 'luminaire:4:0' }, { height: 9 }]))) {
    expect([head.east, head.north]).toEqual([0, 0]);
    expect(head.up).toBeGreaterThan(head.slot === 0 ? 3 : 8);
  }
});
