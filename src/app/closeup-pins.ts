import type { Pin } from '../closeup/exhibit.ts';
import { readingsOf } from '../closeup/reading.ts';
import { assetAt } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import { levelRank } from '../domain/level.ts';

/** The transducers of an asset as marks for its close-up: those of every layer whose alerts are told by the asset's own. */
export function pinsOf(fleet: Fleet, layer: string, asset: string, now: Instant): Pin[] {
  return [...fleet.values()]
    .filter(({ definition }) => definition.toldBy === layer)
    .flatMap((points) => {
      // Their attribute of the layer's own name holds the asset that they belong to.
      const owners = points.assets.columns[layer] ?? [];
      return Array.from({ length: points.assets.count }, (_, slot) => slot)
        .filter((slot) => owners[slot] === asset)
        .flatMap((slot): Pin[] => {
          const { id, attributes } = assetAt(points.assets, slot);
          const { across, along, up } = attributes;
          if (typeof across !== 'number' || typeof along !== 'number' || typeof up !== 'number') return [];
          const seen = readingsOf(points, slot, now).filter(({ liveness }) => liveness !== 'none');
          const worst = seen.reduce(
            (best, each) => (best && rank(best.status) >= rank(each.status) ? best : each),
            seen[0],
          );
          return [
            {
              id,
              at: [across, along, up],
              status: worst?.status ?? 'normal',
              liveness: worst?.liveness ?? 'none',
            },
          ];
        });
    });
}

function rank(status: Pin['status']): number {
  return status === 'quality' ? 0.5 : levelRank(status);
}
