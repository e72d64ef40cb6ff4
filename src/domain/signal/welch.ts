import { fft } from './fft.ts';

/** A one-sided power spectral density: the sum of `density` × `step` is the variance of the signal. */
export interface Spectrum {
  /** Hertz between bins; bin k lies at k × step. */
  readonly step: number;
  /** Unit² per hertz, from 0 Hz to half the sampling rate. */
  readonly density: Float64Array;
  /** Segments averaged: the relative scatter of a bin is about 1/√segments. */
  readonly segments: number;
}

/**
 * Power spectral density by averaged periodograms (Welch 1967): segments that overlap by half, each without its straight-line
 * trend, under a periodic Hann window, scaled by 2 / (rate × Σw²); 0 Hz and the Nyquist bin are not doubled.
 *
 * @param runs stretches of evenly sampled values without a gap; a segment never bridges two
 * @param rate samples a second
 * @param length samples a segment, a power of two
 * @throws RangeError when no run is as long as a segment
 */
export function welch(runs: readonly ArrayLike<number>[], rate: number, length: number): Spectrum {
  const taper = Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));
  const power = taper.reduce((sum, w) => sum + w * w, 0);
  const density = new Float64Array(length / 2 + 1);
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  let segments = 0;
  for (const run of runs)
    for (let start = 0; start + length <= run.length; start += length / 2) {
      detrended(run, start, real);
      for (let n = 0; n < length; n++) real[n] = (real[n] as number) * (taper[n] as number);
      imaginary.fill(0);
      fft(real, imaginary);
      for (let k = 0; k < density.length; k++)
        density[k] = (density[k] as number) + (real[k] as number) ** 2 + (imaginary[k] as number) ** 2;
      segments++;
    }
  if (segments === 0)
    throw new RangeError(
      `No stretch of ${length} samples without a gap: the longest has ${Math.max(0, ...runs.map((run) => run.length))}.`,
    );
  const scale = 1 / (rate * power * segments);
  for (let k = 0; k < density.length; k++)
    density[k] = (density[k] as number) * scale * (k === 0 || k === length / 2 ? 1 : 2);
  return { step: rate / length, density, segments };
}

/** The longest segment, a power of two of at most 8192 samples, of which a recording of `samples` gives at least eight. */
export function segmentLength(samples: number): number {
  let length = 64;
  while (length < 8192 && 2 * length * 4.5 <= samples) length *= 2;
  return length;
}

/** Writes the values from `start` on less their least-squares line into `out`. */
function detrended(values: ArrayLike<number>, start: number, out: Float64Array): void {
  const n = out.length;
  const middle = (n - 1) / 2;
  let [sum, moment] = [0, 0];
  for (let i = 0; i < n; i++) {
    const value = values[start + i] as number;
    sum += value;
    moment += (i - middle) * value;
  }
  const slope = moment / ((n * (n * n - 1)) / 12);
  const mean = sum / n;
  for (let i = 0; i < n; i++) out[i] = (values[start + i] as number) - mean - slope * (i - middle);
}
