import { type AttributeValue, assetAt, type Path, slotOf } from '../domain/asset.ts';
import type { Instant } from '../domain/clock.ts';
import { type CompiledScenario, FATES, type Fate, type ObjectRef } from './compiled.ts';

/** An asset of any layer that a scenario counts: one of the baseline, or one that the alternative builds. */
export interface ObjectRecord {
  readonly ref: ObjectRef;
  readonly planned: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly fate: Fate;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly shape: Path | null;
}

/** Objects of one layer under an alternative, whatever the layer is; poles with their merges are the ledger's. */
export function objectsOf(compiled: CompiledScenario, alternativeId: string, layer: string): ObjectRecord[] {
  const table = compiled.assets.get(layer);
  const validity = compiled.alternatives.find((each) => each.id === alternativeId)?.validity.get(layer);
  if (!table || !validity) return [];
  const baseline = compiled.document.baseline.filter((each) => each.layer === layer).flatMap((each) => each.ids);
  const slots = new Set(baseline.flatMap((id) => slotOf(table, id) ?? []));
  for (let slot = 0; slot < table.count; slot++) if (Number.isFinite(validity.from[slot])) slots.add(slot);
  return [...slots].map((slot) => {
    const { id, attributes, shape } = assetAt(table, slot);
    const from = validity.from[slot] as number;
    return {
      ref: { layer, id },
      planned: Number.isFinite(from),
      from,
      to: validity.to[slot] as number,
      fate: FATES[validity.fate[slot] as number] as Fate,
      attributes,
      shape: shape ?? null,
    };
  });
}
