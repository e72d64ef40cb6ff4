import { expect, test } from 'vitest';
import { insideRing } from './inside-ring.ts';

const HOOK = [
  [0, 0],
  [4, 0],
  [4, 4],
  [3, 4],
  [3, 1],
  [0, 1],
] as const;

test.each([
  [[1, 0.5], true],
  [[3.5, 3], true],
  [[1, 2], false],
  [[5, 0.5], false],
] as const)('%j in a hook: %s, whichever way it runs, open or closed', (point, expected) => {
  expect(insideRing(point, HOOK)).toBe(expected);
  expect(insideRing(point, HOOK.toReversed())).toBe(expected);
  expect(insideRing(point, [...HOOK, HOOK[0]])).toBe(expected);
});
