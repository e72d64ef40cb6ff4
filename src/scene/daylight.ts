import type { DayNight } from '../domain/palette.ts';
import { type CityWeather, CLEAR } from '../domain/weather.ts';

/** Linear RGB, 0–1 (radiance relative to a sunlit horizontal surface at noon). */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Light of one instant, from the sun's altitude, the moon's and the weather: exposure is fixed, so the same time is the same picture. */
export interface Daylight {
  /** 0 by night, 1 by day; smooth through civil twilight. */
  readonly day: number;
  /** 1 while lamps ought to burn. */
  readonly lamps: number;
  /** Light that comes from one side: the sun's, the bright sky's where it has set, the moon's by night. */
  readonly sun: Rgb;
  readonly ambientSky: Rgb;
  readonly ambientGround: Rgb;
  readonly zenith: Rgb;
  readonly horizon: Rgb;
  /** What the sky is brighter by towards the sun. */
  readonly glow: Rgb;
  /** The sun's own disc; black where cloud hides it. */
  readonly disc: Rgb;
  /** 0–1: how well stars are seen. */
  readonly stars: number;
}

/** The moon as a light: degrees above the horizon, share of its disc that is lit. */
export interface Moonlight {
  readonly altitude: number;
  readonly illuminated: number;
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
const add = (a: Rgb, b: Rgb): Rgb => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const brightness = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Altitude of the sun in degrees below which nothing depends on it any more: the end of nautical twilight. */
export const DARK = -12;
/** Altitudes between which the light from one side changes from the set sun's to the moon's; there is none at the first. */
const MOON_FROM = -9;

/** Sky by altitude of the sun, between night and day of the palette: golden hour, sunset, the blue hour. Tuned by eye. */
const SKY: readonly { readonly at: number; readonly zenith: string; readonly horizon: string; readonly glow: Rgb }[] = [
  { at: -7, zenith: '#1d3054', horizon: '#3c4c69', glow: [0.13, 0.06, 0.025] },
  { at: -4, zenith: '#304a78', horizon: '#62759a', glow: [0.4, 0.165, 0.04] },
  { at: -1, zenith: '#4d6b99', horizon: '#8698b4', glow: [0.66, 0.28, 0.05] },
  { at: 2, zenith: '#6c8cb5', horizon: '#a9b3c2', glow: [0.6, 0.3, 0.08] },
  { at: 8, zenith: '#88aacf', horizon: '#cdd0d2', glow: [0.34, 0.22, 0.1] },
];
/** Altitude from which the sky is the palette's. */
const FULL_DAY = 20;

/** Light at a solar altitude in degrees. Sky colours come from the palette, so look.md decides them. */
export function daylight(
  altitude: number,
  zenith: DayNight,
  horizon: DayNight,
  weather: CityWeather = CLEAR,
  moon: Moonlight = { altitude: -90, illuminated: 0 },
): Daylight {
  const day = smoothstep(-8, 7, altitude);
  const cover = weather.overcast;
  const low = smoothstep(-9, -1, altitude) * (1 - smoothstep(3, 14, altitude));
  // Below the horizon the bright side of the sky still models the walls.
  const direct = Math.max(smoothstep(-0.5, 9, altitude), 0.42 * low);
  const warm = mix([1, 0.945, 0.86], [1, 0.5, 0.22], 1 - smoothstep(1, 20, altitude));
  // A surface facing up sees ambientSky + sun · sin(altitude), about 1 from 25° to 50°.
  const sin = Math.max(Math.sin((altitude * Math.PI) / 180), 0.42);
  const sun = scale(warm, ((direct * 0.56) / Math.min(sin, 0.75)) * (1 - 0.94 * cover));
  const moonlight = moonlightOf(altitude, moon) * (1 - 0.9 * cover);
  // What the sky has less of direct light it has more of its own; heavy cloud swallows a third of all.
  const grey: Rgb = [0.7, 0.72, 0.74];
  const ambientDay = mix(
    mix([0.415, 0.445, 0.51], [0.5, 0.46, 0.5], low),
    scale(grey, 1 - 0.3 * weather.heaviness),
    cover,
  );
  const ambientNight: Rgb = scale([0.84, 0.93, 1.08], 1 + 0.12 * cover);
  const clear = skyColours(altitude, zenith, horizon);
  const overcast = (c: Rgb): Rgb => {
    const level = brightness(mix(clear.zenith, clear.horizon, 0.62)) * (1 - 0.32 * weather.heaviness);
    // By night low cloud is lit from the city below, a little and warmly.
    const lamps: Rgb = scale([0.006, 0.0056, 0.0055], 1 - day);
    return mix(c, add([level * 0.98, level, level * 1.03], lamps), 0.92 * cover);
  };
  return {
    day,
    lamps: Math.max(1 - smoothstep(-4, 1.5, altitude), 0),
    sun: add(sun, scale([0.3, 0.36, 0.46], moonlight)),
    // Night colours are in the palette already: ambient by night is about 1.
    ambientSky: mix(ambientNight, ambientDay, day),
    ambientGround: mix(
      scale(ambientNight, 0.75),
      mix(scale(ambientDay, 0.62), [0.36, 0.335, 0.3], 0.5 * (1 - cover)),
      day,
    ),
    zenith: overcast(clear.zenith),
    horizon: overcast(clear.horizon),
    glow: scale(clear.glow, 1 - cover),
    disc: scale(mix([1, 0.97, 0.9], [1, 0.46, 0.14], 1 - smoothstep(0, 14, altitude)), (1 - cover) * 1.6),
    stars: (1 - smoothstep(-13, -7, altitude)) * (1 - cover) * (1 - 0.55 * moonlight),
  };
}

/** 0–1: moonlight by the moon's height and phase. A half moon gives a tenth of a full one's light; the eye sees it as a third. */
function moonlightOf(altitude: number, moon: Moonlight): number {
  const night = 1 - smoothstep(DARK, MOON_FROM, altitude);
  return night * smoothstep(-1, 25, moon.altitude) * moon.illuminated ** 1.6;
}

function skyColours(altitude: number, zenith: DayNight, horizon: DayNight): { zenith: Rgb; horizon: Rgb; glow: Rgb } {
  const keys = [
    { at: DARK, zenith: zenith.night, horizon: horizon.night, glow: [0, 0, 0] as Rgb },
    ...SKY,
    { at: FULL_DAY, zenith: zenith.day, horizon: horizon.day, glow: [0.2, 0.175, 0.14] as Rgb },
  ];
  const next = keys.findIndex(({ at }) => at > altitude);
  const [from, to] =
    next === 0 ? [keys[0], keys[0]] : next < 0 ? [keys.at(-1), keys.at(-1)] : [keys[next - 1], keys[next]];
  if (!from || !to) throw new RangeError(`Solar altitude ${altitude}° is no number.`);
  const t = to.at === from.at ? 0 : smoothstep(from.at, to.at, altitude);
  return {
    zenith: mix(linearOf(from.zenith), linearOf(to.zenith), t),
    horizon: mix(linearOf(from.horizon), linearOf(to.horizon), t),
    // Gone before the light changes to the moon's place.
    glow: scale(mix(from.glow, to.glow, t), smoothstep(MOON_FROM, -6.5, altitude)),
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
