import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, parseInstant } from '../clock.ts';
import { apparentSun, solarHourAngle, solarPosition } from './solar.ts';

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
  test('Meeus, Astronomical Algorithms, example 25.b: 1992 October 13.0 TD, λ = 199.90606°, α = 198.37812°, δ = −7.78382°', () => {
    const sun = apparentSun(parseInstant('1992-10-13T00:00:00Z'), 0);
    expect(Math.abs(sun.longitude - 199.906061)).toBeLessThan(0.0005);
    expect(Math.abs(sun.rightAscension - 198.378121)).toBeLessThan(0.0005);
    expect(Math.abs(sun.declination + 7.783817)).toBeLessThan(0.0005);
    expect(Math.abs(sun.distance - 0.99761)).toBeLessThan(0.0001);
  });

  const golden = parseInstant('2003-10-17T12:30:30-07:00');
  const GOLDEN = [-105.1786, 39.742476] as const;

  test('NREL SPA (Reda & Andreas 2003), Golden, sun from the middle of the earth: α = 202.22741°, δ = −9.31434°, H = 11.10590°', () => {
    const sun = apparentSun(golden, 67);
    expect(Math.abs(sun.longitude - 204.0085519)).toBeLessThan(0.0005);
    expect(Math.abs(sun.rightAscension - 202.22741)).toBeLessThan(0.0005);
    expect(Math.abs(sun.declination + 9.31434)).toBeLessThan(0.0005);
    expect(Math.abs(solarHourAngle(golden, GOLDEN[0], 67) - 11.1059)).toBeLessThan(0.0005);
  });

  test('the same seen from the ground, 820 mbar, 11 °C: zenith 50.11162°, azimuth 194.34024°; without air altitude 39.872046°', () => {
    const air = { pressure: 820, temperature: 11 };
    const seen = solarPosition(golden, ...GOLDEN, { air, deltaT: 67 });
    expect(Math.abs(90 - seen.altitude - 50.11162)).toBeLessThan(0.001);
    expect(Math.abs(seen.azimuth - 194.34024)).toBeLessThan(0.001);
    expect(Math.abs(solarPosition(golden, ...GOLDEN, { deltaT: 67 }).altitude - 39.872046)).toBeLessThan(0.001);
    // What callers get who know neither air nor ΔT.
    const plain = solarPosition(golden, ...GOLDEN);
    expect(Math.abs(plain.altitude - 39.872046)).toBeLessThan(0.001);
    expect(Math.abs(plain.azimuth - 194.34024)).toBeLessThan(0.001);
  });

  test('refraction at the horizon is half a degree, and none counts when the sun is down', () => {
    const air = { pressure: 1010, temperature: 10 };
    const lift = (at: number) => solarPosition(at, ...GOLDEN, { air }).altitude - solarPosition(at, ...GOLDEN).altitude;
    expect(lift(parseInstant('2003-10-17T06:17:00-07:00'))).toBeGreaterThan(0.4);
    expect(lift(parseInstant('2003-10-17T05:00:00-07:00'))).toBe(0);
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
