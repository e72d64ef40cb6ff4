import { type AttributeValue, assetAt, slotOf } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import type { CompiledScenario, ObjectRef } from './compiled.ts';
import { ledgerOf } from './ledger.ts';

/**
 * Attributes of an asset at `at` under an alternative: those of its table with every `modify` that has taken effect.
 * Throws RangeError on an unknown layer or asset.
 */
export function attributesAt(
  compiled: CompiledScenario,
  alternativeId: string,
  ref: ObjectRef,
  at: Instant,
): Readonly<Record<string, AttributeValue>> {
  const table = compiled.assets.get(ref.layer);
  const slot = table && slotOf(table, ref.id);
  if (!table || slot === undefined)
    throw new RangeError(`Scenario "${compiled.id}" touches no asset "${ref.id}" of layer "${ref.layer}".`);
  const changes = ledgerOf(compiled, alternativeId).modifications.filter(
    ({ target, at: from }) => target.id === ref.id && target.layer === ref.layer && from <= at,
  );
  return Object.assign({}, assetAt(table, slot).attributes, ...changes.map((change) => change.attributes));
}
