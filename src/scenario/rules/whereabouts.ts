import { type Mount, parseMounts } from '../../domain/mount.ts';
import type { Ledger, PoleRecord } from '../ledger.ts';
import { type Evidence, keyOf } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';

/** A pole of today, and the one that stands in its stead when all is done. */
export interface Whereabouts {
  readonly from: PoleRecord;
  readonly to: FinalPole;
}

const KNOWN = new WeakMap<Evidence, readonly Whereabouts[]>();

/** Every pole of today that went elsewhere: merged into a carrier, moved, or both one after the other. */
export function whereaboutsOf(evidence: Evidence): readonly Whereabouts[] {
  let all = KNOWN.get(evidence);
  if (all) return all;
  const next = successors(evidence);
  const finals = new Map(evidence.finalPoles.map((pole) => [pole.key, pole]));
  all = [...evidence.poles].flatMap(([key, from]): Whereabouts[] => {
    if (from.planned || !next.has(key)) return [];
    const passed = new Set<string>();
    let last = key;
    while (next.has(last) && !passed.has(last)) {
      passed.add(last);
      last = next.get(last) as string;
    }
    const to = finals.get(last);
    return to ? [{ from, to }] : [];
  });
  KNOWN.set(evidence, all);
  return all;
}

/** Mounts of today that have no place left, by the pole that they hang on today; those that may go are not counted. */
export function lostMounts(evidence: Evidence, counts: (mount: Mount) => boolean): Map<PoleRecord, number> {
  const hanging = new Map<string, Mount[]>();
  const owed = (key: string) => {
    const left = hanging.get(key) ?? [];
    hanging.set(key, left);
    return left;
  };
  for (const pole of evidence.finalPoles) owed(pole.key).push(...pole.mounts.filter(counts));
  const to = new Map(whereaboutsOf(evidence).map(({ from, to: pole }) => [from, pole.key]));
  const lost = new Map<PoleRecord, number>();
  for (const pole of evidence.poles.values()) {
    if (pole.planned) continue;
    const left = owed(to.get(pole) ?? pole.key);
    let missing = 0;
    for (const { kind } of mountsOf(pole).filter(counts)) {
      const index = left.findIndex((mount) => mount.kind === kind);
      if (index < 0) missing++;
      else left.splice(index, 1);
    }
    lost.set(pole, missing);
  }
  return lost;
}

const NEXT = new WeakMap<Ledger, ReadonlyMap<string, string>>();

/** Which pole takes the place of which, by `layer id`: carriers of merges, and the twins that moves build. */
function successors({ ledger, compiled, alternativeId }: Evidence): ReadonlyMap<string, string> {
  const known = NEXT.get(ledger);
  if (known) return known;
  const next = new Map(ledger.merges.map(({ from, carrier }) => [keyOf(from), keyOf(carrier)]));
  const phases = compiled.document.alternatives.find(({ id }) => id === alternativeId)?.phases ?? [];
  for (const { operations } of phases)
    for (const operation of operations) {
      if (operation.op !== 'move') continue;
      const stem = `${keyOf(operation.target)}.moved`;
      for (const { key, planned, position, heading } of ledger.poles)
        if (planned && key.startsWith(stem) && near(position, operation.to) && near([heading], [operation.heading]))
          next.set(keyOf(operation.target), key);
    }
  NEXT.set(ledger, next);
  return next;
}

const MOUNTS = new WeakMap<PoleRecord['attributes'], readonly Mount[]>();

/** What hangs on a pole today. */
function mountsOf({ attributes }: PoleRecord): readonly Mount[] {
  let mounts = MOUNTS.get(attributes);
  if (!mounts) {
    mounts = parseMounts(String(attributes.mounts ?? ''));
    MOUNTS.set(attributes, mounts);
  }
  return mounts;
}

/** Tables keep headings in single precision. */
function near(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => Math.abs(value - (b[index] as number)) < 1e-4);
}
