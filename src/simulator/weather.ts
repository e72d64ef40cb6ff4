import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { draw, type Stream, streamOf, wander } from './noise.ts';
import { designDepth, endOf, fallen, peakOf, type RainEvent } from './rain.ts';

/** The city's weather as functions of time. */
export interface Weather {
  /** Air temperature, ℃. */
  air(at: Instant): number;
  /** Temperature of a structure that follows the air with a time constant of `hours`, ℃. */
  structure(at: Instant, hours: number): number;
  /** Mean air temperature of the season, ℃: what the structure is set to. */
  season(at: Instant): number;
  /** 10-minute mean wind, m/s. */
  wind(at: Instant): number;
  /** Meteorological optical range, m. */
  visibility(at: Instant): number;
  /** Share of the sky that cloud covers, %. */
  cloud(at: Instant): number;
  /** Depth of rain in mm that fell in (from, to]. */
  rainBetween(from: Instant, to: Instant): number;
  /** Events that touch [from, to], by begin. */
  rains(from: Instant, to: Instant): readonly RainEvent[];
  /** The one storm of the back-filled week. */
  readonly storm: RainEvent;
  /** The storm of a drill, soon after the run began. */
  readonly drillStorm?: RainEvent;
  /** The hot day of the back-filled week: its local midnight. */
  readonly heatDay: Instant;
  /** The foggy morning of the back-filled week: its local midnight. */
  readonly fogDay: Instant;
}

/** Annual mean and half-range of monthly means at Jining, and the diurnal half-range, ℃ [M]. */
const ANNUAL_MEAN = 14;
const ANNUAL_SWING = 13.5;
const DIURNAL_SWING = 4.5;
/** Coldest day of the year, and warmest hour of the day. */
const COLDEST_DAY = 20;
const WARMEST_HOUR = 15;
const YEAR = 365.2425 * DAY;

/** Window that holds at most one shower; chance by local month, wet summers (60–70 % of the rain in June–August [M]). */
const SHOWER_WINDOW = 2 * DAY;
const SHOWER_CHANCE = [0.1, 0.12, 0.15, 0.2, 0.25, 0.4, 0.6, 0.5, 0.3, 0.2, 0.15, 0.1];

/** Visibility in rain of 1 mm/h, m: extinction of rain grows as its intensity to the power 0.63 (Atlas 1953) [M]. */
const RAIN_VISIBILITY = 14_000;

/** Wind of the storm's gust front, m/s above the day's, and the strongest 10-minute mean of an ordinary year, m/s. */
const STORM_WIND = 11;
const STRONGEST_WIND = 13.2;

/** Visibility in the thickest of the foggy morning and the least of ordinary days, m, and of the clearest air. */
const THICK_FOG = 320;
const HAZY = 9000;
const CLEAREST = 30_000;
/** The foggy morning: thickest at this hour of local time, as long as this on either side. */
const FOG_HOUR = 6.5;
const FOG_HOURS = 1.6;

/**
 * The weather of a run that began at `epoch`: ordinary days from the seed, one storm on day −3, one foggy morning on
 * day −4, one hot day on day −5.
 */
export function makeWeather(seed: number, epoch: Instant, utcOffset: number, drill: boolean): Weather {
  const heat = streamOf(seed, 'weather/heat');
  const gusts = streamOf(seed, 'weather/wind');
  const showers = streamOf(seed, 'weather/showers');
  const midnight = (daysBefore: number): Instant =>
    Math.floor((epoch - daysBefore * DAY + utcOffset) / DAY) * DAY - utcOffset;

  const storm: RainEvent = {
    kind: 'storm',
    from: midnight(3) + 15 * HOUR + 20 * MINUTE,
    minutes: 180,
    depth: designDepth(30, 180),
  };
  const drillStorm: RainEvent | undefined = drill
    ? { kind: 'storm', from: epoch + MINUTE, minutes: 60, depth: designDepth(100, 60) }
    : undefined;
  const heatDay = midnight(5);
  const planned = drillStorm ? [storm, drillStorm] : [storm];

  const rains = (from: Instant, to: Instant): RainEvent[] => {
    const found = planned.filter((event) => event.from <= to && endOf(event) >= from);
    for (let k = Math.floor(from / SHOWER_WINDOW); k <= Math.floor(to / SHOWER_WINDOW); k++) {
      const event = shower(showers, k, utcOffset);
      if (event && event.from <= to && endOf(event) >= from) found.push(event);
    }
    return found.sort((a, b) => a.from - b.from);
  };
  const rainBetween = (from: Instant, to: Instant): number =>
    rains(from, to).reduce((sum, event) => sum + fallen(event, to) - fallen(event, from), 0);

  const season = (at: Instant): number =>
    ANNUAL_MEAN - ANNUAL_SWING * Math.cos((2 * Math.PI * (at - COLDEST_DAY * DAY)) / YEAR);
  const daily = (at: Instant): number =>
    DIURNAL_SWING * Math.cos((2 * Math.PI * (at + utcOffset - WARMEST_HOUR * HOUR)) / DAY);
  const spellOfHeat = (at: Instant): number => {
    const x = (at - heatDay - 14 * HOUR) / (9 * HOUR);
    return 9 * Math.exp(-x * x);
  };
  const slow = (at: Instant): number => 3.5 * wander(heat, at, 3 * DAY) + spellOfHeat(at);
  const air = (at: Instant): number =>
    season(at) +
    daily(at) +
    slow(at) +
    0.6 * wander(heat, at + 1, HOUR) -
    Math.min(5, rainBetween(at - 4 * HOUR, at) / 6);

  const structure = (at: Instant, hours: number): number => {
    // First-order lag of a sinusoid: smaller by 1/√(1+(ωτ)²), later by atan(ωτ)/ω; slow parts come τ later.
    const turn = Math.atan((2 * Math.PI * hours) / 24);
    const lag = (turn / (2 * Math.PI)) * DAY;
    return season(at) + daily(at - lag) * Math.cos(turn) + slow(at - hours * HOUR);
  };

  const wind = (at: Instant): number => {
    let speed = 2.6 + 0.9 * Math.cos((2 * Math.PI * (at + utcOffset - 14 * HOUR)) / DAY);
    speed += 1.8 * wander(gusts, at, 9 * HOUR) + 0.7 * wander(gusts, at + 1, 20 * MINUTE);
    for (const event of planned) {
      const x = (at - peakOf(event)) / (45 * MINUTE);
      speed += STORM_WIND * Math.exp(-x * x);
    }
    return Math.min(Math.max(speed, 0.2), STRONGEST_WIND);
  };

  const fogDay = midnight(4);
  const haze = streamOf(seed, 'weather/haze');
  const visibility = (at: Instant): number => {
    // Extinctions add up, and visibility is the inverse of their sum.
    const ordinary = HAZY * (CLEAREST / HAZY) ** (0.5 + 0.5 * wander(haze, at, 1.5 * DAY));
    const x = (at - fogDay - FOG_HOUR * HOUR) / (FOG_HOURS * HOUR);
    const fog = Math.exp(-(x ** 4)) / THICK_FOG;
    const rain = (60 * rainBetween(at - MINUTE, at)) ** 0.63 / RAIN_VISIBILITY;
    return 1 / (1 / ordinary + fog + rain);
  };
  const clouds = streamOf(seed, 'weather/cloud');
  const cloud = (at: Instant): number => {
    const ordinary = 30 + 45 * wander(clouds, at, 14 * HOUR);
    // Cloud comes before the rain and leaves after it.
    const wet = rains(at - 2 * HOUR, at + 2 * HOUR).reduce((most, event) => {
      const away = Math.max(event.from - at, at - endOf(event), 0) / HOUR;
      return Math.max(most, 100 * Math.min(1, 2 - away));
    }, 0);
    return Math.min(100, Math.max(0, ordinary, wet));
  };

  return {
    air,
    visibility,
    cloud,
    fogDay,
    structure,
    season,
    wind,
    rainBetween,
    rains,
    storm,
    heatDay,
    ...(drillStorm ? { drillStorm } : {}),
  };
}

/** The shower of window `k`, if there is one: 2–14 mm in 1–4 h, never a storm (暴雨 ≥ 16 mm/h). */
function shower(stream: Stream, k: number, utcOffset: number): RainEvent | undefined {
  const begin = k * SHOWER_WINDOW + draw(stream, 4 * k) * (SHOWER_WINDOW - 4 * HOUR);
  const month = Math.floor(((((begin + utcOffset) % YEAR) + YEAR) % YEAR) / (YEAR / 12));
  if (draw(stream, 4 * k + 1) >= (SHOWER_CHANCE[month] ?? 0)) return undefined;
  return {
    kind: 'shower',
    from: Math.round(begin),
    minutes: 60 + Math.round(180 * draw(stream, 4 * k + 2)),
    depth: 2 + 12 * draw(stream, 4 * k + 3) ** 2,
  };
}
