import type { KeptSpan } from '../domain/retention.ts';
import type { Database, Value, Writer } from './database.ts';
import { outsideOf } from './history-levels.ts';

/** A statement with its values. */
export interface Query {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** What the two databases say differently about a table of observations; the rest of `history.ts` is the same for both. */
export interface HistorySql {
  /** Makes the table of a layer: series, time (ms), value, quality; one row for one series at one time. */
  create(writer: Writer, table: string): Promise<void>;
  /** Called before rows of these times are written. */
  prepare(writer: Writer, table: string, times: readonly number[]): Promise<void>;
  /** Called when a transaction was undone in which `prepare` or `forget` ran. */
  undone(): void;
  /** Deletes what is older than `before`, outside the spans and none of the rows that `kept` selects by series and time. */
  forget(writer: Writer, table: string, before: number, kept: Query | null, spans: readonly KeptSpan[]): Promise<void>;
  /** series, time, value, quality of the last row of each series in `(from, to]`. */
  asOf(table: string, from: number, to: number): Query;
  /**
   * start, min, max, mean, last, count of each bucket of one series in `[from, to)`, bad quality left out. Buckets are counted from
   * `origin`.
   */
  buckets(table: string, series: number, from: number, to: number, bucket: number, origin: number): Query;
  /** The same from a table of a coarser level. */
  coarser(table: string, series: number, from: number, to: number, bucket: number, origin: number): Query;
}

export function historySql(database: Database): HistorySql {
  return database.kind === 'duckdb' ? DUCKDB : postgreSql();
}

const DUCKDB: HistorySql = {
  create: (writer, table) =>
    writer.run(`CREATE TABLE IF NOT EXISTS ${table} (series INTEGER, time BIGINT, value DOUBLE, quality UTINYINT)`),
  prepare: async () => undefined,
  undone: () => undefined,
  forget: (writer, table, before, kept, spans) =>
    writer.run(
      `DELETE FROM ${table} WHERE time < ?${outsideOf(spans)}${kept ? ` AND (series, time) NOT IN (SELECT (series, time) FROM (${kept.sql}))` : ''}`,
      [BigInt(before), ...(kept?.values ?? [])],
    ),
  asOf: (table, from, to) => ({
    sql: `SELECT series, max(time)::DOUBLE AS time, arg_max(value, time) AS value, arg_max(quality, time)::INTEGER AS quality
          FROM ${table} WHERE time > ? AND time <= ? GROUP BY series`,
    values: [BigInt(from), BigInt(to)],
  }),
  buckets: (table, series, from, to, bucket, origin) => ({
    sql: `SELECT (?::BIGINT + (time - ?::BIGINT) // ? * ?)::DOUBLE AS start,
            min(value), max(value), avg(value), arg_max(value, time), count(*)::DOUBLE
          FROM ${table} WHERE series = ? AND time >= ? AND time < ? AND quality < 2 GROUP BY start ORDER BY start`,
    values: [BigInt(origin), BigInt(origin), BigInt(bucket), BigInt(bucket), series, BigInt(from), BigInt(to)],
  }),
  coarser: (table, series, from, to, bucket, origin) => ({
    sql: `SELECT (?::BIGINT + (time - ?::BIGINT) // ? * ?)::DOUBLE AS start,
            min(low), max(high), sum(mean * n) / sum(n), arg_max(last, newest), sum(n)::DOUBLE
          FROM ${table} WHERE series = ? AND time >= ? AND time < ? GROUP BY start ORDER BY start`,
    values: [BigInt(origin), BigInt(origin), BigInt(bucket), BigInt(bucket), series, BigInt(from), BigInt(to)],
  }),
};

const DAY = 86_400_000;

/** Declarative partitions, one a day: a day that is too old goes as a whole, and what is asked of a span reads only its days. */
function postgreSql(): HistorySql {
  /** Partitions known to be there. */
  const made = new Set<string>();
  const partOf = (table: string, day: number) => `"${table.replaceAll('"', '')}_${day}"`;

  return {
    async create(writer, table) {
      await writer.run(
        `CREATE TABLE IF NOT EXISTS ${table} (series INTEGER NOT NULL, time BIGINT NOT NULL, value FLOAT8 NOT NULL, quality SMALLINT NOT NULL,
           PRIMARY KEY (series, time) INCLUDE (value, quality)) PARTITION BY RANGE (time)`,
      );
      for (const { name } of await partsOf(writer, table)) made.add(`"${name}"`);
    },
    async prepare(writer, table, times) {
      for (const day of new Set(times.map((time) => Math.floor(time / DAY)))) {
        const part = partOf(table, day);
        if (made.has(part)) continue;
        await writer.run(
          `CREATE TABLE IF NOT EXISTS ${part} PARTITION OF ${table} FOR VALUES FROM (${day * DAY}) TO (${(day + 1) * DAY})`,
        );
        made.add(part);
      }
    },
    undone: () => made.clear(),
    async forget(writer, table, before, kept, spans) {
      const keep = kept ? await writer.read(kept.sql, kept.values) : [];
      const keptDays = new Set(keep.map(({ time }) => Math.floor(Number(time) / DAY)));
      for (const { name, day } of await partsOf(writer, table)) {
        if ((day + 1) * DAY > before || keptDays.has(day)) continue;
        if (spans.some(({ from, to }) => to >= day * DAY && from < (day + 1) * DAY)) continue;
        await writer.run(`DROP TABLE "${name}"`);
        made.delete(`"${name}"`);
      }
      await writer.run(
        `DELETE FROM ${table} WHERE time < ?${outsideOf(spans)}${kept ? ` AND (series, time) NOT IN (SELECT series, time FROM (${kept.sql}) AS kept)` : ''}`,
        [BigInt(before), ...(kept?.values ?? [])],
      );
    },
    asOf: (table, from, to) => ({
      sql: `SELECT DISTINCT ON (series) series, time, value, quality
            FROM ${table} WHERE time > ? AND time <= ? ORDER BY series, time DESC`,
      values: [BigInt(from), BigInt(to)],
    }),
    // The newest value is read by its time, which is in the primary key: an ordered aggregate would sort a year of samples.
    buckets: (table, series, from, to, bucket, origin) => ({
      sql: `SELECT start::FLOAT8, low, high, mean, value, n FROM (
              SELECT (time - ${origin}::INT8) / ${bucket}::INT8 * ${bucket}::INT8 + ${origin}::INT8 AS start, min(value) AS low, max(value) AS high,
                avg(value) AS mean, count(*) AS n, max(time) AS newest
              FROM ${table} WHERE series = ${series} AND time >= ${from} AND time < ${to} AND quality < 2 GROUP BY 1) AS buckets
            JOIN ${table} AS samples ON samples.series = ${series} AND samples.time = newest
              AND samples.time >= ${from} AND samples.time < ${to} ORDER BY start`,
      values: [],
    }),
    coarser: (table, series, from, to, bucket, origin) => ({
      sql: `SELECT ((time - ${origin}::INT8) / ${bucket}::INT8 * ${bucket}::INT8 + ${origin}::INT8)::FLOAT8 AS start, min(low), max(high),
              sum(mean * n) / sum(n), (array_agg(last ORDER BY newest DESC))[1], sum(n)::FLOAT8
            FROM ${table} WHERE series = ${series} AND time >= ${from} AND time < ${to} GROUP BY 1 ORDER BY 1`,
      values: [],
    }),
  };

  async function partsOf(writer: Writer, table: string): Promise<{ name: string; day: number }[]> {
    const rows = await writer.read(
      'SELECT c.relname AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = to_regclass(?)',
      [table],
    );
    return rows.map(({ name }) => ({ name: String(name), day: Number(String(name).split('_').at(-1)) }));
  }
}
