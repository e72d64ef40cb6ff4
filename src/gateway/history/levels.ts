import { DAY, HOUR, type Instant } from '../../domain/clock.ts';
import { LEVEL_WIDTH, type LevelEdges, MADE_LEVELS, type MadeLevel, type Retention } from '../../domain/retention.ts';
import type { Database, Writer } from '../database.ts';
import type { HistorySql } from './sql.ts';

/** An hour is made into coarser levels when it has been over for this long; what comes later makes it anew. */
const SETTLED_MS = 600_000;
/** Hours of one layer in one step. */
const MOST_HOURS = 72;
/** No layer has a level before this. */
const NEVER = Number.NEGATIVE_INFINITY;

/** Throws in a transaction that must not be kept. */
export type Fence = (writer: Writer) => Promise<void>;

/** Minutes and hours beside the values of each layer. */
export interface HistoryLevels {
  /** Notes, in the transaction that writes values of these times, that their hours are to be made anew. */
  mark(writer: Writer, layer: string, times: readonly number[]): Promise<void>;
  /** Called when a transaction was undone in which `mark` ran. */
  undone(): void;
  /** Makes the oldest hours that wait of one layer. False when nothing waits. */
  condense(now: Instant, fence: Fence): Promise<boolean>;
  /** Begins of the hours of `layer` in `[from, to)` that wait, by time: their minutes and hours are old, or not there. */
  waiting(layer: string, from: Instant, to: Instant): Promise<readonly Instant[]>;
  /** Number of hours of all layers that wait, those that are not over yet among them. */
  waitingHours(): Promise<number>;
  /** Oldest time of `layer` whose hour still waits; its values must stay. */
  waitingSince(layer: string): Promise<Instant>;
  /** Deletes minutes and hours that are older than they are kept, and notes that values older than `raw` were deleted. */
  forget(layer: string, raw: Instant, now: Instant, fence: Fence): Promise<void>;
  /** Where the levels of a layer begin. */
  edgesOf(layer: string): LevelEdges;
  /** Learns what another gateway has forgotten. */
  refresh(): Promise<void>;
}

export const levelTable = (level: MadeLevel, layer: string) => `"${level}_${layer}"`;

/**
 * @param tableOf the table of a layer's values
 */
export async function openHistoryLevels(
  database: Database,
  sql: HistorySql,
  layers: readonly string[],
  tableOf: (layer: string) => string,
  retentionOf: (layer: string) => Retention,
): Promise<HistoryLevels> {
  const edges = await database.write(async (writer) => {
    for (const layer of layers)
      for (const level of MADE_LEVELS) await sql.createLevel(writer, levelTable(level, layer));
    await writer.run('CREATE TABLE IF NOT EXISTS forgotten (layer VARCHAR PRIMARY KEY, raw BIGINT, minutes BIGINT)');
    await writer.run('ALTER TABLE forgotten ADD COLUMN IF NOT EXISTS hours BIGINT');
    await writer.run('CREATE TABLE IF NOT EXISTS uncondensed (layer VARCHAR, hour BIGINT, PRIMARY KEY (layer, hour))');
    await writer.run(
      'CREATE TABLE IF NOT EXISTS made_levels (layer VARCHAR, level VARCHAR, PRIMARY KEY (layer, level))',
    );
    return openLevels(writer, sql, layers, tableOf, retentionOf);
  });
  /** Hours known to wait. */
  let marked = new Set<string>();
  for (const { layer, hour } of await database.read('SELECT layer, hour FROM uncondensed'))
    marked.add(`${String(layer)} ${Number(hour)}`);

  async function make(writer: Writer, layer: string, hours: readonly number[]): Promise<void> {
    const list = hours.join(', ');
    const [first, last] = [Math.min(...hours) * HOUR, (Math.max(...hours) + 1) * HOUR];
    const { raw } = edgesOf(layer);
    const whole = raw === NEVER ? '' : ` AND (fresh.start >= ${raw} OR fresh.n >= kept.n)`;
    for (const level of MADE_LEVELS) {
      if (retentionOf(layer)[level] === 0) continue;
      const table = levelTable(level, layer);
      const fresh = sql.cells(
        tableOf(layer),
        LEVEL_WIDTH[level],
        first,
        last,
        `${sql.cell('time', HOUR)} IN (${list})`,
      );
      await writer.run(`CREATE TEMP TABLE fresh AS ${fresh}`);
      // Where values were forgotten meanwhile, what was made of all of them stays.
      const same = 'kept.series = fresh.series AND kept.time = fresh.start';
      await writer.run(`DELETE FROM ${table} AS kept USING fresh WHERE ${same}${whole}`);
      // By series: a chart of one of them reads few places of the table.
      await writer.run(
        `INSERT INTO ${table} SELECT series, start, low, high, mean, last, newest, n FROM fresh
         WHERE n > 0 AND NOT EXISTS (SELECT 1 FROM ${table} AS kept WHERE ${same}) ORDER BY series, start`,
      );
      await writer.run('DROP TABLE fresh');
    }
    await writer.run(`DELETE FROM uncondensed WHERE layer = ? AND hour IN (${list})`, [layer]);
  }

  const edgesOf = (layer: string) => edges.get(layer) as LevelEdges;

  return {
    async mark(writer, layer, times) {
      // Another gateway may have made an hour of which this one believes that it waits.
      const fresh = [...new Set(times.map((time) => Math.floor(time / HOUR)))].filter(
        (hour) => database.shared || !marked.has(`${layer} ${hour}`),
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
    async condense(now, fence) {
      const over = Math.floor((now - SETTLED_MS) / HOUR);
      const waiting = await database.read(
        `SELECT layer, hour FROM uncondensed WHERE hour < ? AND layer IN (${layers.map(() => '?').join(', ')})
         ORDER BY hour, layer LIMIT ${MOST_HOURS * 4}`,
        [BigInt(over), ...layers],
      );
      const layer = waiting[0]?.layer;
      if (layer === undefined) return false;
      const hours = waiting
        .filter((each) => each.layer === layer)
        .map((each) => Number(each.hour))
        .slice(0, MOST_HOURS);
      await database.write(async (writer) => {
        await fence(writer);
        // Before the work: a value that comes behind it marks its hour again.
        for (const hour of hours) marked.delete(`${String(layer)} ${hour}`);
        return make(writer, String(layer), hours);
      });
      return true;
    },
    async waiting(layer, from, to) {
      const rows = await database.read(
        'SELECT hour FROM uncondensed WHERE layer = ? AND hour >= ? AND hour < ? ORDER BY hour',
        [layer, BigInt(Math.floor(from / HOUR)), BigInt(Math.ceil(to / HOUR))],
      );
      return rows.map(({ hour }) => Number(hour) * HOUR);
    },
    async waitingHours() {
      return Number((await database.read('SELECT count(*) AS n FROM uncondensed'))[0]?.n);
    },
    async waitingSince(layer) {
      const [row] = await database.read('SELECT min(hour) AS hour FROM uncondensed WHERE layer = ?', [layer]);
      return row?.hour == null ? Number.POSITIVE_INFINITY : Number(row.hour) * HOUR;
    },
    async forget(layer, raw, now, fence) {
      const retention = retentionOf(layer);
      const known = edgesOf(layer);
      const before = (level: MadeLevel) => Math.floor((now - retention[level] * DAY) / HOUR) * HOUR;
      const edge = (level: MadeLevel) =>
        retention[level] === 0 ? Number.POSITIVE_INFINITY : Math.max(known[level], before(level));
      const next: LevelEdges = { raw: Math.max(known.raw, raw), minutes: edge('minutes'), hours: edge('hours') };
      await database.write(async (writer) => {
        await fence(writer);
        for (const level of MADE_LEVELS)
          if (Number.isFinite(before(level)))
            await writer.run(`DELETE FROM ${levelTable(level, layer)} WHERE time < ?`, [BigInt(before(level))]);
        await keepEdges(writer, layer, next);
      });
      edges.set(layer, next);
    },
    edgesOf,
    async refresh() {
      for (const row of await database.read('SELECT layer, raw, minutes, hours FROM forgotten')) {
        const known = edges.get(String(row.layer));
        const edge = (level: 'raw' | MadeLevel) => Math.max(known?.[level] ?? NEVER, Number(row[level] ?? NEVER));
        if (known) edges.set(String(row.layer), { raw: edge('raw'), minutes: edge('minutes'), hours: edge('hours') });
      }
    },
  };
}

/**
 * Where the levels of each layer begin. What a level that is kept from now on can still be made of waits to be condensed; what
 * is there of one that is not kept any more is deleted.
 */
async function openLevels(
  writer: Writer,
  sql: HistorySql,
  layers: readonly string[],
  tableOf: (layer: string) => string,
  retentionOf: (layer: string) => Retention,
): Promise<Map<string, LevelEdges>> {
  const kept = new Map(
    (await writer.read('SELECT layer, raw, minutes, hours FROM forgotten')).map((row) => [String(row.layer), row]),
  );
  const made = new Set(
    (await writer.read('SELECT layer, level FROM made_levels')).map(({ layer, level }) => `${level} ${layer}`),
  );
  const edges = new Map<string, LevelEdges>();
  for (const layer of layers) {
    const row = kept.get(layer);
    const raw = row?.raw == null ? NEVER : Math.ceil(Number(row.raw) / HOUR) * HOUR;
    const next = { raw, minutes: NEVER, hours: NEVER };
    for (const level of MADE_LEVELS) {
      const known = made.has(`${level} ${layer}`);
      if (retentionOf(layer)[level] === 0) {
        next[level] = Number.POSITIVE_INFINITY;
        if (!known) continue;
        await writer.run(`DELETE FROM ${levelTable(level, layer)}`);
        await writer.run('DELETE FROM made_levels WHERE layer = ? AND level = ?', [layer, level]);
        continue;
      }
      next[level] = row?.[level] == null ? NEVER : Number(row[level]);
      if (known) continue;
      const [first] = await writer.read(`SELECT min(time) AS time FROM ${levelTable(level, layer)}`);
      if (first?.time == null) next[level] = raw;
      await writer.run(
        `INSERT INTO uncondensed SELECT DISTINCT '${layer}', ${sql.cell('time', HOUR)} FROM ${tableOf(layer)}
         WHERE time >= ${raw === NEVER ? 0 : raw} ON CONFLICT DO NOTHING`,
      );
      await writer.run('INSERT INTO made_levels VALUES (?, ?)', [layer, level]);
    }
    edges.set(layer, next);
    if (row) await keepEdges(writer, layer, next);
  }
  return edges;
}

function keepEdges(writer: Writer, layer: string, { raw, minutes, hours }: LevelEdges): Promise<void> {
  const value = (edge: Instant) => (Number.isFinite(edge) ? BigInt(edge) : null);
  return writer.run(
    `INSERT INTO forgotten VALUES (?, ?, ?, ?) ON CONFLICT (layer) DO UPDATE SET
       raw = excluded.raw, minutes = excluded.minutes, hours = excluded.hours`,
    [layer, value(raw), value(minutes), value(hours)],
  );
}
