import type { Instant } from '../domain/clock.ts';
import { holds } from '../domain/validity.ts';
import type { CompiledScenario } from './compiled.ts';
import { ledgerOf } from './ledger.ts';

/** Poles of the project (baseline, and planned ones) that stand at `at`. */
export function polesStanding(compiled: CompiledScenario, alternativeId: string, at: Instant): number {
  let count = 0;
  for (const pole of ledgerOf(compiled, alternativeId).poles) if (holds(pole, at)) count++;
  return count;
}
