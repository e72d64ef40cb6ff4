import type { AttributeValue } from './asset.ts';
import type { LayerDefinition, Limit, ThresholdDefinition } from './layer.ts';
import { type Level, levelRank } from './level.ts';

/** The limit as a number for one asset, or undefined when the asset lacks the attribute it refers to. */
export function limitFor(limit: Limit, attribute: (key: string) => AttributeValue | undefined): number | undefined {
  if (typeof limit === 'number') return limit;
  const base = attribute(limit.attribute);
  return typeof base === 'number' ? base * limit.factor + (limit.offset ?? 0) : undefined;
}

/** Whether `value` is on the wrong side of `limit`. Limits are reached inclusively. */
export function exceeds(value: number, when: ThresholdDefinition['when'], limit: number): boolean {
  switch (when) {
    case 'above':
      return value >= limit;
    case 'below':
      return value <= limit;
    case 'equals':
      return value === limit;
  }
}

export interface Assessment {
  readonly level: Level;
  /** The threshold that set the level, with the limit as a number; absent when normal. */
  readonly by?: { readonly threshold: ThresholdDefinition; readonly limit: number };
}

/**
 * Level of one property value of one asset under the layer's thresholds; of two with the same level the later one is the
 * graver and speaks. NaN is normal: no observation, no alarm.
 */
export function assess(
  layer: LayerDefinition,
  property: string,
  value: number,
  attribute: (key: string) => AttributeValue | undefined,
): Assessment {
  let worst: Assessment = { level: 'normal' };
  if (Number.isNaN(value)) return worst;
  for (const threshold of layer.thresholds) {
    if (threshold.property !== property || levelRank(threshold.level) < levelRank(worst.level)) continue;
    const limit = limitFor(threshold.limit, attribute);
    if (limit !== undefined && exceeds(value, threshold.when, limit))
      worst = { level: threshold.level, by: { threshold, limit } };
  }
  return worst;
}
