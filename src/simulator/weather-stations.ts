import { DAY, HOUR, MINUTE } from '../domain/clock.ts';
import { draw, scatter, streamOf, wander } from './noise.ts';
import type { Series } from './series.ts';
import { assetsOf, decimalsOf, type SimulatedLayer, type World } from './world.ts';

/** Hours that a forecast looks ahead, ms, and how often one comes. */
const FORECAST = Array.from({ length: 25 }, (_, hours) => hours * HOUR);
const FORECAST_PERIOD = 10 * MINUTE;

/** Series of every weather station: the city's weather with the little by which places and instruments differ. */
export function weatherStations(layer: SimulatedLayer, world: World): Series[] {
  const { weather } = world;
  return assetsOf(layer).flatMap((asset) => {
    const stream = streamOf(world.seed, asset.id);
    const own = 2 * draw(stream, 1) - 1;
    const values: Record<string, (at: number) => number> = {
      // A gauge tips once a minute: intensity is what fell in the last one.
      rain: (at) => 60 * weather.rainBetween(at - MINUTE, at),
      rainHour: (at) => weather.rainBetween(at - HOUR, at),
      visibility: (at) => weather.visibility(at) * (1 + 0.1 * own + 0.05 * scatter(stream, at, MINUTE)),
      cloud: (at) => Math.min(100, Math.max(0, weather.cloud(at) + 3 * own)),
      wind: (at) => Math.max(0, weather.wind(at) * (1 + 0.08 * own)),
      windForecast: (at) => Math.max(...FORECAST.map((ahead) => weather.wind(at + ahead))) * (1 + 0.08 * own),
      temperature: (at) => weather.air(at) + 0.4 * own + 0.3 * wander(stream, at, DAY / 4),
    };
    return Object.entries(values).map(
      ([property, value]): Series => ({
        layer: layer.definition.id,
        asset: asset.id,
        property,
        decimals: decimalsOf(layer.definition, property),
        period: property === 'windForecast' ? FORECAST_PERIOD : MINUTE,
        phase: 1000 * Math.floor(60 * draw(stream, 2)),
        historyPeriod: property === 'windForecast' ? HOUR : 5 * MINUTE,
        value,
      }),
    );
  });
}
