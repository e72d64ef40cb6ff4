import { findLayer, LAYERS } from './layers/table.ts';
import { HISTORY_LEVELS, type HistoryLevel, type Retention } from './retention.ts';

/** How long a city keeps its past: by layer id, and `*` for every layer that says nothing itself. */
export type RetentionPolicy = Readonly<Record<string, Partial<Retention>>>;

/**
 * Reads days by level by layer, as a city's file writes them: `{ "*": { "raw": 31 }, "bridge": { "minutes": "forever" } }`. Throws
 * RangeError with place, value and remedy in one line.
 */
export function readRetentionPolicy(
  written: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): RetentionPolicy {
  return Object.fromEntries(
    Object.entries(written).map(([layer, levels]) => {
      if (layer !== '*' && !findLayer(layer)) throw new RangeError(`retention: ${unknownLayer(layer)}`);
      const entries = Object.entries(levels).map(([level, days]) => {
        const where = `retention.${layer}.${level}`;
        if (!isLevel(level)) throw new RangeError(`${where}: unknown level; there are ${HISTORY_LEVELS.join(', ')}`);
        return [level, daysOf(level, days, where)];
      });
      return [layer, Object.fromEntries(entries)];
    }),
  );
}

/** City days, infinity for "forever". Throws RangeError that begins with `where` and the value. */
export function daysOf(level: HistoryLevel, written: unknown, where: string): number {
  const days = written === 'forever' ? Number.POSITIVE_INFINITY : written;
  if (typeof days !== 'number' || !(days >= 0))
    throw new RangeError(`${where}=${JSON.stringify(written)}: write days as a number, or "forever"`);
  if (level === 'raw' && days < 1) throw new RangeError(`${where}=${days}: raw values are kept for a day at least`);
  return days;
}

/** What is wrong with a layer's id, and which there are. */
export function unknownLayer(id: string): string {
  return `unknown layer "${id}"; there are ${LAYERS.map((each) => each.id).join(', ')}`;
}

function isLevel(text: string): text is HistoryLevel {
  return (HISTORY_LEVELS as readonly string[]).includes(text);
}
