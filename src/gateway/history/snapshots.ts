import type { Instant } from '../../domain/clock.ts';
import { QUALITIES, type Quality } from '../../domain/observation.ts';
import type { HistoryLevel, Stretch } from '../../domain/retention.ts';
import { type City, type CityLayer, placeOfRow } from '../city.ts';
import type { Database } from '../database.ts';
import { levelTable } from './levels.ts';
import type { Series } from './series.ts';
import type { HistorySql } from './sql.ts';

/** One stored value, by row number of the city. */
export interface StoredRow {
  readonly row: number;
  readonly value: number;
  readonly time: Instant;
  readonly quality: Quality;
}

/** What each row of a layer said at a moment, and what it said from then on. */
export interface Snapshots {
  /** Last value of every row of a layer in `(at - twice its offline limit, at]`. */
  asOf(layer: CityLayer, level: HistoryLevel, at: Instant): Promise<StoredRow[]>;
  /** Every value of a layer within a stretch, by time; at most `limit` of them, one more when there were more. */
  changes(layer: CityLayer, stretch: Stretch, limit: number): Promise<StoredRow[]>;
}

export function createSnapshots(
  database: Database,
  sql: HistorySql,
  series: Series,
  tableOf: (layer: CityLayer) => string,
): Snapshots {
  function stored(columns: readonly (readonly unknown[])[]): StoredRow[] {
    const [ids = [], times = [], values = [], qualities = []] = columns;
    const rows: StoredRow[] = [];
    for (let i = 0; i < ids.length; i++) {
      const row = series.rowOf(ids[i] as number);
      if (row !== undefined)
        rows.push({
          row,
          time: times[i] as number,
          value: values[i] as number,
          quality: QUALITIES[qualities[i] as number] ?? 'bad',
        });
    }
    return rows;
  }

  return {
    async asOf(layer, level, at) {
      const from = BigInt(Math.floor(at - 2000 * layer.definition.liveness.offline));
      const to = BigInt(Math.floor(at));
      if (level === 'raw') {
        const query = sql.asOf(tableOf(layer), Number(from), Number(to));
        return stored(await database.columns(query.sql, query.values));
      }
      const table = levelTable(level, layer.id);
      return stored(
        await database.columns(
          `SELECT series, newest::FLOAT8, last, 0 FROM ${table} AS kept
           WHERE newest > ? AND newest <= ? AND newest =
             (SELECT max(newest) FROM ${table} AS later
              WHERE later.series = kept.series AND later.newest <= ? AND later.newest > ?)`,
          [from, to, to, from],
        ),
      );
    },
    async changes(layer, { level, from, to }, limit) {
      const [table, time, value, quality] =
        level === 'raw'
          ? [tableOf(layer), 'time', 'value', 'quality']
          : [levelTable(level, layer.id), 'newest', 'last', '0'];
      return stored(
        await database.columns(
          `SELECT series, ${time}::FLOAT8 AS at_time, ${value}, ${quality}::INTEGER
           FROM ${table} WHERE ${time} >= ? AND ${time} < ? ORDER BY at_time LIMIT ${Math.round(limit) + 1}`,
          [BigInt(Math.floor(from)), BigInt(Math.floor(to))],
        ),
      );
    },
  };
}

/** Writes stored rows into the last-value tables: what was known when the gateway went down. */
export function restoreLast(city: City, rows: readonly StoredRow[]): void {
  for (const { row, value, time, quality } of rows) {
    const { layer, property, slot } = placeOfRow(city, row);
    if (!(layer.last.times[property]![slot]! > time)) layer.last.write(property, slot, value, time, quality);
  }
}
