import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, parseInstant } from '../clock.ts';
import { solarPosition } from './solar.ts';
import { atTrueSolarTime, SOLAR_TERM, sunAtLongitude } from './solar-time.ts';

describe('solar terms as published', () => {
  test.each([
    [2024, SOLAR_TERM.majorCold, '2024-01-20T22:07:08+08:00'],
    [2025, SOLAR_TERM.majorCold, '2025-01-20T03:59:52+08:00'],
    [2023, SOLAR_TERM.winterSolstice, '2023-12-22T11:27:00+08:00'],
    [2024, SOLAR_TERM.winterSolstice, '2024-12-21T17:20:35+08:00'],
    [2020, 0, '2020-03-20T03:50:00Z'],
    [2020, 90, '2020-06-20T21:44:00Z'],
    [2020, 180, '2020-09-22T13:31:00Z'],
    [2020, SOLAR_TERM.winterSolstice, '2020-12-21T10:02:00Z'],
  ])('%d, %d°: %s', (year, degrees, at) => {
    expect(Math.abs(sunAtLongitude(year, degrees) - parseInstant(at))).toBeLessThan(2 * MINUTE);
  });

  test('Meeus, example 27: June solstice of 1962 at 21 h 24 m 42 s TD, 34 s ahead of UT', () => {
    expect(Math.abs(sunAtLongitude(1962, 90) - parseInstant('1962-06-21T21:24:08Z'))).toBeLessThan(2 * MINUTE);
  });

  test('a year out of range is refused by name', () => {
    expect(() => sunAtLongitude(1800, 300)).toThrow('Year 1800');
  });
});

test('at true noon the sun stands due south and highest; an hour is 15°', () => {
  const date = parseInstant('2026-01-20T00:00:00Z');
  const noon = atTrueSolarTime(date, 12, 116.59);
  expect(solarPosition(noon, 116.59, 35.41).azimuth).toBeCloseTo(180, 3);
  const length = atTrueSolarTime(date, 16, 116.59) - atTrueSolarTime(date, 8, 116.59);
  expect(Math.abs(length - 8 * HOUR)).toBeLessThan(10_000);
  // 116.59° east: 13.64 min behind the zone's meridian, and the sun 11.0 min behind its mean on 20 January.
  expect(Math.abs(noon - parseInstant('2026-01-20T12:24:37+08:00'))).toBeLessThan(0.5 * MINUTE);
});
