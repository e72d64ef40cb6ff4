import type { Spectrum } from './welch.ts';

/** One natural frequency read from a spectrum. */
export interface Mode {
  /** Hz, between bins by a parabola through the logarithm of three. */
  readonly frequency: number;
  /** Unit² per hertz at the peak's bin. */
  readonly density: number;
  /** How far the peak stands above the higher of the two valleys beside it, dB. */
  readonly prominence: number;
}

export interface ModeOptions {
  /** How many at most, lowest first. */
  readonly count: number;
  /** Peaks that stand out by less are noise, dB; absent: what the number of averaged segments leaves of noise. */
  readonly leastProminence?: number;
  /** Hz; below it is drift and the trend's leakage. */
  readonly above: number;
  /** Hz; at and beyond it nothing is looked for. */
  readonly below: number;
  /** `reject`: a peak at a whole multiple of one that is ten times as strong is that one's echo. A cable's are its modes: `keep`. */
  readonly harmonics: 'reject' | 'keep';
}

const MODE_DEFAULTS: ModeOptions = {
  count: 3,
  above: 0.1,
  below: Number.POSITIVE_INFINITY,
  harmonics: 'reject',
};

/** The least prominence of a mode however long the record is, dB. */
const LEAST = 8;
/**
 * Noise of K half-overlapping Hann segments scatters by 4.34/√(0.53 K) dB; from peak to valley it reaches eight times that over some
 * thousand bins. What stands out by less cannot be told from chance.
 */
const noiseReach = (segments: number) => (8 * 4.34) / Math.sqrt(0.53 * segments);

/** Multiples that count as harmonics, and how much stronger the fundamental must be. */
const HARMONICS = [2, 3, 4, 5];
const ECHO = 10;

/** The first natural frequencies: peaks that stand out of the spectrum, without the harmonics of stronger ones. */
export function modesOf(spectrum: Spectrum, options: Partial<ModeOptions> = {}): Mode[] {
  const { step, density, segments } = spectrum;
  const { count, above, below, harmonics, leastProminence } = {
    ...MODE_DEFAULTS,
    leastProminence: Math.max(LEAST, noiseReach(segments)),
    ...options,
  };
  const level = Float64Array.from(density, (each) => 10 * Math.log10(Math.max(each, Number.MIN_VALUE)));
  const peaks: Mode[] = [];
  for (let k = 1; k < density.length - 1; k++) {
    const here = level[k] as number;
    if (!(here > (level[k - 1] as number) && here >= (level[k + 1] as number))) continue;
    const frequency = step * (k + apex(level[k - 1] as number, here, level[k + 1] as number));
    if (frequency < above || frequency >= below) continue;
    const prominence = here - Math.max(valley(level, k, -1), valley(level, k, 1));
    if (prominence >= leastProminence) peaks.push({ frequency, density: density[k] as number, prominence });
  }
  const own =
    harmonics === 'keep'
      ? peaks
      : peaks.filter(
          (peak) =>
            !peaks.some(
              (other) =>
                other.density >= ECHO * peak.density &&
                HARMONICS.some((multiple) => Math.abs(multiple * other.frequency - peak.frequency) <= step),
            ),
        );
  return own.slice(0, count);
}

/** Lowest level between a peak and the next higher ground on one side. */
function valley(level: Float64Array, peak: number, direction: 1 | -1): number {
  const top = level[peak] as number;
  let lowest = top;
  for (let k = peak + direction; k > 0 && k < level.length; k += direction) {
    const here = level[k] as number;
    if (here > top) break;
    lowest = Math.min(lowest, here);
  }
  return lowest;
}

/** Offset in bins, −½ … ½, of the top of the parabola through three levels. */
function apex(before: number, here: number, after: number): number {
  const curvature = before - 2 * here + after;
  return curvature === 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature)));
}
