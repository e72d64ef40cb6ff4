import type { RecordingAnalysis } from '../domain/signal/analysis.ts';
import { modesOf } from '../domain/signal/modes.ts';
import { rmsWindows } from '../domain/signal/rms.ts';
import { segmentLength, welch } from '../domain/signal/welch.ts';
import type { Recording } from './recording.ts';
import { runsOf } from './recording-reader.ts';

/** Below this many samples a second nothing of a bridge's ringing is left in a record. */
const SLOWEST = 5;
const LEAST_SAMPLES = 256;

/** Spectrum, first modes and ten-minute RMS of every channel of a recording. */
export function analyse(recording: Recording): RecordingAnalysis {
  const { file, begins, times, rate, gaps, badCount, bad } = recording;
  return {
    file,
    begins,
    seconds: (times.at(-1) ?? 0) - (times[0] ?? 0),
    rows: times.length,
    rate,
    gaps,
    badCount,
    bad,
    channels: recording.channels.map(({ name, unit, values }) => {
      const runs = runsOf(recording, values);
      const longest = Math.max(0, ...runs.map((run) => run.length));
      const spectrum = rate >= SLOWEST && longest >= LEAST_SAMPLES ? welch(runs, rate, segmentLength(longest)) : null;
      return {
        name,
        unit,
        ...range(values),
        rms: rmsWindows(times, values, rate),
        spectrum,
        modes: spectrum ? modesOf(spectrum) : [],
        peaks: spectrum ? modesOf(spectrum, { count: 8, harmonics: 'keep' }) : [],
      };
    }),
  };
}

function range(values: Float64Array): { mean: number; min: number; max: number } {
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { mean: count ? sum / count : Number.NaN, min: count ? min : Number.NaN, max: count ? max : Number.NaN };
}
