import { expect, it } from 'vitest';
import { LUX_LEVELS, LUX_RAMP, luxColor } from './lux-ramp.ts';
import { SCENE_PALETTE, STATUS_PALETTE } from './palette.ts';

/** CIE L* of an sRGB colour (IEC 61966-2-1, CIE 15). */
function lightness([red, green, blue]: readonly [number, number, number]): number {
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

it('more light is lighter, in steps that an eye tells apart', () => {
  const steps = LUX_RAMP.map(({ lux }) => lightness(luxColor(lux)));
  for (let i = 1; i < steps.length; i++) expect(steps[i]! - steps[i - 1]!).toBeGreaterThan(8);
  let before = -1;
  for (let lux = 0; lux <= 50; lux += 0.5) {
    const here = lightness(luxColor(lux));
    expect(here, `${lux} lx`).toBeGreaterThan(before);
    before = here;
  }
  expect(luxColor(500)).toEqual(luxColor(50));
});

it('no stop looks like a status', () => {
  const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  for (const { color } of LUX_RAMP)
    for (const { day, night } of Object.values(STATUS_PALETTE))
      for (const status of [day, night]) {
        const [a, b] = [rgb(color), rgb(status)];
        expect(Math.hypot(...a.map((each, i) => each - b[i]!)), `${color} ${status}`).toBeGreaterThan(50);
      }
});

it('no stop looks like water by day: a lit road is no river', () => {
  const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const water = rgb(SCENE_PALETTE.water.day);
  for (const { color } of LUX_RAMP)
    expect(Math.hypot(...rgb(color).map((each, i) => each - water[i]!)), color).toBeGreaterThan(60);
});

it('isolines are drawn at grades of the ramp', () => {
  for (const { lux } of LUX_LEVELS) expect(LUX_RAMP.some((stop) => stop.lux === lux)).toBe(true);
});
