import { expect, it } from 'vitest';
import { parseInstant } from './clock.ts';
import { darkShare, dayBegin, daysLeft, daysSince } from './derived.ts';
import { layerOf } from './layers/table.ts';
import { assess } from './threshold.ts';

const UTC_8 = 480;
const at = (text: string) => parseInstant(`${text}+08:00`);

it('a permit runs through its last day and has run out on the next, by the city’s calendar', () => {
  const left = (now: string) => daysLeft('2026-07-15', at(now), UTC_8);
  expect(
    ['2026-07-14T23:59:59', '2026-07-15T00:00:00', '2026-07-15T23:59:59', '2026-07-16T00:00:00'].map(left),
  ).toEqual([1, 0, 0, -1]);
  expect(['2026-02-30', '2026', '不详', ''].map((date) => daysLeft(date, 0, UTC_8))).toEqual([null, null, null, null]);
  const level = (days: number) => assess(layerOf('billboard'), 'permitLeft', days, () => undefined).level;
  expect([level(0), level(-1)]).toEqual(['normal', 'yellow']);
});

it('an inspection is overdue after a year', () => {
  const days = daysSince(at('2025-07-15T09:00:00'), at('2026-07-15T01:00:00'), UTC_8);
  const level = (each: number) => assess(layerOf('billboard'), 'inspectionAge', each, () => undefined).level;
  expect([days, level(days), level(days - 1)]).toEqual([365, 'yellow', 'normal']);
  expect(dayBegin(at('2026-07-15T00:00:01'), UTC_8)).toBe(at('2026-07-15T00:00:00'));
});

it('lamps are out only when they ought to burn: by day and at dusk none is', () => {
  const dark = (time: string) => darkShare(20, at(time), 116.59, 35.41);
  expect([dark('2026-07-15T12:00:00'), dark('2026-07-15T19:40:00'), dark('2026-07-15T22:00:00')]).toEqual([0, 0, 80]);
  const level = (share: number) => assess(layerOf('greenway'), 'dark', share, () => undefined).level;
  expect([level(29), level(30), level(80)]).toEqual(['normal', 'yellow', 'orange']);
});
