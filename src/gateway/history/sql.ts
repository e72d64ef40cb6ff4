import { DAY, type Instant } from '../../domain/clock.ts';
import type { KeptSpan } from '../../domain/retention.ts';
import type { Database, Value, Writer } from '../database.ts';

/** A statement with its values. */
interface Query {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** A part of time, its end not in it, ms. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the two databases say differently about tables of observations; everything else of the store is the same for both. */
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
  /** Makes the table of a level of a layer: series, begin of the cell (ms), low, high, mean, last, time of the last, number. */
  createLevel(writer: Writer, table: string): Promise<void>;
  /** The number of the cell of `width` ms in which a column's time lies. */
  cell(column: string, width: number): string;
  /**
   * series, start, low, high, mean, last, newest, n of each cell of `width` ms with values in `[from, to)` that meet `where`; bad
   * quality left out, so a cell may have none.
   */
  cells(table: string, width: number, from: Instant, to: Instant, where: string): string;
  /** start, min, max, mean, last, time of the last, count of each bucket of one series within the spans, bad quality left out. */
  buckets(table: string, series: number, spans: readonly Span[], buckets: Buckets): Query;
  /** The same from a table of a level. */
  coarser(table: string, series: number, spans: readonly Span[], buckets: Buckets): Query;
}

/** Buckets of `width` ms, counted from `origin`. */
export interface Buckets {
  readonly origin: Instant;
  readonly width: number;
}

export function historySql(database: Database): HistorySql {
  return database.kind === 'duckdb' ? DUCKDB : postgreSql();
}

const LEVEL_COLUMNS =
  'series INTEGER, time BIGINT, low FLOAT8, high FLOAT8, mean FLOAT8, last FLOAT8, newest BIGINT, n INTEGER';

/** The condition that a time lies in one of the spans. */
function within(spans: readonly Span[]): string {
  return `(${spans.map(({ from, to }) => `time >= ${from} AND time < ${to}`).join(' OR ')})`;
}

/** The condition by which a row of values stays out of a DELETE. */
function outsideOf(kept: readonly KeptSpan[]): string {
  return kept.map(({ from, to }) => ` AND NOT (time BETWEEN ${Math.floor(from)} AND ${Math.ceil(to)})`).join('');
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
  createLevel: (writer, table) => writer.run(`CREATE TABLE IF NOT EXISTS ${table} (${LEVEL_COLUMNS})`),
  cell: (column, width) => `${column} // ${width}`,
  cells: (table, width, from, to, where) =>
    `SELECT series, time // ${width} * ${width} AS start, min(value) FILTER (quality < 2) AS low, max(value) FILTER (quality < 2) AS high,
       avg(value) FILTER (quality < 2) AS mean, arg_max(value, time) FILTER (quality < 2) AS last,
       max(time) FILTER (quality < 2) AS newest, (count(*) FILTER (quality < 2))::INTEGER AS n
     FROM ${table} WHERE time >= ${from} AND time < ${to} AND ${where} GROUP BY series, start`,
  buckets: (table, series, spans, { origin, width }) => ({
    sql: `SELECT (${origin} + (time - ${origin}) // ${width} * ${width})::DOUBLE AS start,
            min(value), max(value), avg(value), arg_max(value, time), max(time)::DOUBLE, count(*)::DOUBLE
          FROM ${table} WHERE series = ${series} AND ${within(spans)} AND quality < 2 GROUP BY start ORDER BY start`,
    values: [],
  }),
  coarser: (table, series, spans, { origin, width }) => ({
    sql: `SELECT (${origin} + (time - ${origin}) // ${width} * ${width})::DOUBLE AS start,
            min(low), max(high), sum(mean * n) / sum(n), arg_max(last, newest), max(newest)::DOUBLE, sum(n)::DOUBLE
          FROM ${table} WHERE series = ${series} AND ${within(spans)} GROUP BY start ORDER BY start`,
    values: [],
  }),
};

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
    async createLevel(writer, table) {
      const name = table.replaceAll('"', '');
      await writer.run(`CREATE TABLE IF NOT EXISTS ${table} (${LEVEL_COLUMNS})`);
      // A chart reads the index alone; what is too old is found by the ranges of pages.
      await writer.run(
        `CREATE INDEX IF NOT EXISTS "${name}_cover" ON ${table} (series, time) INCLUDE (low, high, mean, last, newest, n)`,
      );
      await writer.run(`CREATE INDEX IF NOT EXISTS "${name}_age" ON ${table} USING brin (time)`);
      await writer.run(`DROP INDEX IF EXISTS "${name}_place"`);
    },
    cell: (column, width) => `${column} / ${width}`,
    cells: (table, width, from, to, where) =>
      `SELECT series, time / ${width} * ${width} AS start, min(value) FILTER (WHERE quality < 2) AS low,
         max(value) FILTER (WHERE quality < 2) AS high, avg(value) FILTER (WHERE quality < 2) AS mean,
         (array_agg(value ORDER BY time DESC) FILTER (WHERE quality < 2))[1] AS last,
         max(time) FILTER (WHERE quality < 2) AS newest, (count(*) FILTER (WHERE quality < 2))::INTEGER AS n
       FROM ${table} WHERE time >= ${from} AND time < ${to} AND ${where} GROUP BY series, time / ${width}`,
    // The newest value is read by its time, which is in the primary key: an ordered aggregate would sort all samples.
    buckets: (table, series, spans, { origin, width }) => ({
      sql: `SELECT start::FLOAT8, low, high, mean,
              (SELECT value FROM ${table} WHERE series = ${series} AND time = newest AND ${within(spans)}),
              newest::FLOAT8, n
            FROM (SELECT ${startOf(origin, width)} AS start, min(value) AS low, max(value) AS high, avg(value) AS mean,
                    count(*) AS n, max(time) AS newest
                  FROM ${table} WHERE series = ${series} AND ${within(spans)} AND quality < 2 GROUP BY 1) AS buckets
            ORDER BY start`,
      values: [],
    }),
    coarser: (table, series, spans, { origin, width }) => ({
      sql: `SELECT (${startOf(origin, width)})::FLOAT8 AS start, min(low), max(high), sum(mean * n) / sum(n),
              (array_agg(last ORDER BY newest DESC))[1], max(newest)::FLOAT8, sum(n)::FLOAT8
            FROM ${table} WHERE series = ${series} AND ${within(spans)} GROUP BY 1 ORDER BY 1`,
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

function startOf(origin: Instant, width: number): string {
  return `(time - ${origin}::INT8) / ${width}::INT8 * ${width}::INT8 + ${origin}::INT8`;
}
