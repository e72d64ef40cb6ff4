import { describe, expect, it } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import { gripsOf } from './grips.ts';
import { bearingOf } from './ground-ray.ts';

const table = (mounts: string | null, heading: number): AssetTable => ({
  layer: 'pole',
  count: 1,
  capacity: 1,
  ids: ['MF-1'],
  positions: Float64Array.of(116.58, 35.42, 0),
  headings: Float32Array.of(heading),
  columns: { mounts: [mounts], height: [11] },
  provenance: 'illustrative',
});

describe('gripsOf', () => {
  it('turns a lamp beyond its light and takes it where it hangs, both on its own azimuth', () => {
    const grips = gripsOf(table('luminaire:10:135', 0), 0);
    expect(grips.map(({ handle, mount }) => [handle, mount])).toEqual([
      ['mount', 0],
      ['arm', 0],
    ]);
    for (const { at } of grips) {
      expect(bearingOf(at[0], at[1])).toBeCloseTo(135, 6);
      expect(at[2]).toBe(10);
    }
    const [body, turn] = grips.map(({ at }) => Math.hypot(at[0], at[1])) as [number, number];
    expect(turn).toBeGreaterThan(body + 0.5);
  });

  it('turns an arm over the road with the pole, from beyond all that hangs on it', () => {
    const grips = gripsOf(table('vehicle-signal:6:90|guide-sign:6:90', 180), 0);
    const [arm, ...hung] = grips;
    expect(arm).toMatchObject({ handle: 'arm', mount: null });
    expect(hung.map(({ handle, mount }) => [handle, mount])).toEqual([
      ['mount', 0],
      ['mount', 1],
    ]);
    for (const { at } of grips) expect(bearingOf(at[0], at[1])).toBeCloseTo(180, 6);
    for (const { at } of hung) expect(Math.hypot(at[0], at[1])).toBeLessThan(Math.hypot(arm!.at[0], arm!.at[1]));
  });

  it('has nothing to hold on a pole of which no mounts are known', () => {
    expect(gripsOf(table(null, 0), 0)).toEqual([]);
    expect(gripsOf(table('', 0), 0)).toEqual([]);
  });
});
