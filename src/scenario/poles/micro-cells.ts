import { bears } from './mount-load.ts';
import type { PlannedCarrier } from './planned-carrier.ts';

/** Antenna height of a micro cell below the top of its pole: layer 4, under the luminaire arm. */
const HEIGHT = 9.5;

/**
 * Adds a micro cell to a carrier about every `spacing` metres, on alternate sides, and returns the ids of those carriers.
 * A carrier that took over a telecom pole serves its stretch already; one that cannot bear the set is passed over.
 */
export function placeMicroCells(carriers: readonly PlannedCarrier[], spacing: number): string[] {
  const chosen: string[] = [];
  const ends = carriers.map((carrier) => carrier.chainage);
  const last = Math.max(...ends);
  let north = false;
  for (let target = Math.min(...ends) + spacing / 2; target <= last; target += spacing) {
    north = !north;
    const near = carriers
      .filter((each) => Math.abs(each.chainage - target) <= spacing / 3)
      .sort((a, b) => cost(a, target, north) - cost(b, target, north) || (a.id < b.id ? -1 : 1));
    if (near.some((each) => each.mounts.some((mount) => mount.kind === 'micro-cell'))) continue;
    const carrier = near.find((each) =>
      bears(each.capacity, [...each.mounts, { kind: 'micro-cell', height: HEIGHT, azimuth: each.heading }]),
    );
    if (!carrier) continue;
    carrier.mounts.push(
      { kind: 'micro-cell', height: HEIGHT, azimuth: Math.round(carrier.heading) },
      { kind: 'cabinet', height: 0.5, azimuth: Math.round(carrier.heading) },
    );
    chosen.push(carrier.id);
  }
  return chosen;
}

/** Metres off the target; being on the wrong side of the road costs as much as a lamp spacing. */
function cost(carrier: PlannedCarrier, target: number, north: boolean): number {
  return Math.abs(carrier.chainage - target) + ((carrier.side === 'north') === north ? 0 : 35);
}
