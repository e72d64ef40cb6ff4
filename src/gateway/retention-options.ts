import type { LayerDefinition } from '../domain/layer.ts';
import { DEFAULT_RETENTION, HISTORY_LEVELS, type HistoryLevel, type Retention } from '../domain/retention.ts';

/** One `[layer.]level=days` of RETENTION. */
export interface RetentionRule {
  /** Undefined: every layer. */
  readonly layer: string | undefined;
  readonly level: HistoryLevel;
  readonly days: number;
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
      const days = match[4] ? Number.POSITIVE_INFINITY : Number(match[3]);
      if (match[2] === 'raw' && days < 1) throw new RangeError(`"${each}"; raw values are kept for a day at least.`);
      return { layer: match[1], level: match[2] as HistoryLevel, days };
    });
}

/** How long each level of a layer is kept: by RETENTION, the layer's own over all layers', else its definition, else the default. */
export function retentionOf(layer: LayerDefinition, rules: readonly RetentionRule[], historyDays: number): Retention {
  const base: Retention = { ...DEFAULT_RETENTION, ...layer.retention, raw: historyDays };
  const own = rules.filter((rule) => rule.layer === layer.id);
  const all = rules.filter((rule) => rule.layer === undefined);
  return Object.fromEntries(
    HISTORY_LEVELS.map((level) => {
      const rule = [...all, ...own].findLast((each) => each.level === level);
      return [level, rule?.days ?? base[level]];
    }),
  ) as Record<HistoryLevel, number>;
}
