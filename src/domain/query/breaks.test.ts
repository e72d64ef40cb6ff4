import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { breaksOf, classOf } from './breaks.ts';

/** Sum of squared deviations from the classes' means. */
function deviation(values: readonly number[], breaks: readonly number[]): number {
  const classes = new Map<number, number[]>();
  for (const value of values) {
    const at = classOf(value, breaks);
    classes.set(at, [...(classes.get(at) ?? []), value]);
  }
  return [...classes.values()].reduce((sum, each) => {
    const mean = each.reduce((a, b) => a + b, 0) / each.length;
    return sum + each.reduce((a, b) => a + (b - mean) ** 2, 0);
  }, 0);
}

describe('classes', () => {
  it('of equal width, of equal number', () => {
    expect(breaksOf(Float64Array.of(0, 1, 2, 100), 'equal', 4)).toEqual([25, 50, 75]);
    expect(
      breaksOf(
        Float64Array.from({ length: 101 }, (_, i) => i),
        'quantile',
        4,
      ),
    ).toEqual([25, 50, 75]);
    expect(breaksOf(Float64Array.of(Number.NaN, 1, 2, 3, 4, 5), 'quantile', 2)).toEqual([3]);
  });

  it('by nature: the gaps of a textbook case, and the best of all partitions', () => {
    // Three heaps: any sensible natural breaks part them.
    expect(breaksOf(Float64Array.of(1, 2, 2, 3, 10, 11, 12, 30, 31), 'jenks', 3)).toEqual([10, 30]);
    const random = seededRandom(3);
    for (let turn = 0; turn < 20; turn++) {
      const values = Array.from({ length: 12 }, () => Math.round(random() ** 2 * 100));
      const found = deviation(values, breaksOf(Float64Array.from(values), 'jenks', 3));
      const sorted = [...new Set(values)].sort((a, b) => a - b);
      for (const a of sorted.slice(1))
        for (const b of sorted.filter((each) => each > a))
          expect(found).toBeLessThanOrEqual(deviation(values, [a, b]) + 1e-9);
    }
  });

  it('are fewer where values do not differ, and none of nothing', () => {
    expect(breaksOf(new Float64Array(0), 'jenks', 5)).toEqual([]);
    expect(breaksOf(Float64Array.of(7, 7, 7), 'equal', 5)).toEqual([]);
    expect(breaksOf(Float64Array.of(1, 1, 1, 1, 9), 'quantile', 5)).toHaveLength(1);
    expect(breaksOf(Float64Array.of(1, 9), 'jenks', 5)).toEqual([9]);
    expect(() => breaksOf(Float64Array.of(1), 'equal', 1)).toThrow(/Classes 1: expected a whole number from 2 to 9/);
  });

  it('of 200,000 values are found while a person waits', () => {
    const random = seededRandom(5);
    const values = Float64Array.from({ length: 200_000 }, () => random() ** 3 * 400);
    for (const method of ['equal', 'quantile', 'jenks'] as const) {
      const start = performance.now();
      expect(breaksOf(values, method, 7)).toHaveLength(6);
      console.info(`200,000 values by ${method}: ${(performance.now() - start).toFixed(0)} ms`);
    }
  });
});
