import { DAY, type Instant, MINUTE, parseInstant } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import type { Operation, Phase, ScenarioDocument } from '../wire/scenario-document.ts';

/** An asset on a building site of a plan in force. */
export interface AtWork {
  readonly asset: string;
  readonly phase: Words;
  /** Begin and end of the phase. */
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * The assets that each phase of an alternative works on, and when: what is removed, moved, merged, changed or re-lit in it. A plan
 * without a start date is not in force: it floats to the next 1 March.
 *
 * @param utcOffset minutes that the city is ahead of UTC
 */
export function worksOf(document: ScenarioDocument, alternative: string | null, utcOffset: number): readonly AtWork[] {
  const begin = beginOf(document.start, utcOffset);
  const chosen = document.alternatives.find(({ id }) => id === alternative);
  if (begin === null || !chosen) return [];
  return chosen.phases.flatMap((phase) =>
    [...new Set(assetsOf(phase))].map((asset) => ({
      asset,
      phase: phase.title,
      from: begin + phase.from * DAY,
      until: begin + phase.to * DAY,
    })),
  );
}

/** Those under construction at `now`; of an asset in several phases, the one that ends last. */
export function worksNow(works: readonly AtWork[], now: Instant): readonly AtWork[] {
  const found = new Map<string, AtWork>();
  for (const each of works)
    if (each.from <= now && now < each.until && (found.get(each.asset)?.until ?? 0) < each.until)
      found.set(each.asset, each);
  return [...found.values()];
}

function beginOf(start: string | null, utcOffset: number): Instant | null {
  if (start === null) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(start)
    ? parseInstant(`${start}T00:00:00Z`) - utcOffset * MINUTE
    : parseInstant(start);
}

function assetsOf({ operations }: Phase): readonly string[] {
  return operations.flatMap(touched);
}

function touched(operation: Operation): readonly string[] {
  switch (operation.op) {
    case 'remove':
    case 'move':
    case 'modify':
      return [operation.target.id];
    case 'merge':
      return [operation.from.id, operation.carrier.id];
    case 'light':
      return operation.targets;
    case 'add':
    case 'close':
      return [];
  }
}
