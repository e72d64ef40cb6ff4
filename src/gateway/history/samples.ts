import type { Instant } from '../../domain/clock.ts';
import { QUALITIES, type Quality } from '../../domain/observation.ts';
import type { HistoryLevel, Stretch } from '../../domain/retention.ts';
import type { Database } from '../database.ts';
import { levelTable } from './levels.ts';

/** One stored value of a row. Of a coarser level it is the last value of its minute or hour. */
export interface StoredSample {
  readonly time: Instant;
  readonly value: number;
  readonly quality: Quality;
  readonly level: HistoryLevel;
}

/** A condition on samples; `than` in ms or in the property's unit. */
export type SampleCondition =
  | { readonly is: 'and' | 'or'; readonly parts: readonly SampleCondition[] }
  | { readonly is: 'not'; readonly part: SampleCondition }
  | {
      readonly is: 'compare';
      readonly what: 'time' | 'value';
      readonly by: '=' | '<>' | '<' | '<=' | '>' | '>=';
      readonly than: number;
    };

/** Which samples of a row, in which order. */
export interface SampleQuery {
  readonly where?: SampleCondition | undefined;
  readonly order: readonly { readonly by: 'time' | 'value'; readonly descending: boolean }[];
  readonly skip: number;
  readonly limit: number;
}

const LEVELS: readonly HistoryLevel[] = ['raw', 'minutes', 'hours'];

/** The part of time outside which nothing meets a condition: `[from, to)`, ms. */
export function spanOfCondition(where: SampleCondition | undefined): { from: Instant; to: Instant } {
  const all = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  if (where?.is === 'and') {
    const spans = where.parts.map(spanOfCondition);
    return { from: Math.max(...spans.map(({ from }) => from)), to: Math.min(...spans.map(({ to }) => to)) };
  }
  if (where?.is !== 'compare' || where.what !== 'time' || where.by === '<>') return all;
  return {
    from: where.by === '>' || where.by === '>=' || where.by === '=' ? Math.floor(where.than) : all.from,
    to: where.by === '<' || where.by === '<=' || where.by === '=' ? Math.floor(where.than) + 1 : all.to,
  };
}

/** Reads single values of a series, from the finest level that is there. */
export function createSamples(database: Database, tableOf: (layer: string) => string) {
  function from(layer: string, series: number, stretches: readonly Stretch[]): string {
    const parts = stretches.map(({ level, from, to }) =>
      level === 'raw'
        ? `SELECT time, value, quality::INTEGER AS quality, 0 AS level FROM ${tableOf(layer)}
           WHERE series = ${series} AND time >= ${from} AND time < ${to}`
        : `SELECT newest AS time, last AS value, 0 AS quality, ${LEVELS.indexOf(level)} AS level FROM ${levelTable(level, layer)}
           WHERE series = ${series} AND newest >= ${from} AND newest < ${to}`,
    );
    return `(${parts.join(' UNION ALL ')}) AS samples`;
  }

  return {
    async read(
      layer: string,
      series: number,
      stretches: readonly Stretch[],
      query: SampleQuery,
    ): Promise<StoredSample[]> {
      const { sql, values } = conditionOf(query.where);
      const order = query.order.map(({ by, descending }) => `${by} ${descending ? 'DESC' : 'ASC'}`);
      const columns = await database.columns(
        `SELECT time::FLOAT8 AS at_time, value, quality, level FROM ${from(layer, series, stretches)} WHERE ${sql}
         ORDER BY ${[...order, 'time DESC'].join(', ')} LIMIT ${Math.round(query.limit)} OFFSET ${Math.round(query.skip)}`,
        values,
      );
      const [times = [], found = [], qualities = [], levels = []] = columns as number[][];
      return times.map((time, i) => ({
        time,
        value: found[i] as number,
        quality: QUALITIES[qualities[i] as number] ?? 'bad',
        level: LEVELS[levels[i] as number] ?? 'raw',
      }));
    },
    async count(
      layer: string,
      series: number,
      stretches: readonly Stretch[],
      where?: SampleCondition,
    ): Promise<number> {
      const { sql, values } = conditionOf(where);
      const [row] = await database.read(
        `SELECT count(*)::FLOAT8 AS n FROM ${from(layer, series, stretches)} WHERE ${sql}`,
        values,
      );
      return Number(row?.n ?? 0);
    },
  };
}

function conditionOf(where: SampleCondition | undefined): { sql: string; values: number[] } {
  if (!where) return { sql: 'TRUE', values: [] };
  if (where.is === 'compare') return { sql: `${where.what}::FLOAT8 ${where.by} ?::FLOAT8`, values: [where.than] };
  if (where.is === 'not') {
    const inner = conditionOf(where.part);
    return { sql: `NOT (${inner.sql})`, values: inner.values };
  }
  const parts = where.parts.map(conditionOf);
  return {
    sql: `(${parts.map(({ sql }) => sql).join(where.is === 'and' ? ' AND ' : ' OR ')})`,
    values: parts.flatMap(({ values }) => values),
  };
}
