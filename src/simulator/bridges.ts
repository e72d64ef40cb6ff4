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
 * reference does: everyday traffic is far below the design load (domain.md §2.3, −60 … +20 mm about the mean).
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
  return bridgesOf(layer).flatMap((bridge) => bridgeSeries(layer, bridge, world));
}

/** A bridge with the part it plays: one is locked by heat for a day, one has sensors that fall silent. */
export interface SimulatedBridge {
  readonly asset: Asset;
  readonly hot: boolean;
  readonly silent: boolean;
}

export function bridgesOf(layer: SimulatedLayer): SimulatedBridge[] {
  const assets = assetsOf(layer);
  const illustrative = assets.filter(isIllustrative);
  const hot = illustrative[0];
  const silent = illustrative[1] ?? illustrative[0];
  return assets.map((asset) => ({ asset, hot: asset === hot, silent: asset === silent }));
}

/** Since when the silent sensors of the city say nothing. */
export function silentFrom({ epoch }: World): Instant {
  return epoch - 9 * HOUR;
}

/** What each quantity of a bridge is at any instant, in its unit. Deflection is positive downward. */
export function bridgeValues(
  { asset, hot }: SimulatedBridge,
  world: World,
): Readonly<Record<string, (at: Instant) => number>> {
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
  const overReference = (at: Instant): number => weather.structure(at, LAG_HOURS) - REFERENCE_TEMPERATURE;
  const cars = (at: Instant): number =>
    traffic(at, utcOffset) * share * (1 + 0.12 * wander(stream ^ 2, at, 10 * MINUTE)) +
    (world.drill && at > epoch ? 0.4 : 0);
  const response = (at: Instant): number => SAG_BY_TRAFFIC * cars(at) + SAG_BY_KELVIN * overReference(at);
  const heatPeak = weather.heatDay + 17 * HOUR;
  const locked = hot ? HEAT_PEAK - response(heatPeak) : 0;
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
    // First: what the others are decoupled by is known before them.
    temperature,
    deflection: (at) => deflectionLimit * (response(at) + sag(at) + 0.012 * scatter(stream ^ 6, at)),
    strain: (at) =>
      strainLimit *
      (STRAIN_BY_TRAFFIC * cars(at) +
        STRAIN_BY_KELVIN * overReference(at) +
        0.5 * sag(at) +
        0.015 * scatter(stream ^ 7, at)),
    frequency: (at) =>
      baseFrequency *
      (1 + FREQUENCY_DRIFT * overReference(at)) *
      (1 - 0.004 * cars(at) + 0.001 * scatter(stream ^ 8, at)),
    vibration: (at) => 1.5 + 11 * cars(at) + 0.02 * windAt(at) ** 2 + 0.8 * Math.abs(scatter(stream ^ 9, at)),
    wind: windAt,
    vehicleLoad: heaviest,
    joint: (at) => 52 + 0.9 * overReference(at) + 1.2 * scatter(stream ^ 12, at),
    tilt: (at) => 0.0009 * overReference(at) + 0.004 * cars(at) + 0.002 * scatter(stream ^ 13, at),
    supplierAlarm: () => 0,
  };
  if (hasCables)
    values.cableForce = (at) =>
      -0.06 * overReference(at) +
      1.1 * cars(at) +
      0.4 * wander(stream ^ 10, at, 6 * HOUR) +
      0.1 * scatter(stream ^ 11, at);

  return values;
}

function bridgeSeries(layer: SimulatedLayer, bridge: SimulatedBridge, world: World): Series[] {
  const { asset, silent } = bridge;
  const from = silentFrom(world);
  return Object.entries(bridgeValues(bridge, world)).map(([property, value]) => ({
    layer: layer.definition.id,
    asset: asset.id,
    property,
    decimals: decimalsOf(layer.definition, property),
    period: MINUTE,
    phase: Math.floor(draw(streamOf(world.seed, asset.id), 0) * MINUTE),
    historyPeriod: 5 * MINUTE,
    value,
    ...(silent && property === 'strain' ? { silentSince: (at: Instant) => (at >= from ? from : undefined) } : {}),
  }));
}
