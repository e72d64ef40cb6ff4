import { expect, it } from 'vitest';
import { MINUTE } from './clock.ts';
import { floodFigures } from './flood-figures.ts';

const at = (...pairs: readonly (readonly [minute: number, depth: number])[]) =>
  pairs.map(([minute, depth]) => ({ time: minute * MINUTE, depth }));
const GAP = 15 * MINUTE;

it('deepest, time above 15 cm between readings, and drain-down from the end of the rain', () => {
  const record = at([0, 0], [10, 30], [20, 30], [30, 0], [40, 0]);
  expect(floodFigures(record, 15 * MINUTE, GAP)).toEqual({
    deepest: { time: 10 * MINUTE, depth: 30 },
    // From minute 5 to minute 25.
    above: 20 * MINUTE,
    drain: { milliseconds: 10 * MINUTE, over: true },
  });
});

it('a flood that still stands has not drained', () => {
  expect(floodFigures(at([0, 20], [10, 20]), 4 * MINUTE, GAP).drain).toEqual({ milliseconds: 6 * MINUTE, over: false });
});

it('dry, still raining, or no record: no drain-down', () => {
  expect(floodFigures(at([0, 3], [10, 14]), 5 * MINUTE, GAP)).toMatchObject({ above: 0, drain: null });
  expect(floodFigures(at([0, 20], [10, 20]), null, GAP)).toMatchObject({ above: 10 * MINUTE, drain: null });
  expect(floodFigures([], 0, GAP)).toEqual({ deepest: null, above: 0, drain: null });
});

it('a gap in the record counts for nothing', () => {
  expect(floodFigures(at([0, 20], [10, 20], [60, 20], [70, 20]), null, GAP).above).toBe(20 * MINUTE);
});
