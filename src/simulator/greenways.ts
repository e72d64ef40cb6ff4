import type { Asset } from '../domain/asset.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { draw, scatter, streamOf, wander } from './noise.ts';
import type { RainEvent } from './rain.ts';
import type { Series } from './series.ts';
import { hourly } from './traffic.ts';
import { assetsOf, decimalsOf, isWeekend, localHour, numberOf, type SimulatedLayer, type World } from './world.ts';

/** Walkers and runners by hour, % of the busiest: morning exercise and the walk after supper [M]. */
const WORKDAY = [2, 1, 1, 1, 4, 25, 55, 48, 30, 22, 20, 18, 14, 14, 18, 22, 30, 45, 72, 100, 85, 45, 16, 6];
const WEEKEND = [3, 2, 1, 1, 4, 22, 52, 60, 62, 66, 62, 50, 40, 42, 52, 64, 74, 80, 90, 100, 82, 46, 18, 8];

/** The river answers rain after about 9 h and falls for two days: a gamma-shaped unit response, hours. */
const RESPONSE_HOURS = 9;
/** Metres of river level for 100 mm of rain, and how far below the bank it stands on dry days. */
const RISE_PER_100_MM = 1.25;
const DRY_FREEBOARD = 1.55;

/** Series of every greenway section: people, and river level where there is a bank. */
export function greenways(layer: SimulatedLayer, world: World): Series[] {
  return assetsOf(layer).flatMap((asset) => sectionSeries(layer, asset, world));
}

/** People an hour, as a share of the comfortable flow: by hour and weekday, fewer when cold, hot or wet. */
function crowd(at: Instant, world: World, busiest: number): number {
  const { weather, utcOffset } = world;
  const pleasant = Math.exp(-(((weather.air(at) - 21) / 16) ** 2));
  const dry = Math.exp(-weather.rainBetween(at - HOUR, at) / 1.5);
  const curve = isWeekend(at, utcOffset) ? WEEKEND : WORKDAY;
  const day = isWeekend(at, utcOffset) ? 1.15 : 0.85;
  return (busiest * day * dry * (0.25 + 0.75 * pleasant) * hourly(curve, localHour(at, utcOffset))) / 100;
}

/** Rise of the river above its dry level, m, from the rain of the days before. */
export function riverRise(at: Instant, rains: readonly RainEvent[]): number {
  return rains.reduce((sum, event) => {
    const x = (at - event.from) / (RESPONSE_HOURS * HOUR);
    return x <= 0 ? sum : sum + (event.depth / 100) * RISE_PER_100_MM * x * Math.exp(1 - x);
  }, 0);
}

function sectionSeries(layer: SimulatedLayer, asset: Asset, world: World): Series[] {
  const { weather } = world;
  const stream = streamOf(world.seed, asset.id);
  const capacity = numberOf(asset, 'capacity', 600);
  const busiest = 0.35 + 0.5 * draw(stream, 1);
  const bank = asset.attributes.bankLevel;

  const values: Record<string, (at: Instant) => number> = {
    people: (at) => Math.max(0, capacity * crowd(at, world, busiest) * (1 + 0.12 * scatter(stream, at))),
  };
  if (typeof bank === 'number')
    values.riverLevel = (at) =>
      bank -
      DRY_FREEBOARD +
      0.05 * wander(stream ^ 1, at, 8 * HOUR) +
      Math.min(DRY_FREEBOARD - 0.1, riverRise(at, weather.rains(at - 5 * DAY, at)));

  return Object.entries(values).map(([property, value]) => ({
    layer: layer.definition.id,
    asset: asset.id,
    property,
    decimals: decimalsOf(layer.definition, property),
    period: 5 * MINUTE,
    phase: Math.floor(draw(stream, 0) * 5 * MINUTE),
    historyPeriod: 15 * MINUTE,
    value,
  }));
}
