import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../clock.ts';
import { lunarEcliptic, lunarPosition, siderealAngle } from './moon.ts';
import { solarPosition } from './solar.ts';

const [LONGITUDE, LATITUDE] = [116.587, 35.415];
const moon = (at: number) => lunarPosition(at, LONGITUDE, LATITUDE);
const wrapped = (degrees: number) => ((degrees % 360) + 360) % 360;

describe('moon', () => {
  it('stands where Meeus, Astronomical Algorithms, example 47.a has it: 1992 April 12, 0 h', () => {
    const at = Date.parse('1992-04-12T00:00:00Z');
    const { longitude, latitude, parallax } = lunarEcliptic((at / DAY - 10_957.5) / 36_525);
    expect(Math.abs(wrapped(longitude) - 133.1627)).toBeLessThan(0.3);
    expect(Math.abs(latitude - -3.2291)).toBeLessThan(0.2);
    expect(parallax).toBeCloseTo(0.99199, 2);
  });

  it('is lit as Meeus, example 48.a has it: 0.6786 at the same hour, waxing', () => {
    const { illuminated, waxing } = moon(Date.parse('1992-04-12T00:00:00Z'));
    expect(illuminated).toBeCloseTo(0.6786, 2);
    expect(waxing).toBe(true);
  });

  it('is full and new when the almanac says so', () => {
    const fulls = ['2026-01-03T10:03Z', '2026-08-28T04:18Z', '2026-11-24T14:53Z', '2026-12-24T01:28Z'];
    const news = ['2026-02-17T12:01Z', '2026-08-12T17:37Z', '2026-11-09T07:02Z', '2026-12-09T00:52Z'];
    for (const full of fulls) expect(moon(Date.parse(full)).illuminated, full).toBeGreaterThan(0.995);
    for (const none of news) expect(moon(Date.parse(none)).illuminated, none).toBeLessThan(0.005);
    for (const full of fulls) {
      expect(moon(Date.parse(full) - 12 * HOUR).waxing).toBe(true);
      expect(moon(Date.parse(full) + 12 * HOUR).waxing).toBe(false);
    }
  });

  it('covers the sun in the middle of the total eclipse of 12 August 2026, seen where the eclipse is greatest', () => {
    // Greatest eclipse 17:45:53 UT at 65.2° N 25.2° W (NASA, Five Millennium Canon).
    const at = Date.parse('2026-08-12T17:45:53Z');
    const [sun, own] = [solarPosition(at, -25.2, 65.2), lunarPosition(at, -25.2, 65.2)];
    expect(Math.abs(own.altitude - sun.altitude)).toBeLessThan(0.5);
    expect(Math.abs(own.azimuth - sun.azimuth)).toBeLessThan(0.6);
  });

  it('stands against the sun over Jining in the total lunar eclipse of 3 March 2026, 19:34 local time', () => {
    const at = Date.parse('2026-03-03T11:33:46Z');
    const [sun, own] = [solarPosition(at, LONGITUDE, LATITUDE), moon(at)];
    expect(Math.abs(own.altitude + sun.altitude)).toBeLessThan(1.6);
    expect(Math.abs(wrapped(own.azimuth - sun.azimuth) - 180)).toBeLessThan(1);
  });

  it('turns the stars once in a sidereal day: 12 h 34 min of sidereal time at J2000.0 + 0 is 280.46°', () => {
    expect(siderealAngle(Date.parse('2000-01-01T12:00:00Z'))).toBeCloseTo(280.4606, 3);
    // Meeus, example 12.a: 1987 April 10, 0 h UT, 13 h 10 min 46.367 s.
    expect(siderealAngle(Date.parse('1987-04-10T00:00:00Z'))).toBeCloseTo((13 + 10 / 60 + 46.367 / 3600) * 15, 3);
  });
});
