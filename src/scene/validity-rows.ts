import { slotOf } from '../domain/asset.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { movedMounts } from './moved-mounts.ts';

/** Beyond every date that a plan can name; exact in float32. */
export const FOR_EVER = 1e9;

/** Days from the scenario's start, the time unit of every shader. */
export function scenarioDays(scenario: CompiledScenario | null, at: Instant): number {
  return scenario ? (at - scenario.start) / DAY : 0;
}

/** Index of an alternative in the validity texture; unknown ids and `base` are the baseline, 0. */
export function alternativeIndex(scenario: CompiledScenario | null, alternative: string | null): number {
  if (!scenario || alternative === null) return 0;
  return Math.max(
    0,
    scenario.alternatives.findIndex((each) => each.id === alternative),
  );
}

/**
 * Validity of one layer under every alternative as RGBA32F texels, `rows` rows of 256 slots an alternative:
 * R = from, G = to (days from the scenario's start), B = fate, A = day from which it carries what other poles hand over
 * to it. Null when the scenario leaves the layer alone.
 */
export function validityRows(scenario: CompiledScenario, layer: string, capacity: number): Float32Array | null {
  if (!scenario.alternatives.some((each) => each.validity.has(layer))) return null;
  const rows = Math.ceil(capacity / 256);
  const texels = new Float32Array(scenario.alternatives.length * rows * 256 * 4);
  scenario.alternatives.forEach((alternative, index) => {
    const validity = alternative.validity.get(layer);
    const standing = scenario.assets.get(layer)?.count ?? capacity;
    for (let slot = 0; slot < rows * 256; slot++) {
      const at = (index * rows * 256 + slot) * 4;
      if (validity && slot < validity.from.length) {
        texels[at] = days(validity.from[slot]!, scenario.start);
        texels[at + 1] = days(validity.to[slot]!, scenario.start);
        texels[at + 2] = validity.fate[slot]!;
      } else {
        const exists = !validity && slot < standing;
        texels[at] = exists ? -FOR_EVER : FOR_EVER;
        texels[at + 1] = FOR_EVER;
      }
      texels[at + 3] = FOR_EVER;
    }
    const table = scenario.assets.get(layer);
    if (!table) return;
    for (const [id, { service }] of movedMounts(scenario, alternative.id, layer)) {
      const slot = slotOf(table, id);
      if (slot !== undefined) texels[(index * rows * 256 + slot) * 4 + 3] = days(service, scenario.start);
    }
  });
  return texels;
}

function days(instant: number, start: Instant): number {
  if (instant === Number.NEGATIVE_INFINITY) return -FOR_EVER;
  if (instant === Number.POSITIVE_INFINITY) return FOR_EVER;
  return (instant - start) / DAY;
}
