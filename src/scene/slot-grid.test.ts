import { expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import { localFrame, toLocal } from '../domain/geo/local-frame.ts';
import { seededRandom } from '../domain/random.ts';
import { slotsNear } from './slot-grid.ts';

const COUNT = 20_000;
const random = seededRandom(11);
const positions = Float64Array.from({ length: 3 * COUNT }, (_, i) =>
  i % 3 === 0 ? 116.5 + 0.2 * random() : i % 3 === 1 ? 35.3 + 0.2 * random() : 0,
);
const table: AssetTable = {
  layer: 'lamp',
  count: COUNT,
  capacity: COUNT,
  ids: Array.from({ length: COUNT }, (_, i) => `L-${i}`),
  positions,
  headings: new Float32Array(COUNT),
  columns: {},
  provenance: 'illustrative',
};

it('finds every slot within the reach, each once, and few beyond', () => {
  for (const [longitude, latitude, metres] of [
    [116.6, 35.4, 600],
    [116.5, 35.3, 50],
    [116.7, 35.5, 3000],
    [116.6, 35.4, 90_000],
    [0, 0, 600],
  ] as const) {
    const found: number[] = [];
    slotsNear(table, longitude, latitude, metres, (slot) => found.push(slot));
    const frame = localFrame(longitude, latitude);
    const near = Array.from({ length: COUNT }, (_, slot) => slot).filter(
      (slot) => Math.hypot(...toLocal(frame, positions[3 * slot]!, positions[3 * slot + 1]!)) <= metres,
    );
    const set = new Set(found);
    expect(set.size).toBe(found.length);
    expect(near.every((slot) => set.has(slot))).toBe(true);
    if (metres === 600) expect(found.length).toBeLessThan(COUNT / 20);
  }
});
