import { expect, test } from 'vitest';
import { DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';
import { backwaterShare, inletFlow, inletRating } from './hydraulics.ts';

const { mid: values, low, high } = drainageValues(DRAINAGE_ASSUMPTIONS);

test('an inlet is a weir in shallow water and takes its rated flow in deep water, less what is clogged', () => {
  expect(inletFlow('grate', 0, values)).toBe(0);
  // 0.6 × 1.66 × 1.65 m × 0.01^1.5
  expect(inletFlow('grate', 0.01, values)).toBeCloseTo(0.6 * 1.66 * 1.65 * 0.001, 12);
  expect(inletFlow('grate', 0.3, values)).toBeCloseTo(0.6 * 0.02, 12);
  expect(inletRating('doubleCombined', values)).toBeCloseTo(0.6 * 0.05, 12);
});

test('an inlet never takes less in deeper water', () => {
  for (const kind of ['grate', 'doubleGrate', 'combined', 'doubleCombined'] as const)
    for (const set of [values, low, high])
      for (let depth = 0; depth < 0.5; depth += 0.001)
        expect(inletFlow(kind, depth + 0.001, set)).toBeGreaterThanOrEqual(inletFlow(kind, depth, set));
});

test('a river over the crown leaves the head that the street stands above it', () => {
  expect(backwaterShare(36, 33.9, 34, 0.6)).toBe(1);
  expect(backwaterShare(36, 35.85, 34, 0.6)).toBeCloseTo(0.5, 9);
  expect(backwaterShare(36, 35, 34, 0.6)).toBe(1);
  expect(backwaterShare(36, 36, 34, 0.6)).toBe(0);
  expect(backwaterShare(36, 37, 34, 0.6)).toBe(0);
});

test('a document’s assumption takes the place of the table’s, with its range', () => {
  const [first] = DRAINAGE_ASSUMPTIONS.filter(({ key }) => key === 'clogging');
  if (!first) return expect.fail('no clogging');
  const own = drainageValues([{ ...first, value: 0.9, range: [0.8, 1] }]);
  expect([own.low.clogging, own.mid.clogging, own.high.clogging]).toEqual([0.8, 0.9, 1]);
  expect(own.mid.runoffRoof).toBe(values.runoffRoof);
});
