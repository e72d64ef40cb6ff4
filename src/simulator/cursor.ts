import type { Instant } from '../domain/clock.ts';
import { type Cadence, quietUntil, type Sample, type Series, samplesOf } from './series.ts';

/** A place in time from which a set of series is followed, visiting only those that have something to say. */
export interface Cursor {
  /** Samples since the last call (or the beginning) until `to`; with `latestOnly` the last one of each series. */
  advance(to: Instant, latestOnly?: boolean): Generator<Sample>;
}

export function makeCursor(series: readonly Series[], cadence: Cadence, from: Instant): Cursor {
  /** Series i was asked until `asked[i]` and sends nothing before `quiet[i]`. */
  const asked = new Float64Array(series.length).fill(from);
  const quiet = new Float64Array(series.length).fill(from);
  return {
    *advance(to, latestOnly = false) {
      // hot: 40,000 series a tick, few of them due
      for (let i = 0; i < series.length; i++) {
        if (quiet[i]! > to) continue;
        const each = series[i]!;
        let held: Sample | undefined;
        for (const sample of samplesOf(each, cadence, asked[i]!, to)) {
          if (latestOnly) held = sample;
          else yield sample;
        }
        if (held) yield held;
        asked[i] = to;
        quiet[i] = quietUntil(each, cadence, to);
      }
    },
  };
}
