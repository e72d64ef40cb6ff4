import { DAY, type Instant } from '../domain/clock.ts';
import type { HistoryLevel, KeptSpan, LevelEdges, Retention } from '../domain/retention.ts';
import type { Database, Writer } from './database.ts';

/** The levels that are made from the values: their names and widths, ms. */
const MADE = [
  { level: 'minutes', width: 60_000 },
  { level: 'hours', width: 3_600_000 },
] as const;
const HOUR = 3_600_000;
/** An hour is made into coarser levels when it has been over for this long; what comes later makes it anew. */
const SETTLED_MS = 600_000;
/** Hours of one layer in one step. */
const MOST_HOURS = 72;

/** Minutes and hours beside the values of each layer. */
export interface HistoryLevels {
  /** Notes, in the transaction that writes values of these times, that their hours are to be made anew. */
  mark(writer: Writer, layer: string, times: readonly number[]): Promise<void>;
  /** Called when a transaction was undone in which `mark` ran. */
  undone(): void;
  /** Makes the oldest hours that wait of one layer. False when nothing waits. */
  condense(now: Instant): Promise<boolean>;
  /** Oldest time of `layer` whose hour still waits; its values must stay. */
  waitingSince(layer: string): Promise<Instant>;
  /** Deletes minutes and hours that are older than they are kept, and notes that values older than `raw` were deleted. */
  forget(layer: string, raw: Instant, now: Instant): Promise<void>;
  /** Where the levels of a layer begin. */
  edgesOf(layer: string): LevelEdges;
}

export const levelTable = (level: Exclude<HistoryLevel, 'raw'>, layer: string) => `"${level}_${layer}"`;

/**
 * @param tableOf the table of a layer's values
 */
export async function openHistoryLevels(
  database: Database,
  layers: readonly string[],
  tableOf: (layer: string) => string,
  retentionOf: (layer: string) => Retention,
): Promise<HistoryLevels> {
  await database.write(async (writer) => {
    for (const layer of layers)
      for (const { level } of MADE)
        await writer.run(
          `CREATE TABLE IF NOT EXISTS ${levelTable(level, layer)} (series INTEGER, time BIGINT, low FLOAT8, high FLOAT8, mean FLOAT8, last FLOAT8, newest BIGINT, n INTEGER)`,
        );
    if (database.kind === 'postgresql')
      for (const layer of layers)
        for (const { level } of MADE)
          await writer.run(
            `CREATE INDEX IF NOT EXISTS "${level}_${layer}_place" ON ${levelTable(level, layer)} (series, time)`,
          );
    await writer.run('CREATE TABLE IF NOT EXISTS forgotten (layer VARCHAR PRIMARY KEY, raw BIGINT, minutes BIGINT)');
    await writer.run('CREATE TABLE IF NOT EXISTS uncondensed (layer VARCHAR, hour BIGINT, PRIMARY KEY (layer, hour))');
  });
  const edges = new Map<string, LevelEdges>();
  for (const layer of layers)
    edges.set(layer, { raw: Number.NEGATIVE_INFINITY, minutes: firstMinute(retentionOf(layer)) });
  for (const { layer, raw, minutes } of await database.read('SELECT layer, raw, minutes FROM forgotten'))
    edges.set(String(layer), {
      raw: Number(raw),
      minutes: minutes == null ? firstMinute(retentionOf(String(layer))) : Number(minutes),
    });
  /** Hours known to wait. */
  let marked = new Set<string>();
  for (const { layer, hour } of await database.read('SELECT layer, hour FROM uncondensed'))
    marked.add(`${String(layer)} ${Number(hour)}`);

  async function make(writer: Writer, layer: string, hours: readonly number[]): Promise<void> {
    const list = hours.join(', ');
    const [first, last] = [Math.min(...hours) * HOUR, (Math.max(...hours) + 1) * HOUR];
    const retention = retentionOf(layer);
    for (const { level, width } of MADE) {
      if (retention[level] === 0) continue;
      const table = levelTable(level, layer);
      const newest = database.kind === 'duckdb' ? 'arg_max(value, time)' : '(array_agg(value ORDER BY time DESC))[1]';
      const start = database.kind === 'duckdb' ? `time // ${width} * ${width}` : `time / ${width} * ${width}`;
      const hour = database.kind === 'duckdb' ? `time // ${HOUR}` : `time / ${HOUR}`;
      await writer.run(
        `CREATE TEMP TABLE fresh AS SELECT series, ${start} AS start, min(value) AS low, max(value) AS high, avg(value) AS mean,
           ${newest} AS last, max(time) AS newest, count(*)::INTEGER AS n
         FROM ${tableOf(layer)} WHERE time >= ${first} AND time < ${last} AND ${hour} IN (${list}) AND quality < 2
         GROUP BY series, ${start}`,
      );
      // Where values were forgotten meanwhile, what was made of all of them stays.
      const same = `${table}.series = fresh.series AND ${table}.time = fresh.start`;
      await writer.run(`DELETE FROM ${table} USING fresh WHERE ${same} AND fresh.n >= ${table}.n`);
      await writer.run(
        `INSERT INTO ${table} SELECT series, start, low, high, mean, last, newest, n FROM fresh
         WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${same})`,
      );
      await writer.run('DROP TABLE fresh');
    }
    await writer.run(`DELETE FROM uncondensed WHERE layer = ? AND hour IN (${list})`, [layer]);
  }

  return {
    async mark(writer, layer, times) {
      const fresh = [...new Set(times.map((time) => Math.floor(time / HOUR)))].filter(
        (hour) => !marked.has(`${layer} ${hour}`),
      );
      if (fresh.length === 0) return;
      const places = fresh.map((hour) => `(?, ${hour})`).join(', ');
      await writer.run(
        `INSERT INTO uncondensed VALUES ${places} ON CONFLICT DO NOTHING`,
        fresh.map(() => layer),
      );
      for (const hour of fresh) marked.add(`${layer} ${hour}`);
    },
    undone() {
      // Marked again by whatever is written next: the table has the truth.
      marked = new Set();
    },
    async condense(now) {
      const over = Math.floor((now - SETTLED_MS) / HOUR);
      const waiting = await database.read(
        `SELECT layer, hour FROM uncondensed WHERE hour < ? ORDER BY hour, layer LIMIT ${MOST_HOURS * 4}`,
        [BigInt(over)],
      );
      const layer = waiting[0]?.layer;
      if (layer === undefined) return false;
      const hours = waiting
        .filter((each) => each.layer === layer)
        .map((each) => Number(each.hour))
        .slice(0, MOST_HOURS);
      if (!layers.includes(String(layer))) return false;
      await database.write((writer) => {
        // Before the work: a value that comes behind it marks its hour again.
        for (const hour of hours) marked.delete(`${String(layer)} ${hour}`);
        return make(writer, String(layer), hours);
      });
      return true;
    },
    async waitingSince(layer) {
      const [row] = await database.read('SELECT min(hour) AS hour FROM uncondensed WHERE layer = ?', [layer]);
      return row?.hour == null ? Number.POSITIVE_INFINITY : Number(row.hour) * HOUR;
    },
    async forget(layer, raw, now) {
      const retention = retentionOf(layer);
      const before = (level: 'minutes' | 'hours') => Math.floor((now - retention[level] * DAY) / HOUR) * HOUR;
      const known = edges.get(layer) as LevelEdges;
      const minutes =
        retention.minutes === 0 || !Number.isFinite(before('minutes')) ? known.minutes : before('minutes');
      const next: LevelEdges = { raw: Math.max(known.raw, raw), minutes: Math.max(known.minutes, minutes) };
      await database.write(async (writer) => {
        for (const { level } of MADE)
          if (Number.isFinite(before(level)))
            await writer.run(`DELETE FROM ${levelTable(level, layer)} WHERE time < ?`, [BigInt(before(level))]);
        await writer.run(
          'INSERT INTO forgotten VALUES (?, ?, ?) ON CONFLICT (layer) DO UPDATE SET raw = excluded.raw, minutes = excluded.minutes',
          [layer, BigInt(Math.ceil(next.raw)), Number.isFinite(next.minutes) ? BigInt(next.minutes) : null],
        );
      });
      edges.set(layer, next);
    },
    edgesOf: (layer) => edges.get(layer) as LevelEdges,
  };
}

/** Where minutes begin as long as none were deleted: nowhere in a layer that has none. */
function firstMinute({ minutes }: Retention): Instant {
  return minutes === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** The condition by which a row of values stays out of a DELETE. */
export function outsideOf(kept: readonly KeptSpan[]): string {
  return kept.map(({ from, to }) => ` AND NOT (time BETWEEN ${Math.floor(from)} AND ${Math.ceil(to)})`).join('');
}
