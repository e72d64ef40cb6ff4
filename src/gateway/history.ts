import { DAY, type Instant } from '../domain/clock.ts';
import { propertyIndex } from '../domain/layer.ts';
import { QUALITIES, type Quality } from '../domain/observation.ts';
import {
  DEFAULT_RETENTION,
  HISTORY_LEVELS,
  type HistoryLevel,
  type KeptSpan,
  type Retention,
  stretchesOf,
} from '../domain/retention.ts';
import type { HistoryPoint } from '../wire/history.ts';
import { type City, type CityLayer, placeOfRow, rowOf } from './city.ts';
import type { Column, Database, Writer } from './database.ts';
import { levelTable, openHistoryLevels } from './history-levels.ts';
import { historySql, type Query } from './history-sql.ts';
import type { Sample } from './ingest.ts';

/** One stored value, by row number of the city. */
export interface StoredRow {
  readonly row: number;
  readonly value: number;
  readonly time: Instant;
  readonly quality: Quality;
}

/** Rows that may wait for the database; beyond it the oldest are dropped and counted. */
const LONGEST_BACKLOG = 500_000;
/** Cells of time in which the store remembers whether anything was observed, in milliseconds. */
const COVERAGE_MS = 600_000;

/**
 * Every accepted observation, kept in the database: one table a layer, written in batches. A value of the same row and time
 * takes the place of the earlier one, so that whatever is sent twice is kept once.
 */
export interface History {
  /** Queues a sample; no work beyond that. */
  add(sample: Sample): void;
  /** Writes what is queued. Rejects when the database refuses; the rows stay queued. */
  flush(): Promise<void>;
  /** Last value of every row at `at`, judged within twice the layer's offline limit, of the finest level that is there. */
  asOf(at: Instant, layers?: readonly CityLayer[]): Promise<StoredRow[]>;
  /** Every sample in `(from, to]`, by time; at most `limit` of them, one more when there were more. */
  changes(from: Instant, to: Instant, limit: number): Promise<StoredRow[]>;
  /**
   * Minimum, maximum, mean, last and count of one row in `[from, to)`, by buckets of `bucket` ms counted from `from`; each part of
   * the span is read from the finest level that is there.
   */
  buckets(
    layer: CityLayer,
    property: string,
    slot: number,
    from: Instant,
    to: Instant,
    bucket: number,
  ): Promise<HistoryPoint[]>;
  /** Whether anything was observed in `[from, to)`, to within ten minutes. */
  observed(from: Instant, to: Instant): boolean;
  /** The levels that a span of a layer is read from, coarsest first. */
  levelsOf(layer: CityLayer, from: Instant, to: Instant): HistoryLevel[];
  /** Makes minutes and hours of the oldest values that wait for it: one small step. False when nothing waits. */
  condense(now: Instant): Promise<boolean>;
  /**
   * Deletes what is older at `now` than its layer's retention, but no values of a kept span, none that wait to be condensed, and
   * not what was each row's last word when the kept values begin, from a sensor not offline then.
   */
  forget(now: Instant): Promise<void>;
  /** Spans of a layer whose values are kept at any age. */
  keep(spansOf: (layer: CityLayer) => readonly KeptSpan[]): void;
  readonly backlog: number;
  readonly dropped: number;
  readonly written: number;
}

/**
 * @param retentionOf how long each level of a layer is kept
 */
export async function openHistory(
  city: City,
  database: Database,
  retentionOf: (layer: CityLayer) => Retention = () => DEFAULT_RETENTION,
): Promise<History> {
  const sql = historySql(database);
  let keptSpans: (layer: CityLayer) => readonly KeptSpan[] = () => [];
  await database.write(async (writer) => {
    await writer.run(
      'CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, layer VARCHAR, asset VARCHAR, property VARCHAR)',
    );
    await writer.run('CREATE TABLE IF NOT EXISTS coverage (cell BIGINT PRIMARY KEY)');
    for (const layer of city.layers) await sql.create(writer, tableOf(layer));
  });

  const levels = await openHistoryLevels(
    database,
    city.layers.map(({ id }) => id),
    (id) => tableOf(city.layer(id) as CityLayer),
    (id) => retentionOf(city.layer(id) as CityLayer),
  );

  /** Series outlive slot numbers: a rebuilt city finds its history by layer, asset id and property. */
  const seriesOfRow = new Int32Array(city.rows).fill(-1);
  const rowOfSeries = new Map<number, number>();
  let nextSeries = 0;
  for (const each of await database.read('SELECT id, layer, asset, property FROM series')) {
    const id = Number(each.id);
    nextSeries = Math.max(nextSeries, id + 1);
    const row = knownRow(city, String(each.layer), String(each.asset), String(each.property));
    if (row === undefined) continue;
    seriesOfRow[row] = id;
    rowOfSeries.set(id, row);
  }
  const covered = new Set<number>((await database.read('SELECT cell FROM coverage')).map((each) => Number(each.cell)));

  /** By row: nothing later is kept. What is later yet can have no equal, so nobody looks for one. */
  const newestKept = new Float64Array(city.rows).fill(Number.NEGATIVE_INFINITY);
  for (const layer of city.layers) {
    const [row] = await database.read(`SELECT max(time) AS time FROM ${tableOf(layer)}`);
    if (row?.time != null)
      newestKept.fill(Number(row.time), layer.firstRow, rowOf(layer, layer.definition.properties.length, 0));
  }

  let queue: Sample[] = [];
  let newCells: number[] = [];
  let dropped = 0;
  let written = 0;
  let flushing: Promise<void> | undefined;

  async function write(): Promise<void> {
    const batch = queue;
    const cells = newCells;
    queue = [];
    newCells = [];
    const unsaved: number[] = [];
    try {
      await database.write(async (writer) => {
        await appendSeries(writer, batch, unsaved);
        for (const layer of city.layers) await writeRows(writer, layer, batch);
        const column: Column = { name: 'cell', type: 'bigint', values: [...new Set(cells)] };
        if (cells.length > 0)
          await writer.run(
            `INSERT INTO coverage VALUES ${column.values.map((cell) => `(${cell})`).join(', ')} ON CONFLICT DO NOTHING`,
          );
      });
      written += batch.length;
      for (const { row, time } of batch) if (time > newestKept[row]!) newestKept[row] = time;
    } catch (error) {
      sql.undone();
      levels.undone();
      for (const row of unsaved) seriesOfRow[row] = -1;
      queue = [...batch, ...queue];
      newCells = [...cells, ...newCells];
      throw error;
    }
  }

  async function appendSeries(writer: Writer, batch: readonly Sample[], unsaved: number[]): Promise<void> {
    const fresh: Sample[] = [];
    for (const sample of batch)
      if (seriesOfRow[sample.row] === -1) {
        seriesOfRow[sample.row] = nextSeries;
        rowOfSeries.set(nextSeries++, sample.row);
        unsaved.push(sample.row);
        fresh.push(sample);
      }
    const text = (name: string, of: (sample: Sample) => string): Column => ({
      name,
      type: 'text',
      values: fresh.map(of),
    });
    if (fresh.length > 0)
      await writer.append('series', [
        { name: 'id', type: 'integer', values: fresh.map(({ row }) => seriesOfRow[row]!) },
        text('layer', ({ layer }) => layer.id),
        text('asset', ({ layer, slot }) => layer.assets.ids[slot]!),
        text('property', ({ layer, property }) => layer.definition.properties[property]!.key),
      ]);
  }

  async function writeRows(writer: Writer, layer: CityLayer, batch: readonly Sample[]): Promise<void> {
    const all = batch.filter((sample) => sample.layer === layer);
    if (all.length === 0) return;
    const { rows, repeated } = onceEach(all, newestKept);
    const table = tableOf(layer);
    const times = rows.map((sample) => Math.round(sample.time));
    const columns: Column[] = [
      { name: 'series', type: 'integer', values: rows.map((sample) => seriesOfRow[sample.row]!) },
      { name: 'time', type: 'bigint', values: times },
      { name: 'value', type: 'double', values: rows.map((sample) => sample.value) },
      { name: 'quality', type: 'small', values: rows.map((sample) => QUALITIES.indexOf(sample.quality)) },
    ];
    await sql.prepare(writer, table, times);
    await levels.mark(writer, layer.id, times);
    if (repeated) await writer.upsert(table, columns, ['series', 'time']);
    else await writer.append(table, columns);
  }

  /** Everything that arrived before the call is written when this resolves. */
  async function flush(): Promise<void> {
    if (flushing) await flushing.catch(() => undefined);
    if (queue.length === 0) return;
    flushing ??= write().finally(() => {
      flushing = undefined;
    });
    await flushing;
  }

  const ask = (query: Query) => database.columns(query.sql, query.values);

  const stretches = (layer: CityLayer, from: Instant, to: Instant) =>
    stretchesOf(levels.edgesOf(layer.id), keptSpans(layer), from, to);
  const levelAt = (layer: CityLayer, at: Instant) => stretches(layer, at, at + 1)[0]?.level ?? 'raw';

  function stored(columns: readonly (readonly unknown[])[]): StoredRow[] {
    const [series = [], times = [], values = [], qualities = []] = columns;
    const rows: StoredRow[] = [];
    for (let i = 0; i < series.length; i++) {
      const row = rowOfSeries.get(series[i] as number);
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
    add(sample) {
      // hot: 10,000 rows a second
      queue.push(sample);
      if (queue.length > LONGEST_BACKLOG * 1.1) {
        dropped += queue.length - LONGEST_BACKLOG;
        queue = queue.slice(-LONGEST_BACKLOG);
      }
      const cell = Math.floor(sample.time / COVERAGE_MS);
      if (!covered.has(cell)) {
        covered.add(cell);
        newCells.push(cell);
      }
    },
    flush,
    async asOf(at, layers = city.layers) {
      await flush().catch(() => undefined);
      const parts = await Promise.all(
        layers.map((layer) => {
          const from = Math.floor(at - 2000 * layer.definition.liveness.offline);
          const level = levelAt(layer, at);
          if (level === 'raw') return ask(sql.asOf(tableOf(layer), from, Math.floor(at)));
          return ask({
            sql: `SELECT series, newest::FLOAT8, last, 0 FROM ${levelTable(level, layer.id)} AS kept
                  WHERE newest > ? AND newest <= ? AND newest =
                    (SELECT max(newest) FROM ${levelTable(level, layer.id)} AS later
                     WHERE later.series = kept.series AND later.newest <= ? AND later.newest > ?)`,
            values: [BigInt(from), BigInt(Math.floor(at)), BigInt(Math.floor(at)), BigInt(from)],
          });
        }),
      );
      return parts.flatMap(stored);
    },
    async changes(from, to, limit) {
      await flush().catch(() => undefined);
      const parts = await Promise.all(
        city.layers.flatMap((layer) =>
          stretches(layer, from + 1, to + 1).map((stretch) => {
            const [table, time, value, quality] =
              stretch.level === 'raw'
                ? [tableOf(layer), 'time', 'value', 'quality']
                : [levelTable(stretch.level, layer.id), 'newest', 'last', '0'];
            return database.columns(
              `SELECT series, ${time}::FLOAT8 AS at_time, ${value}, ${quality}::INTEGER
               FROM ${table} WHERE ${time} >= ? AND ${time} < ? ORDER BY at_time LIMIT ${Math.round(limit) + 1}`,
              [BigInt(Math.floor(stretch.from)), BigInt(Math.floor(stretch.to))],
            );
          }),
        ),
      );
      return parts.flatMap(stored).sort((a, b) => a.time - b.time);
    },
    async buckets(layer, property, slot, from, to, bucket) {
      await flush().catch(() => undefined);
      const series = seriesOfRow[rowOf(layer, propertyIndex(layer.definition, property), slot)] ?? -1;
      if (series === -1) return [];
      const origin = Math.floor(from);
      const width = Math.max(1, Math.round(bucket));
      const parts = await Promise.all(
        stretches(layer, origin, Math.ceil(to)).map(({ level, from: begin, to: end }) =>
          ask(
            level === 'raw'
              ? sql.buckets(tableOf(layer), series, begin, end, width, origin)
              : sql.coarser(levelTable(level, layer.id), series, begin, end, width, origin),
          ),
        ),
      );
      return joined(parts.flatMap(pointsOf));
    },
    levelsOf: (layer, from, to) => {
      const found = new Set(stretches(layer, from, to).map(({ level }) => level));
      return HISTORY_LEVELS.filter((level) => found.has(level)).toReversed();
    },
    condense: async (now) => {
      await flush();
      return levels.condense(now);
    },
    keep(spansOf) {
      keptSpans = spansOf;
    },
    observed(from, to) {
      for (let cell = Math.floor(from / COVERAGE_MS); cell * COVERAGE_MS < to; cell++)
        if (covered.has(cell)) return true;
      return false;
    },
    async forget(now) {
      await flush();
      let oldest = now;
      for (const layer of city.layers) {
        const retention = retentionOf(layer);
        const table = tableOf(layer);
        const spans = keptSpans(layer);
        const begins = Math.floor(now - retention.raw * DAY);
        const edge = Math.min(begins, await levels.waitingSince(layer.id));
        const offline = Math.min(edge, Math.floor(begins - 1000 * layer.definition.liveness.offline));
        await database.write(async (writer) => {
          await sql.forget(writer, table, offline, null, spans);
          const lastWord = `SELECT series, max(time) AS time FROM ${table} WHERE time < ? GROUP BY series`;
          await sql.forget(writer, table, edge, { sql: lastWord, values: [BigInt(begins)] }, spans);
        });
        await levels.forget(layer.id, edge, now);
        oldest = Math.min(oldest, edge, ...spans.map(({ from }) => from), now - longest(retention) * DAY);
      }
      if (oldest === Number.NEGATIVE_INFINITY) return;
      const cell = Math.floor(oldest / COVERAGE_MS);
      await database.write((writer) => writer.run('DELETE FROM coverage WHERE cell < ?', [BigInt(cell)]));
      for (const each of covered) if (each < cell) covered.delete(each);
    },
    get backlog() {
      return queue.length;
    },
    get dropped() {
      return dropped;
    },
    get written() {
      return written;
    },
  };
}

function pointsOf(columns: readonly (readonly unknown[])[]): HistoryPoint[] {
  const [time = [], min = [], max = [], mean = [], last = [], count = []] = columns as number[][];
  return time.map((each, i) => ({
    time: each,
    min: min[i]!,
    max: max[i]!,
    mean: mean[i]!,
    last: last[i]!,
    count: count[i]!,
  }));
}

/** A bucket that lies across the border of two levels comes in two parts. */
function joined(points: readonly HistoryPoint[]): HistoryPoint[] {
  const whole: HistoryPoint[] = [];
  for (const each of points) {
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

function longest({ raw, minutes, hours }: Retention): number {
  return Math.max(raw, minutes, hours);
}

/** Layer ids are `[a-z0-9-]{1,32}`, so a quoted name is safe. */
function tableOf(layer: CityLayer): string {
  if (!/^[a-z0-9-]{1,32}$/.test(layer.id)) throw new RangeError(`Layer id "${layer.id}": expected [a-z0-9-]{1,32}.`);
  return `"history_${layer.id}"`;
}

/** The last of each row and time; `repeated` where one of them may be kept already, or come after what is kept. */
function onceEach(
  batch: readonly Sample[],
  newestKept: Float64Array,
): { readonly rows: readonly Sample[]; readonly repeated: boolean } {
  // hot: 10,000 rows a second
  const newest = new Map<number, number>();
  let repeated = false;
  for (const { row, time } of batch) {
    if (!(time > (newest.get(row) ?? newestKept[row]!))) {
      repeated = true;
      break;
    }
    newest.set(row, time);
  }
  if (!repeated) return { rows: batch, repeated };
  const last = new Map(batch.map((sample) => [`${sample.row} ${Math.round(sample.time)}`, sample]));
  return { rows: [...last.values()], repeated };
}

function knownRow(city: City, layerId: string, asset: string, property: string): number | undefined {
  const place = city.find(asset);
  if (place?.layer.id !== layerId) return undefined;
  const index = place.layer.definition.properties.findIndex((each) => each.key === property);
  return index < 0 ? undefined : rowOf(place.layer, index, place.slot);
}

/** Writes stored rows into the last-value tables: what was known when the gateway went down. */
export function restoreLast(city: City, rows: readonly StoredRow[]): void {
  for (const { row, value, time, quality } of rows) {
    const { layer, property, slot } = placeOfRow(city, row);
    if (!(layer.last.times[property]![slot]! > time)) layer.last.write(property, slot, value, time, quality);
  }
}
