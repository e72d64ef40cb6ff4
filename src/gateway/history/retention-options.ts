import type { LayerDefinition } from '../../domain/layer.ts';
import { findLayer } from '../../domain/layers/table.ts';
import { DEFAULT_RETENTION, HISTORY_LEVELS, type HistoryLevel, type Retention } from '../../domain/retention.ts';
import { daysOf, type RetentionPolicy, unknownLayer } from '../../domain/retention-policy.ts';

/** One `[layer.]level=days` of RETENTION. */
interface RetentionRule {
  /** Undefined: every layer. */
  readonly layer: string | undefined;
  readonly level: HistoryLevel;
  readonly days: number;
}

/** How long the past is kept by the settings of this gateway. */
export interface RetentionSettings {
  /** HISTORY_DAYS: days for which each value is kept. */
  readonly historyDays?: number | undefined;
  /** RETENTION. */
  readonly retention?: readonly RetentionRule[];
}

/** Reads RETENTION, e.g. `minutes=90 lamp.raw=7d hours=forever`. Throws RangeError with one line. */
export function readRetention(text: string | undefined): RetentionRule[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter((each) => each !== '')
    .map((each) => {
      const match = /^(?:([a-z0-9-]{1,32})\.)?(raw|minutes|hours)=(?:(\d+)d?|(forever))$/.exec(each);
      if (!match)
        throw new RangeError(
          `"${each}"; write LEVEL=DAYS or LAYER.LEVEL=DAYS, levels ${HISTORY_LEVELS.join(', ')}, days a number or "forever".`,
        );
      const [, layer, named, number, forever] = match;
      if (layer !== undefined && !findLayer(layer)) throw new RangeError(`"${each}": ${unknownLayer(layer)}.`);
      const level = named as HistoryLevel;
      return { layer, level, days: daysOf(level, forever ?? Number(number), `"${each}": ${level}`) };
    });
}

/**
 * How long each level of a layer is kept. What comes later wins: default, definition of the layer, the city's file for all layers
 * and for this one, HISTORY_DAYS, RETENTION for all and for this one.
 */
export function retentionOf(
  layer: LayerDefinition,
  policy: RetentionPolicy,
  { historyDays, retention = [] }: RetentionSettings,
): Retention {
  const rules = (of: string | undefined) =>
    Object.fromEntries(retention.filter((rule) => rule.layer === of).map(({ level, days }) => [level, days]));
  return {
    ...DEFAULT_RETENTION,
    ...layer.retention,
    ...policy['*'],
    ...policy[layer.id],
    ...(historyDays === undefined ? {} : { raw: historyDays }),
    ...rules(undefined),
    ...rules(layer.id),
  };
}
