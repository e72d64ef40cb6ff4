import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, parseInstant } from '../clock.ts';
import { solarPosition } from './solar.ts';

const JINING = [116.59, 35.41] as const;

/** Highest altitude of a UTC day and when, by a fine search. */
function culmination(
  day: string,
  longitude: number,
  latitude: number,
): { at: number; altitude: number; azimuth: number } {
  const noon = parseInstant(`${day}T12:00:00Z`) - (longitude / 15) * HOUR;
  let best = { at: 0, altitude: -90, azimuth: 0 };
  for (let at = noon - 40 * MINUTE; at <= noon + 40 * MINUTE; at += 5000) {
    const { altitude, azimuth } = solarPosition(at, longitude, latitude);
    if (altitude > best.altitude) best = { at, altitude, azimuth };
  }
  return best;
}

describe('published values', () => {
  test('Meeus, Astronomical Algorithms, example 25.a: 1992 October 13.0 TD, δ = −7.785°, α = 198.381°', () => {
    // At the pole the altitude is the declination; TD runs 59 s ahead of UT, in which δ moves 0.0003°.
    const at = parseInstant('1992-10-13T00:00:00Z');
    expect(solarPosition(at, 0, 90).altitude).toBeCloseTo(-7.785, 1);
    expect(Math.abs(solarPosition(at, 0, 90).altitude + 7.785)).toBeLessThan(0.01);
  });

  test('NREL SPA (Reda & Andreas 2003), Golden: 2003-10-17 12:30:30 −07:00, zenith 50.11°, azimuth 194.34°', () => {
    // The zenith there includes 0.02° of refraction.
    const { altitude, azimuth } = solarPosition(parseInstant('2003-10-17T12:30:30-07:00'), -105.1786, 39.742476);
    expect(Math.abs(altitude - (90 - 50.11162))).toBeLessThan(0.03);
    expect(Math.abs(azimuth - 194.34024)).toBeLessThan(0.03);
  });
});

describe('at noon the altitude is 90° − φ + δ', () => {
  test.each([
    ['2026-06-21', 23.436],
    ['2026-12-21', -23.436],
    ['2026-03-20', -0.06],
    ['2026-09-23', -0.01],
  ])('%s at Jining, δ = %f°', (day, declination) => {
    const top = culmination(day, ...JINING);
    expect(Math.abs(top.altitude - (90 - JINING[1] + declination))).toBeLessThan(0.25);
    expect(Math.abs(top.azimuth - 180)).toBeLessThan(0.5);
  });

  test('within the equation of time of 12:00 local mean time: −14.3 min in February, +16.4 min in November', () => {
    const offset = (day: string): number => (culmination(day, 0, 35).at - parseInstant(`${day}T12:00:00Z`)) / MINUTE;
    expect(offset('2026-02-11')).toBeCloseTo(14.2, 0);
    expect(offset('2026-11-03')).toBeCloseTo(-16.4, 0);
  });
});

test('due east and due west at the equinox horizon', () => {
  const noon = culmination('2026-03-20', ...JINING).at;
  const morning = solarPosition(noon - 6 * HOUR, ...JINING);
  const evening = solarPosition(noon + 6 * HOUR, ...JINING);
  expect(Math.abs(morning.altitude)).toBeLessThan(0.3);
  expect(Math.abs(morning.azimuth - 90)).toBeLessThan(0.5);
  expect(Math.abs(evening.azimuth - 270)).toBeLessThan(0.5);
});

test('azimuth stays in 0 … 360 and altitude in −90 … 90 all year', () => {
  const from = parseInstant('2026-01-01T00:00:00Z');
  for (let at = from; at < from + 365 * DAY; at += 5 * HOUR) {
    const { altitude, azimuth } = solarPosition(at, ...JINING);
    if (!(azimuth >= 0 && azimuth < 360 && Math.abs(altitude) <= 90)) expect.fail(`${altitude}°, ${azimuth}° at ${at}`);
  }
});
