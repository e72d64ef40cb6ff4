import { type Instant, MINUTE } from '../domain/clock.ts';
import { liveness } from '../domain/liveness.ts';
import type { City, CityLayer } from './city.ts';
import type { Ingest } from './ingest.ts';

/** Milliseconds of city time between two values of a share. */
const EVERY = MINUTE;

/** What share of an asset's measuring points is offline: nobody sends it, the gateway knows it best. `tell` works out what is due. */
export interface OfflineShares {
  tell(now: Instant): void;
}

export function createOfflineShares(city: City, ingest: Pick<Ingest, 'row'>): OfflineShares {
  const rules = city.layers.flatMap((layer) =>
    layer.definition.properties.flatMap((property) => {
      const { derived } = property;
      const points = derived?.how === 'offline-share' ? city.layer(derived.layer) : undefined;
      return derived?.how === 'offline-share' && points
        ? [{ layer, property: property.key, points, by: derived.by }]
        : [];
    }),
  );
  const sets = rules.map(({ points, by }) => slotsByOwner(points, by));
  let told = Number.NEGATIVE_INFINITY;
  return {
    tell(now) {
      // At whole steps of the clock: what several gateways tell is of the same times.
      const time = Math.floor(now / EVERY) * EVERY;
      if (time === told) return;
      told = time;
      rules.forEach(({ layer, property, points }, index) => {
        for (const [asset, slots] of sets[index] ?? []) {
          const value = offlineShare(points, slots, now);
          if (value !== null)
            ingest.row(layer.id, { asset, property, value, time, quality: 'good' }, layer.feed, property);
        }
      });
    },
  };
}

/** Percentage of the points that are offline at `now`; null while none of them has ever been heard: nobody listens to them. */
function offlineShare({ definition, last }: CityLayer, slots: readonly number[], now: Instant): number | null {
  let [heard, offline] = [0, 0];
  for (const slot of slots) {
    const newest = Math.max(
      ...last.times.map((times) => times[slot] ?? Number.NaN).filter((time) => !Number.isNaN(time)),
    );
    if (Number.isFinite(newest)) heard++;
    const state = liveness(Number.isFinite(newest) ? newest : Number.NaN, Math.max(now, newest), definition.liveness);
    if (state === 'offline' || state === 'none') offline++;
  }
  return heard === 0 ? null : (100 * offline) / slots.length;
}

function slotsByOwner({ assets }: CityLayer, by: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (let slot = 0; slot < assets.count; slot++) {
    const owner = assets.columns[by]?.[slot];
    if (typeof owner === 'string') found.set(owner, [...(found.get(owner) ?? []), slot]);
  }
  return found;
}
