import type { Instant } from '../domain/clock.ts';

/** One value as a source sends it. */
export interface Sample {
  readonly layer: string;
  readonly asset: string;
  readonly property: string;
  /** Rounded to the decimals of the property's definition. */
  readonly value: number;
  readonly time: Instant;
}

/**
 * One property of one asset over all time. Samples lie on a fixed grid and at changes, so what is sent in a window does
 * not depend on how the window is cut: the same seed and window make the same messages.
 */
export interface Series {
  readonly layer: string;
  readonly asset: string;
  readonly property: string;
  readonly decimals: number;
  /** Milliseconds between heartbeats, and of the grid's first one; Infinity for a series sent on change alone. */
  readonly period: number;
  readonly phase: number;
  /** Milliseconds between samples in back-filled history; Infinity for changes alone. */
  readonly historyPeriod: number;
  /** Value at an instant, in the property's unit. */
  value(at: Instant): number;
  /** Instants in (from, to] at which the value jumps, ascending; sent at once. */
  changes?(from: Instant, to: Instant): readonly Instant[];
  /** A shorter period while something happens (10 s while water stands). */
  readonly eager?: { readonly period: number; readonly historyPeriod: number; when(at: Instant): boolean };
  /** Since when the sensor is silent at `at`; undefined while it speaks. */
  silentSince?(at: Instant): Instant | undefined;
}

/** How far back a series that is sent on change alone is searched for its last sample: longer than any inspection gap. */
const LOOK_BACK = 400 * 86_400_000;
const LOOK_AHEAD = 6 * 3_600_000;

/** Live, or thinned for the back-filled past. */
export type Cadence = 'live' | 'history';

/** The last sample of every series at or before `at`: what a receiver would hold that had always listened. */
export function* stateAt(series: Iterable<Series>, at: Instant): Generator<Sample> {
  for (const each of series) {
    const spoken = Math.min(at, each.silentSince?.(at) ?? at);
    const beat = Number.isFinite(each.period) ? gridBefore(spoken, each.period, each.phase) : Number.NEGATIVE_INFINITY;
    const change = each.changes?.(Math.max(beat, spoken - LOOK_BACK), spoken).at(-1) ?? Number.NEGATIVE_INFINITY;
    const last = Math.max(beat, change);
    if (last > Number.NEGATIVE_INFINITY) yield sampleOf(each, last);
  }
}

/** Samples sent in (from, to], in time order. */
export function* samplesOf(series: Series, cadence: Cadence, from: Instant, to: Instant): Generator<Sample> {
  const period = cadence === 'live' ? series.period : series.historyPeriod;
  const times: number[] = [];
  if (Number.isFinite(period))
    for (let t = gridBefore(from, period, series.phase) + period; t <= to; t += period) times.push(t);
  if (series.changes) times.push(...series.changes(from, to));
  if (series.eager) {
    const eager = cadence === 'live' ? series.eager.period : series.eager.historyPeriod;
    for (let t = gridBefore(from, eager, series.phase) + eager; t <= to; t += eager)
      if (series.eager.when(t)) times.push(t);
  }
  if (times.length > 1) times.sort((a, b) => a - b);
  let last = Number.NaN;
  for (const time of times) {
    if (time === last || series.silentSince?.(time) !== undefined) continue;
    last = time;
    yield sampleOf(series, time);
  }
}

/** An instant after `at` before which the series surely sends nothing; at most six hours ahead. */
export function quietUntil(series: Series, cadence: Cadence, at: Instant): Instant {
  const period = cadence === 'live' ? series.period : series.historyPeriod;
  const eager = cadence === 'live' ? series.eager?.period : series.eager?.historyPeriod;
  const shortest = Math.min(period, eager ?? period);
  const beat = Number.isFinite(shortest) ? gridBefore(at, shortest, series.phase) + shortest : Number.POSITIVE_INFINITY;
  const horizon = Math.min(beat, at + LOOK_AHEAD);
  return series.changes?.(at, horizon)[0] ?? horizon;
}

/** The last instant of the grid at or before `at`. */
function gridBefore(at: Instant, period: number, phase: number): Instant {
  return Math.floor((at - phase) / period) * period + phase;
}

function sampleOf(series: Series, time: Instant): Sample {
  const scale = 10 ** series.decimals;
  const value = Math.round(series.value(time) * scale) / scale;
  return { layer: series.layer, asset: series.asset, property: series.property, value: value + 0, time };
}
