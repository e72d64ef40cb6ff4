import { describe, expect, it } from 'vitest';
import { AREA_COLORS, classColors, kindColors, MOST_CLASSES, MOST_KINDS } from './class-colors.ts';
import { type DayNight, SCENE_PALETTE, STATUS_PALETTE } from './palette.ts';

/** CIE 1976 L*a*b* of an sRGB colour, D65. */
function lab(color: string): readonly [number, number, number] {
  const bits = Number.parseInt(color.slice(1), 16);
  const [r, g, b] = [bits >> 16, (bits >> 8) & 255, bits & 255].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function apart(a: string, b: string): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const lights = ['day', 'night'] as const;
const ordered = classColors(MOST_CLASSES);
const kinds = kindColors(MOST_KINDS + 1);

describe('colours of classes', () => {
  it.each(lights)('%s: none comes near a colour that means something', (light) => {
    const meant: readonly DayNight[] = [...Object.values(STATUS_PALETTE), SCENE_PALETTE.planned, SCENE_PALETTE.removed];
    for (const color of [...ordered, ...AREA_COLORS, ...kinds])
      for (const own of meant)
        expect(apart(color[light], own[light]), `${color[light]} and ${own[light]}`).toBeGreaterThan(25);
  });

  it.each(lights)('%s: the greater class is farther from the ground, also in grey', (light) => {
    const lightness = ordered.map((each) => lab(each[light])[0]);
    const steps = lightness.slice(1).map((each, i) => (light === 'day' ? lightness[i]! - each : each - lightness[i]!));
    expect(Math.min(...steps)).toBeGreaterThan(6);
  });

  it.each(lights)('%s: symbols stand out from the ground by 3 : 1', (light) => {
    const luminance = (color: string) => ((lab(color)[0] + 16) / 116) ** 3;
    const ground = luminance(SCENE_PALETTE.ground[light]);
    for (const color of [...ordered, ...kinds]) {
      const own = luminance(color[light]);
      const contrast = (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
      expect(contrast, color[light]).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(lights)('%s: kinds differ', (light) => {
    const own = kinds.slice(0, MOST_KINDS).map((each) => each[light]);
    own.forEach((a, i) => {
      for (const b of own.slice(i + 1)) expect(apart(a, b), `${a} and ${b}`).toBeGreaterThan(14);
    });
  });

  it('of few classes are the ends of the ramp', () => {
    expect(classColors(2)).toEqual([ordered[0], ordered.at(-1)]);
    expect(classColors(3)[1]).toBe(ordered[3]);
    expect(kindColors(9).slice(7)).toEqual([kinds[7], kinds[7]]);
  });
});
