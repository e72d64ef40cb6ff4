import { DAY, HOUR, type Instant } from '../../domain/clock.ts';
import { propertyIndex } from '../../domain/layer.ts';
import {
  HISTORY_LEVELS,
  type HistoryLevel,
  inWholeHours,
  type KeptSpan,
  type Retention,
  stretchesOf,
} from '../../domain/retention.ts';
import type { HistoryPoint } from '../../wire/history.ts';
import { type City, type CityLayer, rowOf } from '../city.ts';
import type { Database } from '../database.ts';
import type { Sample } from '../ingest.ts';
import { createCharts } from './charts.ts';
import { openCoverage } from './coverage.ts';
import { type Fence, openHistoryLevels } from './levels.ts';
import { openSampleQueue } from './sample-queue.ts';
import {
  createSamples,
  type SampleCondition,
  type SampleQuery,
  type StoredSample,
  spanOfCondition,
} from './samples.ts';
import { openSeries } from './series.ts';
import { createSnapshots, type StoredRow } from './snapshots.ts';
import { historySql } from './sql.ts';

const OPEN: Fence = async () => undefined;
/** Beyond every time that is kept: the last that a `Date` holds, ms. */
const LAST = 8.64e15;

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
   * Minimum, maximum, mean, last and count of one row in `[from, to)`, by buckets of `bucket` ms counted from `from`, as exact as
   * the finest level that is there. Buckets that begin and end on whole hours are the fastest.
   */
  buckets(
    layer: CityLayer,
    property: string,
    slot: number,
    from: Instant,
    to: Instant,
    bucket: number,
  ): Promise<HistoryPoint[]>;
  /** Single values of one row, of whatever quality; of the finest level that is there. */
  samples(layer: CityLayer, property: string, slot: number, query: SampleQuery): Promise<StoredSample[]>;
  /** How many single values of one row meet a condition. */
  countSamples(layer: CityLayer, property: string, slot: number, where?: SampleCondition): Promise<number>;
  /** Whether anything was observed in `[from, to)`, to within ten minutes. */
  observed(from: Instant, to: Instant): boolean;
  /** The finest levels that are there of a span of a layer, coarsest first. */
  levelsOf(layer: CityLayer, from: Instant, to: Instant): HistoryLevel[];
  /** Makes minutes and hours of the oldest values that wait for it: one small step. False when nothing waits. */
  condense(now: Instant, fence?: Fence): Promise<boolean>;
  /** Number of hours, those of each layer, whose minutes and hours are still to be made. */
  waitingHours(): Promise<number>;
  /**
   * Deletes what is older at `now` than its layer's retention, but no values of a kept span, none that wait to be condensed, and
   * not what was each row's last word when the kept values begin, from a sensor not offline then.
   */
  forget(now: Instant, fence?: Fence): Promise<void>;
  /** Learns what other gateways at the same database did. */
  refresh(): Promise<void>;
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
  retentionOf: (layer: CityLayer) => Retention,
): Promise<History> {
  const sql = historySql(database);
  await database.write(async (writer) => {
    for (const layer of city.layers) await sql.create(writer, tableOf(layer));
  });
  const series = await openSeries(city, database);
  const coverage = await openCoverage(database);
  const levels = await openHistoryLevels(
    database,
    sql,
    city.layers.map(({ id }) => id),
    (id) => tableOf(city.layer(id) as CityLayer),
    (id) => retentionOf(city.layer(id) as CityLayer),
  );
  const queue = await openSampleQueue(city, database, { sql, series, coverage, levels, tableOf });
  const chart = createCharts(database, sql, levels);
  const samples = createSamples(database, (id) => tableOf(city.layer(id) as CityLayer));
  const snapshots = createSnapshots(database, sql, series, tableOf);

  let keptSpans: (layer: CityLayer) => readonly KeptSpan[] = () => [];
  const spansOf = (layer: CityLayer) => keptSpans(layer).map(inWholeHours);
  const stretches = (layer: CityLayer, from: Instant, to: Instant) =>
    stretchesOf(levels.edgesOf(layer.id), spansOf(layer), from, to);

  /** Where the values of a row lie that may meet a condition; undefined when there are none. */
  async function placeOf(layer: CityLayer, property: string, slot: number, where: SampleCondition | undefined) {
    await queue.flush().catch(() => undefined);
    const id = series.of(rowOf(layer, propertyIndex(layer.definition, property), slot));
    const { from, to } = spanOfCondition(where);
    const [first, last] = [Math.max(0, from), Math.min(LAST, to)];
    return id === -1 || first >= last ? undefined : { series: id, stretches: stretches(layer, first, last) };
  }

  async function forgetLayer(layer: CityLayer, now: Instant, fence: Fence): Promise<Instant> {
    const retention = retentionOf(layer);
    const table = tableOf(layer);
    const spans = spansOf(layer);
    const begins = Math.floor((now - retention.raw * DAY) / HOUR) * HOUR;
    const edge = Math.min(begins, await levels.waitingSince(layer.id));
    if (Number.isFinite(edge)) {
      const offline = Math.min(edge, Math.floor(begins - 1000 * layer.definition.liveness.offline));
      await database.write(async (writer) => {
        await fence(writer);
        await sql.forget(writer, table, offline, null, spans);
        const lastWord = `SELECT series, max(time) AS time FROM ${table} WHERE time < ? GROUP BY series`;
        await sql.forget(writer, table, edge, { sql: lastWord, values: [BigInt(begins)] }, spans);
      });
    }
    await levels.forget(layer.id, edge, now, fence);
    const longest = Math.max(...HISTORY_LEVELS.map((level) => retention[level]));
    return Math.min(edge, ...spans.map(({ from }) => from), now - longest * DAY);
  }

  return {
    add: (sample) => queue.add(sample),
    flush: () => queue.flush(),
    async asOf(at, layers = city.layers) {
      await queue.flush().catch(() => undefined);
      const levelAt = (layer: CityLayer) => stretches(layer, at, at + 1)[0]?.level ?? 'raw';
      return (await Promise.all(layers.map((layer) => snapshots.asOf(layer, levelAt(layer), at)))).flat();
    },
    async changes(from, to, limit) {
      await queue.flush().catch(() => undefined);
      const parts = city.layers.flatMap((layer) =>
        stretches(layer, from + 1, to + 1).map((stretch) => snapshots.changes(layer, stretch, limit)),
      );
      return (await Promise.all(parts)).flat().sort((a, b) => a.time - b.time);
    },
    async buckets(layer, property, slot, from, to, bucket) {
      await queue.flush().catch(() => undefined);
      const id = series.of(rowOf(layer, propertyIndex(layer.definition, property), slot));
      if (id === -1) return [];
      const origin = Math.floor(from);
      return chart(
        { layer: layer.id, table: tableOf(layer), series: id, stretches: stretches(layer, origin, Math.ceil(to)) },
        { origin, width: Math.max(1, Math.round(bucket)) },
      );
    },
    async samples(layer, property, slot, query) {
      const place = await placeOf(layer, property, slot, query.where);
      return place ? samples.read(layer.id, place.series, place.stretches, query) : [];
    },
    async countSamples(layer, property, slot, where) {
      const place = await placeOf(layer, property, slot, where);
      return place ? samples.count(layer.id, place.series, place.stretches, where) : 0;
    },
    levelsOf: (layer, from, to) => {
      const found = new Set(stretches(layer, from, to).map(({ level }) => level));
      return HISTORY_LEVELS.filter((level) => found.has(level)).toReversed();
    },
    condense: async (now, fence = OPEN) => {
      await queue.flush();
      return levels.condense(now, fence);
    },
    waitingHours: () => levels.waitingHours(),
    keep(spans) {
      keptSpans = spans;
    },
    observed: (from, to) => coverage.observed(from, to),
    async forget(now, fence = OPEN) {
      await queue.flush();
      let oldest = now;
      for (const layer of city.layers) oldest = Math.min(oldest, await forgetLayer(layer, now, fence));
      if (Number.isFinite(oldest)) await coverage.forget(oldest);
    },
    async refresh() {
      await series.refresh();
      await levels.refresh();
      await coverage.refresh();
    },
    get backlog() {
      return queue.backlog;
    },
    get dropped() {
      return queue.dropped;
    },
    get written() {
      return queue.written;
    },
  };
}

/** Layer ids are `[a-z0-9-]{1,32}`, so a quoted name is safe. */
function tableOf(layer: CityLayer): string {
  if (!/^[a-z0-9-]{1,32}$/.test(layer.id)) throw new RangeError(`Layer id "${layer.id}": expected [a-z0-9-]{1,32}.`);
  return `"history_${layer.id}"`;
}
