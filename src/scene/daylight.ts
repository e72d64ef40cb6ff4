import type { DayNight } from '../domain/palette.ts';

/** Linear RGB, 0–1 (radiance relative to a sunlit horizontal surface at noon). */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Light of one instant, all from the sun's altitude: exposure is fixed, so the same time is the same picture. */
export interface Daylight {
  /** 0 by night, 1 by day; smooth through civil twilight. */
  readonly day: number;
  /** 1 while lamps ought to burn. */
  readonly lamps: number;
  readonly sun: Rgb;
  readonly ambientSky: Rgb;
  readonly ambientGround: Rgb;
  readonly zenith: Rgb;
  readonly horizon: Rgb;
}

/** sRGB `#rrggbb` to linear with the 2.2 power that Cesium's own shaders use. */
export function linearOf(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`Colour "${hex}" is not #rrggbb.`);
  const channel = (byte: number) => (byte / 255) ** 2.2;
  return [channel((n >> 16) & 255), channel((n >> 8) & 255), channel(n & 255)];
}

export function mix(a: Rgb, b: Rgb, t: number): Rgb {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

function smoothstep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

const scale = (c: Rgb, k: number): Rgb => [c[0] * k, c[1] * k, c[2] * k];

/** Light at a solar altitude in degrees. Sky colours come from the palette, so look.md decides them. */
export function daylight(altitude: number, zenith: DayNight, horizon: DayNight): Daylight {
  const day = smoothstep(-8, 7, altitude);
  const low = smoothstep(-9, -1, altitude) * (1 - smoothstep(3, 14, altitude));
  // Below the horizon the bright side of the sky still models the walls.
  const direct = Math.max(smoothstep(-0.5, 12, altitude), 0.55 * low);
  const warm = mix([1, 0.96, 0.9], [1, 0.55, 0.28], 1 - smoothstep(2, 22, altitude));
  // A surface facing up sees ambientSky + sun · sin(altitude), about 1 from 25° to 50°.
  const sin = Math.max(Math.sin((altitude * Math.PI) / 180), 0.42);
  const sun = scale(warm, (direct * 0.4) / Math.min(sin, 0.75));
  const ambientDay: Rgb = mix([0.57, 0.59, 0.63], [0.62, 0.5, 0.48], low);
  const ambientNight: Rgb = [0.9, 0.95, 1.05];
  return {
    day,
    lamps: 1 - smoothstep(-4, 1.5, altitude),
    sun,
    // Night colours are in the palette already: ambient by night is about 1.
    ambientSky: mix(ambientNight, ambientDay, day),
    ambientGround: mix(scale(ambientNight, 0.75), scale(ambientDay, 0.62), day),
    zenith: mix(mix(linearOf(zenith.night), linearOf(zenith.day), day), linearOf('#4d6486'), low * 0.55),
    horizon: mix(mix(linearOf(horizon.night), linearOf(horizon.day), day), linearOf('#e2a078'), low * 0.6),
  };
}

/** Shares of windows that are lit, 0–1. */
export type LitWindows = readonly [homes: number, workplaces: number, shops: number];

/** Lit windows at `hour` of local time: 20–45 % of them all night, whoever is up (look.md). */
export function litWindows(hour: number): LitWindows {
  const evening = smoothstep(17, 19.5, hour) * (1 - smoothstep(21.5, 24, hour));
  const morning = smoothstep(5, 6.5, hour) * (1 - smoothstep(7, 9, hour));
  const late = smoothstep(17, 18, hour) * (1 - smoothstep(18.5, 22, hour));
  const open = smoothstep(8, 9.5, hour) * (1 - smoothstep(21, 22.5, hour));
  return [0.2 + 0.25 * evening + 0.1 * morning, 0.2 + 0.22 * late + 0.05 * morning, 0.2 + 0.25 * open];
}
