import type { Mount } from '../../domain/mount.ts';
import { parseMounts } from '../../domain/mount.ts';
import type { PoleRecord } from '../ledger.ts';
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
  const finals = new Map(evidence.finalPoles.map((pole) => [keyOf(pole.ref), pole]));
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
  for (const pole of evidence.finalPoles) owed(keyOf(pole.ref)).push(...pole.mounts.filter(counts));
  const to = new Map(whereaboutsOf(evidence).map(({ from, to: pole }) => [from, keyOf(pole.ref)]));
  const lost = new Map<PoleRecord, number>();
  for (const [key, pole] of evidence.poles) {
    if (pole.planned) continue;
    const left = owed(to.get(pole) ?? key);
    let missing = 0;
    for (const { kind } of parseMounts(String(pole.attributes.mounts ?? '')).filter(counts)) {
      const index = left.findIndex((mount) => mount.kind === kind);
      if (index < 0) missing++;
      else left.splice(index, 1);
    }
    lost.set(pole, missing);
  }
  return lost;
}

/** Which pole takes the place of which, by `layer id`: carriers of merges, and the twins that moves build. */
function successors({ ledger, poles, compiled, alternativeId }: Evidence): Map<string, string> {
  const next = new Map(ledger.merges.map(({ from, carrier }) => [keyOf(from), keyOf(carrier)]));
  const phases = compiled.document.alternatives.find(({ id }) => id === alternativeId)?.phases ?? [];
  for (const { operations } of phases)
    for (const operation of operations) {
      if (operation.op !== 'move') continue;
      const stem = `${keyOf(operation.target)}.moved`;
      for (const [key, { planned, position, heading }] of poles)
        if (planned && key.startsWith(stem) && near(position, operation.to) && near([heading], [operation.heading]))
          next.set(keyOf(operation.target), key);
    }
  return next;
}

/** Tables keep headings in single precision. */
function near(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, index) => Math.abs(value - (b[index] as number)) < 1e-4);
}
