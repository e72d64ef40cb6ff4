import { describe, expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import { localFrame, toLocal } from '../domain/geo/local-frame.ts';
import { seededRandom } from '../domain/random.ts';
import { changedRuns, PLACEMENT_NUMBERS, placementTexels } from './placement-texels.ts';

const frame = localFrame(116.58, 35.42);
const place = {
  at: (lon: number, lat: number, height: number) => [...toLocal(frame, lon, lat), height] as [number, number, number],
};
const table: AssetTable = {
  layer: 'pole',
  count: 2,
  capacity: 4,
  ids: ['a', 'b'],
  positions: Float64Array.of(116.58, 35.42, 0, 116.585, 35.421, 3.5),
  headings: Float32Array.of(0, 270),
  columns: {},
  provenance: 'illustrative',
};

describe('placementTexels', () => {
  it('gives each slot metres from the frame and its heading, and free slots nothing', () => {
    const texels = placementTexels(table, place, 4);
    const [east, north] = toLocal(frame, 116.585, 35.421);
    expect([...texels.subarray(4, 8)]).toEqual([Math.fround(east), Math.fround(north), 3.5, 270]);
    expect([...texels.subarray(8)]).toEqual(new Array(8).fill(0));
  });

  it('keeps a millimetre half a road away', () => {
    const near = placementTexels(table, place, 4);
    const [, perDegree] = frame.metresPerDegree;
    const moved = {
      ...table,
      positions: table.positions.map((value, i) => (i === 4 ? value + 0.001 / perDegree : value)),
    };
    const far = placementTexels(moved, place, 4);
    expect((far[5] as number) - (near[5] as number)).toBeCloseTo(0.001, 4);
  });
});

describe('changedRuns', () => {
  it('finds one texel for one move', () => {
    const shown = placementTexels(table, place, 256);
    const next = shown.slice();
    next[7] = 271;
    expect(changedRuns(shown, next, PLACEMENT_NUMBERS, 256)).toEqual([{ first: 1, end: 2 }]);
    expect(changedRuns(shown, next, PLACEMENT_NUMBERS, 256)).toEqual([]);
  });

  it('takes a NaN for the same as a NaN: an asset without a place moves nowhere', () => {
    const shown = Float32Array.of(Number.NaN, 0, 0, 0);
    expect(changedRuns(shown, shown.slice(), 4, 256)).toEqual([]);
  });

  it('covers exactly what differs, never crosses a row, and leaves both alike', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 50; round++) {
      const shown = Float32Array.from({ length: 64 * 4 }, () => Math.floor(random() * 3));
      const next = shown.map((value) => (random() < 0.3 ? value + 1 : value));
      const differ = Array.from({ length: 64 }, (_, texel) =>
        [0, 1, 2, 3].some((i) => shown[4 * texel + i] !== next[4 * texel + i]),
      );
      const runs = changedRuns(shown, next, 4, 16);
      const told = new Array(64).fill(false);
      for (const { first, end } of runs) {
        expect(Math.floor(first / 16)).toBe(Math.floor((end - 1) / 16));
        told.fill(true, first, end);
      }
      expect(told).toEqual(differ);
      expect(shown).toEqual(next);
    }
  });
});
