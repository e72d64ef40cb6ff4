import * as v from 'valibot';
import type { Alert } from '../domain/alert.ts';
import { HISTORY_LEVELS, type HistoryLevel } from '../domain/retention.ts';
import { parseWith } from './parse.ts';
import { AlertSchema, DispatchSchema } from './socket.ts';

/** One time bucket of one property: `GET /api/assets/:id/history`. `time` is the bucket's start, ms. */
const HistoryPoint = v.object({
  time: v.number(),
  min: v.number(),
  max: v.number(),
  mean: v.number(),
  /** The newest value of the bucket, and how many there are. */
  last: v.number(),
  count: v.number(),
});
export type HistoryPoint = v.InferOutput<typeof HistoryPoint>;

/** Alerts raised in `[from, to)`: `GET /api/alerts/density`. `observed` false: the store holds nothing there. */
const AlertDensity = v.object({
  from: v.number(),
  to: v.number(),
  yellow: v.number(),
  orange: v.number(),
  red: v.number(),
  observed: v.boolean(),
});
export type AlertDensity = v.InferOutput<typeof AlertDensity>;

/** Header of a chart's answer: the finest levels in which its span is kept, the coarsest first. */
export const LEVELS_HEADER = 'x-history-levels';

export function parseLevels(text: string | null): HistoryLevel[] {
  const named = (text ?? '').split(',');
  return HISTORY_LEVELS.toReversed().filter((level) => named.includes(level));
}

export function parseHistory(input: unknown): HistoryPoint[] {
  return parseWith(v.array(HistoryPoint), input, 'History');
}

export function parseAlertDensity(input: unknown): AlertDensity[] {
  return parseWith(v.array(AlertDensity), input, 'Alert density');
}

export function parseAlerts(input: unknown): Alert[] {
  return parseWith(v.array(AlertSchema), input, 'Alerts');
}

/** Alerts that one request may decide. */
const MOST_DECIDED = 5000;

/** Body of `POST /api/alerts`: one step of one alert, or of all those of an incident. */
export const DecisionSchema = v.pipe(
  v.object({
    id: v.exactOptional(v.string()),
    ids: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MOST_DECIDED))),
    decision: v.picklist(['confirmed', 'dispatched', 'handled', 'verified', 'false-alarm', 'cleared']),
    note: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
    dispatch: v.exactOptional(DispatchSchema),
  }),
  v.check(({ id, ids }) => (id === undefined) !== (ids === undefined), 'expected either "id" or "ids"'),
);

/** Answer to a decision of `ids`: each is decided, or refused with the reason. */
const DecidedSchema = v.object({
  decided: v.array(v.string()),
  refused: v.array(v.object({ id: v.string(), words: v.object({ zh: v.string(), en: v.string() }) })),
});
export type Decided = v.InferOutput<typeof DecidedSchema>;

export function parseDecided(input: unknown): Decided {
  return parseWith(DecidedSchema, input, 'Decided alerts');
}
