import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import { decodeHeights, encodeHeights, type HeightGrid } from './height-grid.ts';

const grid = (columns: number, rows: number): HeightGrid => ({
  url: 'terrain/heights.bin',
  west: 116,
  south: 35,
  stepLongitude: 0.001,
  stepLatitude: 0.002,
  columns,
  rows,
  base: 30,
  step: 0.01,
});

describe('the file of a grid of heights', () => {
  it('comes back as it was, the widest jumps too', () => {
    const random = seededRandom(7);
    const steps = Uint16Array.from({ length: 40 * 30 }, () => Math.floor(random() * 65_536));
    steps.set([0, 65_535, 0, 32_768, 1], 0);
    const { heights, ...rest } = decodeHeights(grid(40, 30), encodeHeights(steps, 40));
    expect(rest).toEqual({ west: 116, south: 35, stepLongitude: 0.001, stepLatitude: 0.002, columns: 40, rows: 30 });
    expect(Array.from(heights)).toEqual(Array.from(steps, (step) => Math.fround(30 + 0.01 * step)));
  });

  it('is refused when it is cut short', () => {
    const bytes = encodeHeights(new Uint16Array(12), 4).subarray(0, 20);
    expect(() => decodeHeights(grid(4, 3), bytes)).toThrow(/20 bytes for a grid of 4 × 3/);
  });
});
