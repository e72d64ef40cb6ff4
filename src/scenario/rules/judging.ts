import type { ObjectRef } from '../compiled.ts';
import type { Judgement } from './judgement.ts';

export interface Measured {
  readonly value: number;
  readonly objects: readonly ObjectRef[];
}

/** Judges measured values against an upper limit; the worst value is reported, with every object beyond the limit. */
export function atMost(measured: readonly Measured[], limit: number): Judgement {
  return judge(
    measured,
    (value) => value > limit + TOLERANCE,
    (a, b) => b - a,
  );
}

/** Judges measured values against a lower limit. */
export function atLeast(measured: readonly Measured[], limit: number): Judgement {
  return judge(
    measured,
    (value) => value < limit - TOLERANCE,
    (a, b) => a - b,
  );
}

/** Positions are published to seven decimals, about a centimetre. */
const TOLERANCE = 0.02;

function judge(
  measured: readonly Measured[],
  beyond: (value: number) => boolean,
  worstFirst: (a: number, b: number) => number,
): Judgement {
  const worst = [...measured].sort((a, b) => worstFirst(a.value, b.value))[0];
  if (!worst) return { kind: 'nothing' };
  const offenders = measured.filter(({ value }) => beyond(value));
  const objects = (offenders.length > 0 ? offenders : [worst]).flatMap((each) => each.objects);
  const unique = new Map(objects.map((ref) => [`${ref.layer} ${ref.id}`, ref]));
  return { kind: offenders.length > 0 ? 'beyond' : 'within', value: worst.value, objects: [...unique.values()] };
}
