import { expect, it } from 'vitest';
import { DAY } from './clock.ts';
import { stretchesOf } from './retention.ts';

const NOW = 1000 * DAY;
const NEVER = Number.NEGATIVE_INFINITY;
const EDGES = { raw: NOW - 31 * DAY, minutes: NOW - 366 * DAY, hours: NEVER };

it('reads each part of a span from the finest level that is there', () => {
  expect(stretchesOf({ raw: NEVER, minutes: NEVER, hours: NEVER }, [], 0, NOW)).toEqual([
    { level: 'raw', from: 0, to: NOW },
  ]);
  expect(stretchesOf(EDGES, [], NOW - 400 * DAY, NOW)).toEqual([
    { level: 'hours', from: NOW - 400 * DAY, to: NOW - 366 * DAY },
    { level: 'minutes', from: NOW - 366 * DAY, to: NOW - 31 * DAY },
    { level: 'raw', from: NOW - 31 * DAY, to: NOW },
  ]);
  const withoutMinutes = { ...EDGES, minutes: Number.POSITIVE_INFINITY };
  expect(stretchesOf(withoutMinutes, [], NOW - 40 * DAY, NOW).map(({ level }) => level)).toEqual(['hours', 'raw']);
});

it('reads values where they are kept for a reason, and leaves no gap between two stretches', () => {
  const kept = [{ from: NOW - 100 * DAY, to: NOW - 99 * DAY }];
  const stretches = stretchesOf(EDGES, kept, NOW - 101 * DAY, NOW - 98 * DAY);
  expect(stretches.map(({ level }) => level)).toEqual(['minutes', 'raw', 'minutes']);
  stretches.slice(1).forEach((each, i) => {
    expect(each.from).toBe(stretches[i]?.to);
  });
});
