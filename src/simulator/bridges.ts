import type { Asset } from '../domain/asset.ts';
import { HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { draw, scatter, streamOf, wander } from './noise.ts';
import type { Series } from './series.ts';
import { traffic } from './traffic.ts';
import { assetsOf, decimalsOf, isIllustrative, localHour, numberOf, type SimulatedLayer, type World } from './world.ts';

/** Time constant of the structure behind the air, hours: steel and concrete decks. */
const LAG_HOURS = 3;
/**
 * Shares of the calculated deflection and of the design strain that the busiest hour causes, and that one kelvin off the
 * season does: everyday traffic is far below the design load (domain.md §2.3, −60 … +20 mm about the mean).
 */
const SAG_BY_TRAFFIC = 0.07;
const SAG_BY_KELVIN = 0.004;
const STRAIN_BY_TRAFFIC = 0.24;
const STRAIN_BY_KELVIN = 0.008;
/** Drift of the first frequency, 1/K (domain.md §2.3: −0.02 … −0.05 %/℃), and its reference temperature, ℃. */
const FREQUENCY_DRIFT = -0.0003;
const REFERENCE_TEMPERATURE = 15;
/** What the locked bearing of the heat day reaches: between 一级 (0.8) and 二级 (1.0) of the calculated deflection. */
const HEAT_PEAK = 0.9;

/** Series of every bridge: structural response to traffic, temperature and wind. Deflection is positive downward. */
export function bridges(layer: SimulatedLayer, world: World): Series[] {
  const assets = assetsOf(layer);
  const illustrative = assets.filter(isIllustrative);
  const hot = illustrative[0];
  const silent = illustrative[1] ?? illustrative[0];
  return assets.flatMap((asset) => bridgeSeries(layer, asset, world, { hot: asset === hot, silent: asset === silent }));
}

function bridgeSeries(
  layer: SimulatedLayer,
  asset: Asset,
  world: World,
  role: { readonly hot: boolean; readonly silent: boolean },
): Series[] {
  const { weather, utcOffset, epoch } = world;
  const stream = streamOf(world.seed, asset.id);
  const named = !isIllustrative(asset);
  const span = numberOf(asset, 'mainSpan', 40);
  const deflectionLimit = numberOf(asset, 'deflectionLimit', span * 1.2);
  const strainLimit = numberOf(asset, 'strainLimit', 250);
  const baseFrequency = numberOf(asset, 'baseFrequency', span > 150 ? 110 / span : 100 / span);
  const hasCables = asset.attributes.type === 'cable-stayed';
  const share = 0.75 + 0.25 * draw(stream, 1);

  const temperature = (at: Instant): number => weather.structure(at, LAG_HOURS) + 0.15 * scatter(stream ^ 1, at);
  const overSeason = (at: Instant): number => weather.structure(at, LAG_HOURS) - weather.season(at);
  const cars = (at: Instant): number =>
    traffic(at, utcOffset) * share * (1 + 0.12 * wander(stream ^ 2, at, 10 * MINUTE)) +
    (world.drill && at > epoch ? 0.4 : 0);
  const response = (at: Instant): number => SAG_BY_TRAFFIC * cars(at) + SAG_BY_KELVIN * overSeason(at);
  const heatPeak = weather.heatDay + 17 * HOUR;
  const locked = role.hot ? HEAT_PEAK - response(heatPeak) : 0;
  const sag = (at: Instant): number => {
    const x = (at - heatPeak) / (2.5 * HOUR);
    return locked * Math.exp(-x * x);
  };
  const windAt = (at: Instant): number => Math.max(0, 1.12 * weather.wind(at) + 0.3 * scatter(stream ^ 3, at));
  const heaviest = (at: Instant): number => {
    const hour = localHour(at, utcOffset);
    const night = hour >= 22 || hour < 6;
    const lorry = 8 + 34 * draw(stream ^ 4, Math.floor(at / MINUTE)) ** (night ? 0.8 : 2);
    const overload = draw(stream ^ 5, Math.floor(at / MINUTE)) < (night ? 0.004 : 0.0006) ? (named ? 8 : 14) : 0;
    return Math.min(lorry + overload, named ? 52 : 58);
  };

  const values: Record<string, (at: Instant) => number> = {
    deflection: (at) => deflectionLimit * (response(at) + sag(at) + 0.012 * scatter(stream ^ 6, at)),
    strain: (at) =>
      strainLimit *
      (STRAIN_BY_TRAFFIC * cars(at) +
        STRAIN_BY_KELVIN * overSeason(at) +
        0.5 * sag(at) +
        0.015 * scatter(stream ^ 7, at)),
    frequency: (at) =>
      baseFrequency *
      (1 + FREQUENCY_DRIFT * (weather.structure(at, LAG_HOURS) - REFERENCE_TEMPERATURE)) *
      (1 - 0.004 * cars(at) + 0.001 * scatter(stream ^ 8, at)),
    vibration: (at) => 1.5 + 11 * cars(at) + 0.02 * windAt(at) ** 2 + 0.8 * Math.abs(scatter(stream ^ 9, at)),
    temperature,
    wind: windAt,
    vehicleLoad: heaviest,
  };
  if (hasCables)
    values.cableForce = (at) =>
      -0.06 * overSeason(at) +
      1.1 * cars(at) +
      0.4 * wander(stream ^ 10, at, 6 * HOUR) +
      0.1 * scatter(stream ^ 11, at);

  const silentFrom = epoch - 9 * HOUR;
  return Object.entries(values).map(([property, value]) => ({
    layer: layer.definition.id,
    asset: asset.id,
    property,
    decimals: decimalsOf(layer.definition, property),
    period: MINUTE,
    phase: Math.floor(draw(stream, 0) * MINUTE),
    historyPeriod: 5 * MINUTE,
    value,
    ...(role.silent && property === 'strain'
      ? { silentSince: (at: Instant) => (at >= silentFrom ? silentFrom : undefined) }
      : {}),
  }));
}
