import type { Mount } from '../../domain/mount.ts';
import type { PoleClass } from '../../domain/pole-class.ts';
import { bears, type Capacity, loadOf } from './mount-load.ts';
import type { Reach } from './reach.ts';
import type { Side, StreetPole } from './street-poles.ts';

/** A pole that can take mounts over: a planned carrier, or in the minimal merge a standing lamp or signal pole. */
export interface Carrier {
  readonly id: string;
  readonly layer: string;
  readonly side: Side;
  readonly chainage: number;
  readonly offset: number;
  readonly capacity: Capacity;
  /** What it bears so far; grows while poles are assigned. */
  readonly mounts: Mount[];
}

export interface Assignment {
  readonly pole: StreetPole;
  readonly carrier: Carrier;
}

/** Why a pole that could merge stays; the code is the value of attribute `keepReason`. */
export type KeepReason = 'out-of-reach' | 'overload' | 'too-many-signs' | 'refused' | 'wished' | 'spacing' | 'outbid';

export interface Assigned {
  readonly merged: readonly Assignment[];
  readonly kept: readonly { readonly pole: StreetPole; readonly reason: KeepReason }[];
}

/**
 * Moves the mounts of `poles` to the nearest carrier of their side that is within reach and bears them, class by class
 * in `order`. Fills `carrier.mounts`.
 *
 * @param reachFor how far a class may move; null: not at all
 */
export function assign(
  poles: readonly StreetPole[],
  carriers: readonly Carrier[],
  order: readonly PoleClass[],
  reachFor: (poleClass: PoleClass) => Reach | null,
): Assigned {
  const merged: Assignment[] = [];
  const kept: { pole: StreetPole; reason: KeepReason }[] = [];
  for (const poleClass of order) {
    const reach = reachFor(poleClass);
    for (const pole of poles) {
      if (pole.class !== poleClass || !reach) continue;
      const near = carriers
        .filter((each) => each.side === pole.side && each.id !== pole.id && within(each, pole, reach))
        .sort((a, b) => away(a, pole) - away(b, pole) || (a.id < b.id ? -1 : 1));
      const carrier = near.find((each) => bears(each.capacity, [...each.mounts, ...pole.mounts]));
      if (carrier) {
        carrier.mounts.push(...pole.mounts);
        merged.push({ pole, carrier });
      } else kept.push({ pole, reason: reasonOf(pole, near) });
    }
  }
  return { merged, kept };
}

function reasonOf(pole: StreetPole, near: readonly Carrier[]): KeepReason {
  const nearest = near[0];
  if (!nearest) return 'out-of-reach';
  return loadOf([...nearest.mounts, ...pole.mounts]).signs > nearest.capacity.signs ? 'too-many-signs' : 'overload';
}

function within(carrier: Carrier, pole: StreetPole, reach: Reach): boolean {
  return (
    Math.abs(carrier.chainage - pole.chainage) <= reach.along + 1e-6 &&
    Math.abs(carrier.offset - pole.offset) <= reach.across
  );
}

function away(carrier: Carrier, pole: StreetPole): number {
  return Math.hypot(carrier.chainage - pole.chainage, carrier.offset - pole.offset);
}
