import { expect, it } from 'vitest';
import { DEFAULT_LANDSCAPE, type LandscapeSchedule, landscapeMode } from './landscape-lighting.ts';

const CHINA = 480;
const SCHEDULE: LandscapeSchedule = { offAt: 22, festivalOffAt: 23.5, festivals: [['2026-09-25', '2026-09-27']] };
const mode = (local: string, schedule = SCHEDULE) => landscapeMode(schedule, Date.parse(`${local}+08:00`), CHINA);

it('burns everyday light in the evening and goes out at its hour, until noon', () => {
  expect(mode('2026-06-15T20:45:00')).toBe('everyday');
  expect(mode('2026-06-15T21:59:59')).toBe('everyday');
  expect(mode('2026-06-15T22:00:00')).toBe('off');
  expect(mode('2026-06-16T05:00:00')).toBe('off');
  expect(mode('2026-06-16T11:59:59')).toBe('off');
  expect(mode('2026-06-16T17:00:00')).toBe('everyday');
});

it("keeps festivals from the first evening to the last, on the city's days", () => {
  expect(mode('2026-09-24T20:00:00')).toBe('everyday');
  expect(mode('2026-09-25T20:00:00')).toBe('festival');
  expect(mode('2026-09-27T23:29:59')).toBe('festival');
  expect(mode('2026-09-27T23:30:00')).toBe('off');
  // Past midnight the festival's day has begun, its evening has not.
  expect(mode('2026-09-25T00:30:00')).toBe('off');
  expect(mode('2026-09-28T20:00:00')).toBe('everyday');
});

it('knows no festival where the city gives none', () => {
  expect(mode('2026-10-01T21:00:00', DEFAULT_LANDSCAPE)).toBe('everyday');
  expect(mode('2026-10-01T22:30:00', DEFAULT_LANDSCAPE)).toBe('off');
});
