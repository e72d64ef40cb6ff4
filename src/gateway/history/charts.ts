import type { Instant } from '../../domain/clock.ts';
import type { LevelEdges, Stretch } from '../../domain/retention.ts';
import type { HistoryPoint } from '../../wire/history.ts';
import type { Database } from '../database.ts';
import { type HistoryLevels, levelTable } from './levels.ts';
import { readingsOf } from './readings.ts';
import type { Buckets, HistorySql } from './sql.ts';

/** What a chart needs to know of the layer of its series. */
export interface Charted {
  readonly layer: string;
  /** Table of the layer's values. */
  readonly table: string;
  readonly series: number;
  /** The levels that the span is kept in. */
  readonly stretches: readonly Stretch[];
}

/** Reads minimum, maximum, mean, last and count of each bucket of a series, from as few rows as tell them exactly. */
export function createCharts(database: Database, sql: HistorySql, levels: HistoryLevels) {
  return async function chart({ layer, table, series, stretches }: Charted, buckets: Buckets): Promise<HistoryPoint[]> {
    const edges: LevelEdges = levels.edgesOf(layer);
    const [from, to] = [stretches[0]?.from ?? 0, stretches.at(-1)?.to ?? 0];
    const waiting = await levels.waiting(layer, from, to);
    const readings = stretches.flatMap((stretch) => readingsOf(stretch, buckets, edges, waiting));
    const parts = await Promise.all(
      readings.map(async ({ level, spans }) => {
        const query =
          level === 'raw'
            ? sql.buckets(table, series, spans, buckets)
            : sql.coarser(levelTable(level, layer), series, spans, buckets);
        return pointsOf(await database.columns(query.sql, query.values));
      }),
    );
    return joined(parts.flat());
  };
}

function pointsOf(columns: readonly (readonly unknown[])[]): (HistoryPoint & { readonly newest: Instant })[] {
  const [time = [], min = [], max = [], mean = [], last = [], newest = [], count = []] = columns as number[][];
  return time.map((each, i) => ({
    time: each,
    min: min[i]!,
    max: max[i]!,
    mean: mean[i]!,
    last: last[i]!,
    newest: newest[i]!,
    count: count[i]!,
  }));
}

/** A bucket that lies across levels comes in parts. */
function joined(parts: readonly (HistoryPoint & { readonly newest: Instant })[]): HistoryPoint[] {
  const sorted = parts.toSorted((a, b) => a.time - b.time || a.newest - b.newest);
  const whole: HistoryPoint[] = [];
  for (const { newest: _, ...each } of sorted) {
    const before = whole.at(-1);
    if (before?.time !== each.time) {
      whole.push(each);
      continue;
    }
    const count = before.count + each.count;
    whole[whole.length - 1] = {
      time: each.time,
      min: Math.min(before.min, each.min),
      max: Math.max(before.max, each.max),
      mean: (before.mean * before.count + each.mean * each.count) / count,
      last: each.last,
      count,
    };
  }
  return whole;
}
