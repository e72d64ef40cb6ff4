import { describe, expect, it } from 'vitest';
import { SCENE_PALETTE } from '../domain/palette.ts';
import { CLEAR } from '../domain/weather.ts';
import { daylight, linearOf, litWindows } from './daylight.ts';

const at = (altitude: number) => daylight(altitude, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon);

describe('daylight', () => {
  it('is the palette’s sky at noon and at midnight', () => {
    expect(at(45).horizon).toEqual(linearOf(SCENE_PALETTE.skyHorizon.day));
    expect(at(-40).zenith).toEqual(linearOf(SCENE_PALETTE.skyZenith.night));
  });

  it('keeps a horizontal surface near its palette colour whenever the sun is well up', () => {
    for (let altitude = 25; altitude <= 78; altitude += 1) {
      const { sun, ambientSky } = at(altitude);
      const green = ambientSky[1] + sun[1] * Math.sin((altitude * Math.PI) / 180);
      expect(green).toBeGreaterThan(0.85);
      expect(green).toBeLessThan(1.2);
    }
  });

  it('changes smoothly: no step of 0.1° moves any light by more than 2 %', () => {
    const numbers = (altitude: number) => {
      const { day, lamps, sun, ambientSky, zenith, horizon, glow } = at(altitude);
      return [day, lamps, ...sun, ...ambientSky, ...zenith, ...horizon, ...glow];
    };
    for (let altitude = -20; altitude < 90; altitude += 0.1) {
      const [before, after] = [numbers(altitude), numbers(altitude + 0.1)];
      before.forEach((value, i) => {
        expect(Math.abs(value - after[i]!)).toBeLessThan(0.03);
      });
    }
  });

  it('has one light at a time: where the light changes from the set sun to the moon there is none', () => {
    const full = { altitude: 50, illuminated: 1 };
    const under = (altitude: number) =>
      daylight(altitude, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon, CLEAR, full).sun;
    expect(Math.max(...under(-9))).toBeLessThan(0.005);
    expect(Math.min(...under(-5))).toBeGreaterThan(0.02);
    expect(Math.min(...under(-14))).toBeGreaterThan(0.2);
    expect(Math.max(...at(-14).sun)).toBe(0);
    expect(at(-9).glow).toEqual([0, 0, 0]);
  });

  it('loses sun, glow and stars under cloud, not its brightness: a grey day is no dusk', () => {
    const covered = { ...CLEAR, overcast: 1 };
    const cloudy = (altitude: number) => daylight(altitude, SCENE_PALETTE.skyZenith, SCENE_PALETTE.skyHorizon, covered);
    expect(Math.max(...cloudy(40).sun)).toBeLessThan(0.1 * Math.max(...at(40).sun));
    expect(cloudy(40).glow).toEqual([0, 0, 0]);
    expect(cloudy(40).ambientSky[1]).toBeGreaterThan(at(40).ambientSky[1]);
    expect(cloudy(40).horizon[1]).toBeGreaterThan(0.4);
    expect(at(-20).stars).toBe(1);
    expect(cloudy(-20).stars).toBe(0);
  });

  it('burns lamps by night and not by day', () => {
    expect(at(-10).lamps).toBe(1);
    expect(at(5).lamps).toBe(0);
  });

  it('lights 20–45 % of the windows at any hour: homes in the evening, offices before, shops until they close', () => {
    for (let hour = 0; hour < 24; hour += 0.25)
      for (const share of litWindows(hour)) {
        expect(share).toBeGreaterThanOrEqual(0.2);
        expect(share).toBeLessThanOrEqual(0.4501);
      }
    expect(litWindows(20.5)[0]).toBeCloseTo(0.45, 2);
    expect(litWindows(3)).toEqual([0.2, 0.2, 0.2]);
    expect(litWindows(18.2)[1]).toBeGreaterThan(litWindows(21.5)[1] + 0.1);
    expect(litWindows(20)[2]).toBeGreaterThan(litWindows(23)[2] + 0.2);
  });

  it('refuses a colour that is none', () => {
    expect(() => linearOf('teal')).toThrow('Colour "teal" is not #rrggbb.');
  });
});
