import { expect, it } from 'vitest';
import { loadBins } from './load-bins.ts';

it('49 t is an edge: what is over it is right of the line, and nothing is lost', () => {
  const { from, counts, over } = loadBins([3, 48.9, 49, 49.1, 61, Number.NaN]);
  expect(from[7]).toBe(49);
  expect(counts.slice(0, 7).reduce((sum, each) => sum + each, 0)).toBe(2);
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(5);
  expect(over).toBe(2);
});

it('a convoy of 140 t has a bin; no loads, no counts', () => {
  expect(loadBins([140]).counts).toHaveLength(21);
  expect(loadBins([]).counts.every((each) => each === 0)).toBe(true);
});
