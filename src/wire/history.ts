import * as v from 'valibot';
import type { Alert } from '../domain/alert.ts';
import { parseWith } from './parse.ts';
import { AlertSchema, DispatchSchema } from './socket.ts';

/** One time bucket of one property: `GET /api/assets/:id/history`. `time` is the bucket's start, ms. */
const HistoryPoint = v.object({ time: v.number(), min: v.number(), max: v.number(), mean: v.number() });
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

export function parseHistory(input: unknown): HistoryPoint[] {
  return parseWith(v.array(HistoryPoint), input, 'History');
}

export function parseAlertDensity(input: unknown): AlertDensity[] {
  return parseWith(v.array(AlertDensity), input, 'Alert density');
}

export function parseAlerts(input: unknown): Alert[] {
  return parseWith(v.array(AlertSchema), input, 'Alerts');
}

/** Body of `POST /api/alerts`. */
export const DecisionSchema = v.object({
  id: v.string(),
  decision: v.picklist(['confirmed', 'dispatched', 'handled', 'verified', 'false-alarm', 'cleared']),
  note: v.optional(v.pipe(v.string(), v.maxLength(2000)), ''),
  dispatch: v.exactOptional(DispatchSchema),
});
export type Decision = v.InferOutput<typeof DecisionSchema>;
