import type { Era, Instant } from './clock.ts';
import type { Fleet } from './fleet.ts';
import { layer as weatherLayer } from './layers/weather.ts';
import { liveness } from './liveness.ts';
import { QUALITIES } from './observation.ts';

/** The weather over the city, as far as it can be seen. */
export interface CityWeather {
  /** Rain, mm/h. */
  readonly rain: number;
  /** 0–1: how wet the ground is. */
  readonly wetness: number;
  /** 0–1: share of the sky that cloud hides. */
  readonly overcast: number;
  /** 0–1: how dark the cloud is. */
  readonly heaviness: number;
  /** Light lost to fog in a metre, beyond what the clear air takes. */
  readonly extinction: number;
  /** m/s. */
  readonly wind: number;
}

/** No observation, no weather: nothing is made up. */
export const CLEAR: CityWeather = { rain: 0, wetness: 0, overcast: 0, heaviness: 0, extinction: 0, wind: 0 };

/** Koschmieder's law at the 5 % contrast of the meteorological optical range (WMO-No. 8): extinction = 3 / visibility. */
const MOR = 3;
/** Metres from which the air counts as clear: the haze of the scene is drawn for it. */
const CLEAR_FROM = 15_000;
/** Litres a square metre that wet a road through, of the last hour's rain. */
const WET_THROUGH = 1;

/**
 * The weather at `at` from the stations that speak then: late values still count, stale and lost ones, and those of doubtful
 * quality, do not. Right of *now* nothing is observed and the weather is clear. Values are stepped, so that a change too
 * small to see draws nothing.
 */
export function weatherOf(fleet: Fleet | null, at: Instant, era: Era): CityWeather {
  const stations = fleet?.get(weatherLayer.id);
  if (!stations || era === 'future') return CLEAR;
  const { shown, assets } = stations;
  const mean = (property: string, scaled: (value: number) => number = (value) => value): number | null => {
    const index = shown.properties.indexOf(property);
    const [values, times, qualities] = [shown.values[index], shown.times[index], shown.qualities[index]];
    if (!values || !times || !qualities) return null;
    let [sum, count] = [0, 0];
    for (let slot = 0; slot < assets.count; slot++) {
      const age = liveness(times[slot] ?? Number.NaN, at, weatherLayer.liveness, shown.lost);
      if ((age !== 'live' && age !== 'late') || QUALITIES[qualities[slot] ?? 0] !== 'good') continue;
      sum += scaled(values[slot] ?? 0);
      count += 1;
    }
    return count === 0 ? null : sum / count;
  };
  const rain = mean('rain') ?? 0;
  const extinction = (mean('visibility', (metres) => MOR / Math.max(metres, 1)) ?? 0) - MOR / CLEAR_FROM;
  return {
    rain: stepped(rain, 0.5),
    wetness: stepped(1 - Math.exp(-(rain + (mean('rainHour') ?? 0)) / WET_THROUGH), 0.05),
    overcast: stepped(smooth(0.35, 1, (mean('cloud') ?? 0) / 100), 0.05),
    heaviness: stepped(Math.min(1, rain / 40), 0.05),
    extinction: Math.max(0, extinction) === 0 ? 0 : logStepped(extinction, 0.06),
    wind: stepped(mean('wind') ?? 0, 1),
  };
}

/** Grows with everything that the stations of `fleet` tell: at one time the weather is another only when this is. */
export function weatherVersion(fleet: Fleet | null): number {
  return fleet?.get(weatherLayer.id)?.shown.version ?? -1;
}

/** Metres that can be seen in the weather; at most those from which the air counts as clear. */
export function visibilityIn({ extinction }: CityWeather): number {
  return MOR / (extinction + MOR / CLEAR_FROM);
}

function stepped(value: number, step: number): number {
  return Math.round(value / step) * step;
}

function logStepped(value: number, step: number): number {
  return Math.exp(Math.round(Math.log(value) / step) * step);
}

function smooth(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
