import { type Asset, type AssetTable, assetAt } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import type { Weather } from './weather.ts';

/** What every model of the simulated city shares. */
export interface World {
  readonly seed: number;
  /** City time at which this run began; the storm, the feeder fault and the heat day are told from it. */
  readonly epoch: Instant;
  /** Offset of the city's time zone from UTC, milliseconds. */
  readonly utcOffset: number;
  /** 演练: a drill may raise red on any asset. */
  readonly drill: boolean;
  readonly weather: Weather;
}

/** A layer with its assets, as the gateway gave them. */
export interface SimulatedLayer {
  readonly definition: LayerDefinition;
  readonly assets: AssetTable;
}

/** Local midnight before `at`, as an instant. */
export function localMidnight(at: Instant, utcOffset: number): Instant {
  return Math.floor((at + utcOffset) / 86_400_000) * 86_400_000 - utcOffset;
}

/** Hours since local midnight, 0 … 24. */
export function localHour(at: Instant, utcOffset: number): number {
  return (at - localMidnight(at, utcOffset)) / 3_600_000;
}

/** Whether the local day of `at` is a Saturday or Sunday. 1970-01-01 was a Thursday. */
export function isWeekend(at: Instant, utcOffset: number): boolean {
  const weekday = (((Math.floor((at + utcOffset) / 86_400_000) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** Every asset of a layer. */
export function assetsOf(layer: SimulatedLayer): Asset[] {
  return Array.from({ length: layer.assets.count }, (_, slot) => assetAt(layer.assets, slot));
}

/** Whether the asset is marked 示意: only those may be shown in danger outside a drill. */
export function isIllustrative(asset: Asset): boolean {
  return String(asset.attributes.name ?? '').includes('示意');
}

/** A numeric attribute, or `otherwise` where the asset has none. */
export function numberOf(asset: Asset, key: string, otherwise: number): number {
  const value = asset.attributes[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** Decimals of a property, by its definition. Throws on a property the layer does not have. */
export function decimalsOf(definition: LayerDefinition, property: string): number {
  const found = definition.properties.find((each) => each.key === property);
  if (!found) throw new RangeError(`Layer "${definition.id}" has no property "${property}" to simulate.`);
  return found.decimals;
}
