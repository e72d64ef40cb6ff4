import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from './clock.ts';
import { type RateSample, windowTotal, withSample } from './window-total.ts';

const every = (minutes: number, hours: number, rate: (time: number) => number): RateSample[] =>
  Array.from({ length: (hours * 60) / minutes + 1 }, (_, n) => ({
    time: n * minutes * MINUTE,
    value: rate(n * minutes * MINUTE),
  }));

describe('the total of a window', () => {
  it('is mean intensity times time: 50 mm in 12, 6 and 3 h are 4.2, 8.3 and 16.7 mm/h', () => {
    for (const hours of [12, 6, 3]) {
      const steady = every(5, 24, () => 50 / hours);
      expect(windowTotal(steady, 24 * HOUR - hours * HOUR, 24 * HOUR, HOUR)).toBeCloseTo(50, 9);
    }
  });

  it('clips the samples at the window’s ends and follows a ramp exactly', () => {
    const ramp = every(7, 7, (time) => time / HOUR);
    // ∫ t dt from 1.5 to 4 h
    expect(windowTotal(ramp, 1.5 * HOUR, 4 * HOUR, HOUR)).toBeCloseTo((16 - 2.25) / 2, 9);
  });

  it('counts nothing across a gap, and nothing of one sample', () => {
    const gap = [...every(5, 1, () => 60), { time: 5 * HOUR, value: 60 }];
    expect(windowTotal(gap, 0, 5 * HOUR, 30 * MINUTE)).toBeCloseTo(60, 9);
    expect(windowTotal([{ time: 0, value: 60 }], 0, HOUR, HOUR)).toBe(0);
  });
});

it('samples are kept in order, each time once, no longer than the window needs', () => {
  let kept: readonly RateSample[] = [];
  for (const minute of [0, 10, 5, 10, 200, 190])
    kept = withSample(kept, { time: minute * MINUTE, value: minute }, 3 * HOUR);
  expect(kept.map(({ time }) => time / MINUTE)).toEqual([10, 190, 200]);
});
