import type { Words } from '../../domain/words.ts';
import type { ObjectRef } from '../compiled.ts';
import type { Measured, Measurement } from './measurement.ts';
import type { Limit } from './rule.ts';

/** What a rule found, before its standing decides how firmly it may speak. */
export type Judgement =
  | {
      readonly kind: 'within' | 'beyond';
      /** The worst value, in the unit of the limit. */
      readonly value: number;
      /** The objects beyond the limit; for `within`, those with the worst value. */
      readonly objects: readonly ObjectRef[];
    }
  /** Cannot be judged: names the data that is missing, and the objects that lack it where they are known. */
  | { readonly kind: 'unknown'; readonly missing: Words; readonly objects: readonly ObjectRef[] }
  /** The alternative has nothing that the rule speaks of. */
  | { readonly kind: 'nothing' };

/** Holds a limit against what was measured. One value beyond it decides, even where others could not be measured. */
export function judge(measurement: Measurement, limit: Limit | null): Judgement {
  if (measurement.kind !== 'measured') return measurement;
  const { values, open } = measurement;
  const first = values[0];
  if (!limit || !first) return { kind: 'nothing' };
  const upper = limit.sense === 'at most';
  const slack = SLACK[limit.unit] ?? 1e-9;
  let worst = first;
  const offenders: Measured[] = [];
  for (const each of values) {
    if (upper ? each.value > worst.value : each.value < worst.value) worst = each;
    if (upper ? each.value > limit.value + slack : each.value < limit.value - slack) offenders.push(each);
  }
  if (offenders.length > 0) return { kind: 'beyond', value: worst.value, objects: distinct(offenders) };
  if (open) return { kind: 'unknown', ...open };
  return { kind: 'within', value: worst.value, objects: distinct([worst]) };
}

/** Positions are published to seven decimals, about a centimetre: what lies so near a limit keeps it. */
const SLACK: Readonly<Record<string, number>> = { m: 0.02, 'S/H': 0.005, 'H/W': 0.002 };

function distinct(values: readonly Measured[]): ObjectRef[] {
  const refs = new Map<string, ObjectRef>();
  for (const { objects } of values) for (const ref of objects) refs.set(`${ref.layer} ${ref.id}`, ref);
  return [...refs.values()];
}
