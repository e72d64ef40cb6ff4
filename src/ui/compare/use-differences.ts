import { useMemo } from 'react';
import { type SideDifferences, sideDifferences } from '../../scenario/compare/side-differences.ts';
import type { ObjectRef } from '../../scenario/compiled.ts';
import { useSample } from '../desk-context.ts';
import { useSides } from './use-sides.ts';

export const DIFFERENCE_KINDS = ['removed', 'fresh', 'moved'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One thing that stands on one side alone, or elsewhere; its objects are those to fly to. */
export interface SideDifference {
  readonly kind: DifferenceKind;
  readonly objects: readonly ObjectRef[];
}

/** What legend and list show, of the sides on the screen; null while nothing is compared. */
export function useDifferences(): readonly SideDifference[] | null {
  const plan = useSample((each) => each.scenario());
  const sides = useSides();
  const [before, beforeAt] = [sides?.compared.alternative, sides?.compared.at];
  const [after, afterAt] = [sides?.shown.alternative, sides?.shown.at];
  return useMemo(() => {
    if (!plan || before === undefined || after === undefined || beforeAt === undefined || afterAt === undefined)
      return null;
    const known = (id: string) => plan.alternatives.some((each) => each.id === id);
    if (!known(before) || !known(after)) return null;
    return listed(sideDifferences(plan, { alternative: before, at: beforeAt }, { alternative: after, at: afterAt }));
  }, [plan, before, after, beforeAt, afterAt]);
}

function listed({ removed, fresh, moved }: SideDifferences): SideDifference[] {
  return [
    ...removed.map((each): SideDifference => ({ kind: 'removed', objects: [each] })),
    ...fresh.map((each): SideDifference => ({ kind: 'fresh', objects: [each] })),
    ...moved.map(({ from, to }): SideDifference => ({ kind: 'moved', objects: [from, to] })),
  ];
}
