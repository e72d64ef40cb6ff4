import { assetAt } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import type { PropertyDefinition } from '../domain/layer.ts';
import type { Level } from '../domain/level.ts';
import { type Liveness, liveness } from '../domain/liveness.ts';
import { QUALITIES } from '../domain/observation.ts';
import { assess } from '../domain/threshold.ts';

/** One observed property of the asset in the close-up, judged at one instant. */
export interface Reading {
  readonly property: PropertyDefinition;
  /** In the property's unit; NaN when never observed. */
  readonly value: number;
  /** `quality` when the source itself doubts the value; it outranks the level. */
  readonly status: Level | 'quality';
  readonly liveness: Liveness;
  /** Seconds since the phenomenon; NaN when never observed. */
  readonly ageSeconds: number;
}

/** Every property of the asset at `slot`, in the order of the layer's definition, judged at `now`. */
export function readingsOf(layer: FleetLayer, slot: number, now: Instant): Reading[] {
  const { definition, shown } = layer;
  const { attributes } = assetAt(layer.assets, slot);
  return definition.properties.map((property, index) => {
    const time = shown.times[index]?.[slot] ?? Number.NaN;
    const alive = liveness(time, now, definition.liveness, shown.lost);
    // Nothing had been observed yet: no value, no colour.
    if (alive === 'none')
      return { property, value: Number.NaN, status: 'normal', liveness: alive, ageSeconds: Number.NaN };
    const value = shown.values[index]?.[slot] ?? Number.NaN;
    const doubtful = QUALITIES[shown.qualities[index]?.[slot] ?? 0] !== 'good';
    const status = doubtful ? 'quality' : assess(definition, property.key, value, (key) => attributes[key]).level;
    return { property, value, status, liveness: alive, ageSeconds: (now - time) / 1000 };
  });
}
