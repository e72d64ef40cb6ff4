import { type Asset, assetAt, slotOf } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { isHeard, type PropertyDefinition, type ThresholdDefinition } from '../domain/layer.ts';
import { type Level, worse } from '../domain/level.ts';
import { type Liveness, liveness } from '../domain/liveness.ts';
import { QUALITIES, type Quality } from '../domain/observation.ts';
import { assess } from '../domain/threshold.ts';

/** One property of one asset at the playhead. */
export interface PropertyState {
  readonly property: PropertyDefinition;
  /** NaN when nothing is observed. */
  readonly value: number;
  readonly time: Instant;
  readonly quality: Quality;
  readonly liveness: Liveness;
  readonly level: Level;
  readonly by: { readonly threshold: ThresholdDefinition; readonly limit: number } | null;
}

export interface AssetState {
  readonly layer: FleetLayer;
  readonly asset: Asset;
  readonly level: Level;
  /** That of the freshest property that a sensor tells. */
  readonly liveness: Liveness;
  readonly doubtful: boolean;
  readonly properties: readonly PropertyState[];
}

const FRESHNESS: readonly Liveness[] = ['none', 'offline', 'stale', 'late', 'live'];

/** The layer and slot of an asset id, or null. */
export function findAsset(fleet: Fleet, id: string): { layer: FleetLayer; slot: number } | null {
  for (const layer of fleet.values()) {
    const slot = slotOf(layer.assets, id);
    if (slot !== undefined) return { layer, slot };
  }
  return null;
}

/** State of the asset at `slot`, judged at `at`. */
export function stateOf(layer: FleetLayer, slot: number, at: Instant): AssetState {
  const asset = assetAt(layer.assets, slot);
  const properties = layer.definition.properties.map((property, index): PropertyState => {
    const value = layer.shown.values[index]?.[slot] ?? Number.NaN;
    const time = layer.shown.times[index]?.[slot] ?? Number.NaN;
    const assessment = assess(layer.definition, property.key, value, (key) => asset.attributes[key]);
    return {
      property,
      value,
      time,
      quality: QUALITIES[layer.shown.qualities[index]?.[slot] ?? 0] ?? 'good',
      liveness: Number.isNaN(value) ? 'none' : liveness(time, at, layer.definition.liveness, layer.shown.lost),
      level: assessment.level,
      by: assessment.by ?? null,
    };
  });
  return {
    layer,
    asset,
    level: properties.reduce<Level>((level, each) => worse(level, each.level), 'normal'),
    liveness: properties
      .filter(({ property }) => isHeard(property))
      .reduce<Liveness>(
        (best, each) => (FRESHNESS.indexOf(each.liveness) > FRESHNESS.indexOf(best) ? each.liveness : best),
        'none',
      ),
    doubtful: properties.some((each) => each.quality !== 'good' && each.liveness !== 'none'),
    properties,
  };
}

/** What a person calls the asset: its name, else its id. */
export function nameOf(asset: Pick<Asset, 'id' | 'attributes'>): string {
  const name = asset.attributes.name;
  return typeof name === 'string' && name !== '' ? name : asset.id;
}

/** The same, by layer and slot, without building the whole row. */
export function nameAt(layer: FleetLayer, slot: number): string {
  const name = layer.assets.columns.name?.[slot];
  return typeof name === 'string' && name !== '' ? name : (layer.assets.ids[slot] ?? '');
}
