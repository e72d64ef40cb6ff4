import type { Instant } from '../../domain/clock.ts';
import type { CompiledAlternative, CompiledScenario, ObjectRef } from '../compiled.ts';
import { linksOf } from './links.ts';

/** One side of a comparison. */
export interface Side {
  /** `base` or an alternative of the plan. */
  readonly alternative: string;
  readonly at: Instant;
}

/** What stands on one side alone. Whatever was moved is neither removed nor new. */
export interface SideDifferences {
  /** Stands on the compared side alone. */
  readonly removed: readonly ObjectRef[];
  /** Stands on the shown side alone. */
  readonly fresh: readonly ObjectRef[];
  /** Stands elsewhere: `from` on the compared side, `to` on the shown one. */
  readonly moved: readonly { readonly from: ObjectRef; readonly to: ObjectRef }[];
}

/**
 * What the onion skin draws, as lists in slot order: the same validity decides here and on the GPU.
 *
 * @throws RangeError when the plan has no such alternative
 */
export function sideDifferences(scenario: CompiledScenario, compared: Side, shown: Side): SideDifferences {
  const [before, after] = [alternativeOf(scenario, compared), alternativeOf(scenario, shown)];
  const removed = new Map<string, ObjectRef>();
  const fresh = new Map<string, ObjectRef>();
  for (const [layer, { ids }] of scenario.assets)
    ids.forEach((id, slot) => {
      const was = stands(before, layer, slot, compared.at);
      const is = stands(after, layer, slot, shown.at);
      if (was !== is) (was ? removed : fresh).set(`${layer} ${id}`, { layer, id });
    });
  const moved = linksOf(scenario).flatMap(({ kind, from, to }) => {
    if (kind !== 'moved') return [];
    const [home, away] = [`${from.layer} ${from.id}`, `${to.layer} ${to.id}`];
    if (removed.has(home) && fresh.has(away)) {
      removed.delete(home);
      fresh.delete(away);
      return [{ from, to }];
    }
    if (!removed.has(away) || !fresh.has(home)) return [];
    removed.delete(away);
    fresh.delete(home);
    return [{ from: to, to: from }];
  });
  return { removed: [...removed.values()], fresh: [...fresh.values()], moved };
}

function alternativeOf(scenario: CompiledScenario, { alternative }: Side): CompiledAlternative {
  const found = scenario.alternatives.find((each) => each.id === alternative);
  if (!found)
    throw new RangeError(
      `Scenario "${scenario.id}" has no alternative "${alternative}"; it has ${scenario.alternatives.map((each) => each.id).join(', ')}.`,
    );
  return found;
}

/** A layer that the alternative leaves alone stands as its table has it, on both sides alike. */
function stands({ validity }: CompiledAlternative, layer: string, slot: number, at: Instant): boolean {
  const own = validity.get(layer);
  if (!own) return true;
  return at >= (own.from[slot] ?? Number.POSITIVE_INFINITY) && at < (own.to[slot] ?? Number.NEGATIVE_INFINITY);
}
