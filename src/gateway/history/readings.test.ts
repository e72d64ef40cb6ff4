import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../domain/clock.ts';
import type { LevelEdges } from '../../domain/retention.ts';
import { readingsOf } from './readings.ts';

const NEVER = Number.NEGATIVE_INFINITY;
const ALL: LevelEdges = { raw: NEVER, minutes: NEVER, hours: NEVER };
const FROM = 1000 * DAY;
const YEAR = { level: 'raw', from: FROM, to: FROM + 365 * DAY } as const;

it('reads whole hours as hours, and values only where an hour waits or is cut', () => {
  const waiting = [FROM + 7 * HOUR, FROM + 8 * HOUR, FROM + 300 * DAY];
  const to = YEAR.to - 10 * MINUTE;
  expect(readingsOf({ ...YEAR, to }, { origin: FROM, width: DAY }, ALL, waiting)).toEqual([
    {
      level: 'hours',
      spans: [
        { from: FROM, to: FROM + 7 * HOUR },
        { from: FROM + 9 * HOUR, to: FROM + 300 * DAY },
        { from: FROM + 300 * DAY + HOUR, to: YEAR.to - HOUR },
      ],
    },
    {
      level: 'raw',
      spans: [
        { from: FROM + 7 * HOUR, to: FROM + 9 * HOUR },
        { from: FROM + 300 * DAY, to: FROM + 300 * DAY + HOUR },
        { from: YEAR.to - HOUR, to },
      ],
    },
  ]);
});

it('takes the coarsest level whose cells no bucket cuts and that the layer keeps there', () => {
  const levels = (origin: number, width: number, edges = ALL, level: 'raw' | 'minutes' = 'raw') =>
    readingsOf({ ...YEAR, level }, { origin, width }, edges, []).map((each) => each.level);
  expect(levels(FROM, 6 * HOUR)).toEqual(['hours']);
  expect(levels(FROM, 90 * MINUTE)).toEqual(['minutes']);
  expect(levels(FROM + MINUTE, DAY)).toEqual(['minutes']);
  expect(levels(FROM + 1, DAY)).toEqual(['raw']);
  expect(levels(FROM, 90_000)).toEqual(['raw']);
  expect(levels(FROM, DAY, ALL, 'minutes')).toEqual(['hours']);
  expect(levels(FROM, 90 * MINUTE, ALL, 'minutes')).toEqual(['minutes']);
  const infinity = Number.POSITIVE_INFINITY;
  expect(levels(FROM, DAY, { ...ALL, hours: infinity })).toEqual(['minutes']);
  expect(levels(FROM, DAY, { ...ALL, hours: infinity, minutes: infinity })).toEqual(['raw']);
  // Hours that were deleted earlier than the values.
  expect(readingsOf(YEAR, { origin: FROM, width: DAY }, { ...ALL, hours: FROM + DAY }, [])).toEqual([
    { level: 'hours', spans: [{ from: FROM + DAY, to: YEAR.to }] },
    { level: 'raw', spans: [{ from: FROM, to: FROM + DAY }] },
  ]);
});

it('names few spans however many hours wait, and leaves nothing out and nothing twice', () => {
  const waiting = Array.from({ length: 800 }, (_, i) => FROM + i * (10 + (i % 3)) * HOUR);
  const readings = readingsOf(YEAR, { origin: FROM, width: DAY }, ALL, waiting);
  const spans = readings.flatMap((each) => each.spans).sort((a, b) => a.from - b.from);
  expect(spans.length).toBeLessThan(90);
  expect(spans[0]?.from).toBe(YEAR.from);
  expect(spans.at(-1)?.to).toBe(YEAR.to);
  spans.slice(1).forEach((span, i) => {
    expect(span.from).toBe(spans[i]?.to);
  });
  const hours = readings.find(({ level }) => level === 'hours')?.spans ?? [];
  expect(hours.length).toBeGreaterThan(0);
  for (const hour of waiting)
    if (hour < YEAR.to) expect(hours.some(({ from, to }) => hour >= from && hour < to)).toBe(false);
});
