import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../compiled.ts';
import { burningSite } from '../lighting/burning-hours.ts';
import { type Range, rangeOf } from '../range.ts';
import { costAssumptions } from './assumptions.ts';
import { costLines, linesAt, quantitiesOf } from './lines.ts';
import { assumptionsUsed, type Measure, measure, type Quantities } from './measures.ts';

/** How far two finished alternatives lie apart, and whether that is more than their assumptions leave open. */
export interface CostDifference {
  /** `second` less `first`, in the unit of the measure (yuan, yuan a year, kWh, tCO₂). */
  readonly range: Range;
  readonly significant: boolean;
  readonly words: Words;
}

/**
 * Difference of one measure between two alternatives. Both share every assumption, so a price that they use alike cancels; only
 * what they use differently is uncertain. 无显著差异 where zero lies within the range of the difference.
 */
export function costDifference(
  compiled: CompiledScenario,
  first: string,
  second: string,
  what: Measure,
): CostDifference {
  const more = differenceOf(
    ...([first, second].map((id) => quantitiesOf(linesAt(costLines(compiled, id), compiled.end))) as [
      Quantities,
      Quantities,
    ]),
  );
  const range = rangeOf(
    (values) => measure(what, more, values),
    costAssumptions(compiled.document.assumptions, burningSite(compiled)),
    assumptionsUsed(what, more),
  );
  const significant = range.low > 0 || range.high < 0;
  const higher = range.mid > 0;
  return {
    range,
    significant,
    words: significant
      ? {
          zh: `${second} 较 ${first} ${higher ? '高' : '低'}`,
          en: `${second} is ${higher ? 'higher' : 'lower'} than ${first}`,
        }
      : { zh: '无显著差异', en: 'No significant difference' },
  };
}

/** What `second` has more of, item by item; every measure is linear in quantities, so what is alike in both cancels here. */
function differenceOf(first: Quantities, second: Quantities): Quantities {
  const more = new Map(second);
  for (const [item, quantity] of first) more.set(item, (more.get(item) ?? 0) - quantity);
  for (const [item, quantity] of more) if (quantity === 0) more.delete(item);
  return more;
}

/** The range of one measure of a finished alternative, with the tornado of the assumptions that matter. */
export function costRange(compiled: CompiledScenario, alternativeId: string, what: Measure): Range {
  const quantities = quantitiesOf(linesAt(costLines(compiled, alternativeId), compiled.end));
  return rangeOf(
    (values) => measure(what, quantities, values),
    costAssumptions(compiled.document.assumptions, burningSite(compiled)),
    assumptionsUsed(what, quantities),
  );
}
