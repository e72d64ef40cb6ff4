import type { Assumption } from '../wire/scenario-document.ts';
import type { CompiledScenario } from './compiled.ts';

/** Values that somebody holds instead of a document's own, by assumption key. */
export type AssumedValues = Readonly<Record<string, number>>;

const ASSUMED = new WeakMap<CompiledScenario, Map<string, CompiledScenario>>();
/** Variants kept a scenario: what a slider has passed on its way is not kept for ever. */
const KEPT = 24;

/** Whether the value of an assumption may be changed without another plan. */
export function isEditable(assumption: Assumption): boolean {
  return assumption.shapesPlan !== true;
}

/**
 * The scenario with other values for its assumptions: same assets, intervals and alternatives, so that what is drawn stays
 * as it is and every figure is computed anew. Keys that the document does not hold, and those that shape the plan, are left
 * out; without any other value it is the very same scenario. A value that is no finite number throws a RangeError.
 */
export function assume(compiled: CompiledScenario, values: AssumedValues): CompiledScenario {
  const { document } = compiled;
  const changed = document.assumptions.filter(
    (each) => isEditable(each) && (values[each.key] ?? each.value) !== each.value,
  );
  if (changed.length === 0) return compiled;
  for (const { key } of changed)
    if (!Number.isFinite(values[key]))
      throw new RangeError(`Assumption "${key}" = ${values[key]}: give a finite number.`);
  const name = changed.map(({ key }) => `${key}=${values[key]}`).join(' ');
  const variants = ASSUMED.get(compiled) ?? new Map<string, CompiledScenario>();
  ASSUMED.set(compiled, variants);
  let variant = variants.get(name);
  if (!variant) {
    variant = {
      ...compiled,
      document: {
        ...document,
        assumptions: document.assumptions.map((each) =>
          changed.includes(each) ? { ...each, value: values[each.key] as number } : each,
        ),
      },
    };
    if (variants.size >= KEPT) variants.delete(variants.keys().next().value as string);
    variants.set(name, variant);
  }
  return variant;
}
