import { QUALITIES } from '../../domain/observation.ts';
import { type City, type CityLayer, rowOf } from '../city.ts';
import type { Column, Database, Writer } from '../database.ts';
import type { Sample } from '../ingest.ts';
import type { Coverage } from './coverage.ts';
import type { HistoryLevels } from './levels.ts';
import type { Series } from './series.ts';
import type { HistorySql } from './sql.ts';

/** Rows that may wait for the database; beyond it the oldest are dropped and counted. */
const LONGEST_BACKLOG = 500_000;

/** What PostgreSQL says when another gateway was quicker: a value is there (23505), the partition of an old day is not (23514). */
const OTHERS = ['23505', '23514'];

/** Samples on their way to the database: one batch, one transaction. */
export interface SampleQueue {
  /** Queues a sample; no work beyond that. */
  add(sample: Sample): void;
  /** Writes what is queued. Rejects when the database refuses; the rows stay queued. */
  flush(): Promise<void>;
  readonly backlog: number;
  readonly dropped: number;
  readonly written: number;
}

export async function openSampleQueue(
  city: City,
  database: Database,
  parts: {
    readonly sql: HistorySql;
    readonly series: Series;
    readonly coverage: Coverage;
    readonly levels: HistoryLevels;
    readonly tableOf: (layer: CityLayer) => string;
  },
): Promise<SampleQueue> {
  const { sql, series, coverage, levels, tableOf } = parts;
  /** By row: nothing later is kept. What is later yet can have no equal, so nobody looks for one. */
  const newestKept = new Float64Array(city.rows).fill(Number.NEGATIVE_INFINITY);
  for (const layer of city.layers) {
    const [row] = await database.read(`SELECT max(time) AS time FROM ${tableOf(layer)}`);
    if (row?.time != null)
      newestKept.fill(Number(row.time), layer.firstRow, rowOf(layer, layer.definition.properties.length, 0));
  }

  /** Another gateway keeps the same values: each may be there already. */
  let kept = false;
  let queue: Sample[] = [];
  let dropped = 0;
  let written = 0;
  let flushing: Promise<void> | undefined;

  async function write(): Promise<void> {
    try {
      await writeOnce();
    } catch (error) {
      if (!database.shared || !OTHERS.includes((error as { code?: string }).code ?? '')) throw error;
      kept = true;
      await writeOnce();
    }
  }

  async function writeOnce(): Promise<void> {
    const batch = queue;
    queue = [];
    const undo: (() => void)[] = [];
    try {
      await database.write(async (writer) => {
        undo.push(await series.number(writer, new Set(batch.map(({ row }) => row))));
        for (const layer of city.layers) await writeRows(writer, layer, batch);
        undo.push(await coverage.write(writer));
      });
      written += batch.length;
      for (const { row, time } of batch) if (time > newestKept[row]!) newestKept[row] = time;
    } catch (error) {
      sql.undone();
      levels.undone();
      for (const each of undo) each();
      queue = [...batch, ...queue];
      throw error;
    }
  }

  async function writeRows(writer: Writer, layer: CityLayer, batch: readonly Sample[]): Promise<void> {
    const all = batch.filter((sample) => sample.layer === layer);
    if (all.length === 0) return;
    const { rows, repeated } = onceEach(all, newestKept, kept);
    const table = tableOf(layer);
    const times = rows.map((sample) => Math.round(sample.time));
    const columns: Column[] = [
      { name: 'series', type: 'integer', values: rows.map((sample) => series.of(sample.row)) },
      { name: 'time', type: 'bigint', values: times },
      { name: 'value', type: 'double', values: rows.map((sample) => sample.value) },
      { name: 'quality', type: 'small', values: rows.map((sample) => QUALITIES.indexOf(sample.quality)) },
    ];
    await sql.prepare(writer, table, times);
    await levels.mark(writer, layer.id, times);
    if (repeated || kept) await writer.upsert(table, columns, ['series', 'time']);
    else await writer.append(table, columns);
  }

  return {
    add(sample) {
      // hot: 10,000 rows a second
      queue.push(sample);
      if (queue.length > LONGEST_BACKLOG * 1.1) {
        dropped += queue.length - LONGEST_BACKLOG;
        queue = queue.slice(-LONGEST_BACKLOG);
      }
      coverage.add(sample.time);
    },
    /** Everything that arrived before the call is written when this resolves. */
    async flush() {
      if (flushing) await flushing.catch(() => undefined);
      if (queue.length === 0) return;
      flushing ??= write().finally(() => {
        flushing = undefined;
      });
      await flushing;
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

/** The last of each row and time; `repeated` where one of them may be kept already, or come after what is kept. */
function onceEach(
  batch: readonly Sample[],
  newestKept: Float64Array,
  kept: boolean,
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
  if (!repeated && !kept) return { rows: batch, repeated };
  const last = new Map(batch.map((sample) => [`${sample.row} ${Math.round(sample.time)}`, sample]));
  return { rows: [...last.values()], repeated };
}
