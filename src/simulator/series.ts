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

/** Samples sent in (from, to] at live cadence, series by series, each in time order. */
export function* liveSamples(series: Iterable<Series>, from: Instant, to: Instant): Generator<Sample> {
  for (const each of series) yield* samplesOf(each, from, to, each.period, each.eager?.period);
}

/** Samples sent in (from, to] at the thinner cadence of back-filled history. */
export function* historySamples(series: Iterable<Series>, from: Instant, to: Instant): Generator<Sample> {
  for (const each of series) yield* samplesOf(each, from, to, each.historyPeriod, each.eager?.historyPeriod);
}

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

function* samplesOf(
  series: Series,
  from: Instant,
  to: Instant,
  period: number,
  eagerPeriod: number | undefined,
): Generator<Sample> {
  const times: number[] = [];
  if (Number.isFinite(period))
    for (let t = gridBefore(from, period, series.phase) + period; t <= to; t += period) times.push(t);
  if (series.changes) times.push(...series.changes(from, to));
  if (series.eager && eagerPeriod !== undefined)
    for (let t = gridBefore(from, eagerPeriod, series.phase) + eagerPeriod; t <= to; t += eagerPeriod)
      if (series.eager.when(t)) times.push(t);
  if (times.length > 1) times.sort((a, b) => a - b);
  let last = Number.NaN;
  for (const time of times) {
    if (time === last || series.silentSince?.(time) !== undefined) continue;
    last = time;
    yield sampleOf(series, time);
  }
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
