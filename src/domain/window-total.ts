import { HOUR, type Instant } from './clock.ts';

/** One value of a rate, in its unit an hour. */
export interface RateSample {
  readonly time: Instant;
  readonly value: number;
}

/**
 * What a rate adds up to in `(from, to]`, by the trapezoidal rule: millimetres of a rain in mm/h. Rain signals are totals of a
 * window, never an intensity (domain reference §3.3). Across a gap longer than `hold` nothing is counted, so with gaps the
 * total is the least that fell.
 *
 * @param samples by time
 * @param hold ms
 */
export function windowTotal(samples: readonly RateSample[], from: Instant, to: Instant, hold: number): number {
  let total = 0;
  for (let index = 1; index < samples.length; index++) {
    const [a, b] = [samples[index - 1] as RateSample, samples[index] as RateSample];
    const [begin, end] = [Math.max(a.time, from), Math.min(b.time, to)];
    if (end <= begin || b.time - a.time > hold) continue;
    const at = (time: Instant) => a.value + ((b.value - a.value) * (time - a.time)) / (b.time - a.time);
    total += ((at(begin) + at(end)) / 2) * ((end - begin) / HOUR);
  }
  return total;
}

/** The samples with `sample` in its place; those that no window ending at or after the newest can reach are dropped. */
export function withSample(samples: readonly RateSample[], sample: RateSample, span: number): readonly RateSample[] {
  const at = samples.findLastIndex(({ time }) => time < sample.time) + 1;
  const same = samples[at]?.time === sample.time ? 1 : 0;
  const all = samples.toSpliced(at, same, sample);
  const oldest = (all.at(-1)?.time ?? 0) - span;
  // One sample before the window's begin is kept: the rain between them belongs to it in part.
  const first = all.findLastIndex(({ time }) => time <= oldest);
  return first > 0 ? all.slice(first) : all;
}
