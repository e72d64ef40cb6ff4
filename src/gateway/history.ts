import { BIGINT, DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type { Instant } from '../domain/clock.ts';
import { propertyIndex } from '../domain/layer.ts';
import { QUALITIES, type Quality } from '../domain/observation.ts';
import type { HistoryPoint } from '../wire/history.ts';
import { type City, type CityLayer, placeOfRow, rowOf } from './city.ts';
import type { Database } from './database.ts';
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
/** Rows of one DuckDB vector. */
const CHUNK = 2048;

/** Every accepted observation, kept in DuckDB: one table a layer, appended in batches. */
export interface History {
  /** Queues a sample; no work beyond that. */
  add(sample: Sample): void;
  /** Writes what is queued. Rejects when the database refuses; the rows stay queued. */
  flush(): Promise<void>;
  /** Last value of every row at `at`, judged within twice the layer's offline limit. */
  asOf(at: Instant, layers?: readonly CityLayer[]): Promise<StoredRow[]>;
  /** Every sample in `(from, to]`, by time; at most `limit` of them, one more when there were more. */
  changes(from: Instant, to: Instant, limit: number): Promise<StoredRow[]>;
  /** Minimum, maximum, mean, last and count of one row in `[from, to)`, by buckets of `bucket` ms counted from `from`. */
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
  /** Deletes what is older than `before`, but not what was each row's last word then, from a sensor not offline then. */
  forget(before: Instant): Promise<void>;
  readonly backlog: number;
  readonly dropped: number;
  readonly written: number;
}

export async function openHistory(city: City, database: Database): Promise<History> {
  await database.write(async (writer) => {
    await writer.run(
      'CREATE TABLE IF NOT EXISTS series (id INTEGER PRIMARY KEY, layer VARCHAR, asset VARCHAR, property VARCHAR)',
    );
    await writer.run('CREATE TABLE IF NOT EXISTS coverage (cell BIGINT PRIMARY KEY)');
    for (const layer of city.layers)
      await writer.run(
        `CREATE TABLE IF NOT EXISTS ${tableOf(layer)} (series INTEGER, time BIGINT, value DOUBLE, quality UTINYINT)`,
      );
  });

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

  let queue: Sample[] = [];
  let newCells: number[] = [];
  let dropped = 0;
  let written = 0;
  let flushing: Promise<void> | undefined;

  async function write(writer: DuckDBConnection): Promise<void> {
    const batch = queue;
    const cells = newCells;
    queue = [];
    newCells = [];
    try {
      await writer.run('BEGIN');
      await appendSeries(writer, batch);
      for (const layer of city.layers) await appendRows(writer, layer, batch);
      if (cells.length > 0)
        await writer.run(`INSERT OR IGNORE INTO coverage VALUES ${cells.map((cell) => `(${cell})`).join(', ')}`);
      await writer.run('COMMIT');
      written += batch.length;
    } catch (error) {
      await writer.run('ROLLBACK').catch(() => undefined);
      for (const sample of batch) if (unsaved.has(sample.row)) seriesOfRow[sample.row] = -1;
      queue = [...batch, ...queue];
      newCells = [...cells, ...newCells];
      throw error;
    } finally {
      unsaved.clear();
    }
  }

  const unsaved = new Set<number>();

  async function appendSeries(writer: DuckDBConnection, batch: readonly Sample[]): Promise<void> {
    const rows: Sample[] = [];
    for (const sample of batch)
      if (seriesOfRow[sample.row] === -1) {
        seriesOfRow[sample.row] = nextSeries;
        rowOfSeries.set(nextSeries++, sample.row);
        unsaved.add(sample.row);
        rows.push(sample);
      }
    if (rows.length === 0) return;
    const appender = await writer.createAppender('series');
    for (let at = 0; at < rows.length; at += CHUNK) {
      const part = rows.slice(at, at + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR, VARCHAR, VARCHAR]);
      chunk.setColumns([
        part.map((sample) => seriesOfRow[sample.row]!),
        part.map((sample) => sample.layer.id),
        part.map((sample) => sample.layer.assets.ids[sample.slot]!),
        part.map((sample) => sample.layer.definition.properties[sample.property]!.key),
      ]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  async function appendRows(writer: DuckDBConnection, layer: CityLayer, batch: readonly Sample[]): Promise<void> {
    const rows = batch.filter((sample) => sample.layer === layer);
    if (rows.length === 0) return;
    const appender = await writer.createAppender(`history_${layer.id}`);
    for (let at = 0; at < rows.length; at += CHUNK) {
      const part = rows.slice(at, at + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, BIGINT, DOUBLE, UTINYINT]);
      chunk.setColumns([
        part.map((sample) => seriesOfRow[sample.row]!),
        part.map((sample) => BigInt(Math.round(sample.time))),
        part.map((sample) => sample.value),
        part.map((sample) => QUALITIES.indexOf(sample.quality)),
      ]);
      appender.appendDataChunk(chunk);
      if (at % (CHUNK * 8) === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    appender.closeSync();
  }

  /** Everything that arrived before the call is written when this resolves. */
  async function flush(): Promise<void> {
    if (flushing) await flushing.catch(() => undefined);
    if (queue.length === 0) return;
    flushing ??= database.write(write).finally(() => {
      flushing = undefined;
    });
    await flushing;
  }

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
        layers.map((layer) =>
          database.columns(
            `SELECT series, max(time)::DOUBLE, arg_max(value, time), arg_max(quality, time)::INTEGER
             FROM ${tableOf(layer)} WHERE time > ? AND time <= ? GROUP BY series`,
            [BigInt(Math.floor(at - 2000 * layer.definition.liveness.offline)), BigInt(Math.floor(at))],
          ),
        ),
      );
      return parts.flatMap(stored);
    },
    async changes(from, to, limit) {
      await flush().catch(() => undefined);
      const parts = await Promise.all(
        city.layers.map((layer) =>
          database.columns(
            `SELECT series, time::DOUBLE, value, quality::INTEGER
             FROM ${tableOf(layer)} WHERE time > ? AND time <= ? ORDER BY time LIMIT ${Math.round(limit) + 1}`,
            [BigInt(Math.floor(from)), BigInt(Math.floor(to))],
          ),
        ),
      );
      return parts.flatMap(stored).sort((a, b) => a.time - b.time);
    },
    async buckets(layer, property, slot, from, to, bucket) {
      await flush().catch(() => undefined);
      const series = seriesOfRow[rowOf(layer, propertyIndex(layer.definition, property), slot)] ?? -1;
      if (series === -1) return [];
      const rows = await database.columns(
        `SELECT (? + floor((time - ?) / ?::DOUBLE) * ?)::DOUBLE AS bucket,
           min(value), max(value), avg(value), arg_max(value, time), count(*)::DOUBLE
         FROM ${tableOf(layer)}
         WHERE series = ? AND time >= ? AND time < ? AND quality < 2 GROUP BY bucket ORDER BY bucket`,
        [from, BigInt(from), bucket, bucket, series, BigInt(from), BigInt(to)],
      );
      const [time = [], min = [], max = [], mean = [], last = [], count = []] = rows as number[][];
      return time.map((each, i) => ({
        time: each,
        min: min[i]!,
        max: max[i]!,
        mean: mean[i]!,
        last: last[i]!,
        count: count[i]!,
      }));
    },
    observed(from, to) {
      for (let cell = Math.floor(from / COVERAGE_MS); cell * COVERAGE_MS < to; cell++)
        if (covered.has(cell)) return true;
      return false;
    },
    async forget(before) {
      await flush();
      const cell = Math.floor(before / COVERAGE_MS);
      await database.write(async (writer) => {
        for (const layer of city.layers) {
          const table = tableOf(layer);
          const edge = BigInt(Math.floor(before));
          const offline = BigInt(Math.floor(before - 1000 * layer.definition.liveness.offline));
          await writer.run(`DELETE FROM ${table} WHERE time < ?`, [offline]);
          await writer.run(
            `DELETE FROM ${table} WHERE time < ?
             AND (series, time) NOT IN (SELECT (series, max(time)) FROM ${table} WHERE time < ? GROUP BY series)`,
            [edge, edge],
          );
        }
        await writer.run('DELETE FROM coverage WHERE cell < ?', [BigInt(cell)]);
      });
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

/** Layer ids are `[a-z0-9-]{1,32}`, so a quoted name is safe. */
function tableOf(layer: CityLayer): string {
  if (!/^[a-z0-9-]{1,32}$/.test(layer.id)) throw new RangeError(`Layer id "${layer.id}": expected [a-z0-9-]{1,32}.`);
  return `"history_${layer.id}"`;
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
