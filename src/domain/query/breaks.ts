/** How numbers are put into classes. */
export type BreakMethod = 'equal' | 'quantile' | 'jenks';

/** Different values, or bins of them, that natural breaks are found among; more are binned, with an error of a bin's width. */
const MOST_BINS = 1024;

/**
 * Inner limits of at most `count` classes over the values that are numbers, ascending and all different: class i holds
 * `breaks[i - 1] <= value < breaks[i]`. Fewer where the values do not differ enough. Empty of no values.
 *
 * - equal: of the same width.
 * - quantile: of the same number of values (type 7 of Hyndman & Fan, 1996).
 * - jenks: least sum of squared deviations within the classes (Fisher, 1958; Jenks, 1967), by dynamic programming.
 */
export function breaksOf(values: Float64Array, method: BreakMethod, count: number): number[] {
  if (!Number.isInteger(count) || count < 2 || count > 9)
    throw new RangeError(`Classes ${count}: expected a whole number from 2 to 9.`);
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || low === high) return [];
  const limits = ((): number[] => {
    switch (method) {
      case 'equal':
        return between(count, (share) => low + share * (high - low));
      case 'quantile':
        return between(count, (share) => quantile(sorted, share));
      case 'jenks':
        return naturalBreaks(sorted, count);
    }
  })();
  return [...new Set(limits)].filter((limit) => limit > low && limit <= high).sort((a, b) => a - b);
}

/** Index of the class of a value, 0 … breaks.length; −1 for NaN. */
export function classOf(value: number, breaks: readonly number[]): number {
  if (Number.isNaN(value)) return -1;
  let at = 0;
  while (at < breaks.length && value >= breaks[at]!) at++;
  return at;
}

function between(count: number, at: (share: number) => number): number[] {
  return Array.from({ length: count - 1 }, (_, i) => at((i + 1) / count));
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [a, b] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return a + (place - below) * (b - a);
}

function naturalBreaks(sorted: Float64Array, count: number): number[] {
  const { values, weights } = binned(sorted);
  const n = values.length;
  const classes = Math.min(count, n);
  // Sums of weights, values and squares before each bin: a class's squared deviation in O(1).
  const [w, s, q] = [0, 1, 2].map(() => new Float64Array(n + 1)) as [Float64Array, Float64Array, Float64Array];
  const origin = values[0]!;
  for (let i = 0; i < n; i++) {
    const value = values[i]! - origin;
    w[i + 1] = w[i]! + weights[i]!;
    s[i + 1] = s[i]! + weights[i]! * value;
    q[i + 1] = q[i]! + weights[i]! * value * value;
  }
  const deviation = (from: number, end: number) => {
    const sum = s[end]! - s[from]!;
    return q[end]! - q[from]! - (sum * sum) / (w[end]! - w[from]!);
  };
  let cost = Float64Array.from({ length: n + 1 }, (_, end) => (end === 0 ? 0 : deviation(0, end)));
  const starts: Int32Array[] = [];
  for (let k = 1; k < classes; k++) {
    const next = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const start = new Int32Array(n + 1);
    // hot: 1024² a class
    for (let end = k + 1; end <= n; end++)
      for (let from = k; from < end; from++) {
        const total = cost[from]! + deviation(from, end);
        if (total < next[end]!) {
          next[end] = total;
          start[end] = from;
        }
      }
    cost = next;
    starts.push(start);
  }
  const limits: number[] = [];
  let end = n;
  for (const start of starts.reverse()) {
    end = start[end]!;
    limits.push(values[end]!);
  }
  return limits;
}

/** Different values with how often each occurs; of too many, the lowest value of each of equally wide bins. */
function binned(sorted: Float64Array): { values: Float64Array; weights: Float64Array } {
  const different = new Map<number, number>();
  for (const value of sorted) {
    different.set(value, (different.get(value) ?? 0) + 1);
    if (different.size > MOST_BINS) break;
  }
  if (different.size <= MOST_BINS)
    return { values: Float64Array.from(different.keys()), weights: Float64Array.from(different.values()) };
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const bins = new Map<number, { value: number; weight: number }>();
  for (const value of sorted) {
    const bin = Math.min(MOST_BINS - 1, Math.floor((MOST_BINS * (value - low)) / (high - low)));
    const known = bins.get(bin);
    if (known) known.weight += 1;
    else bins.set(bin, { value, weight: 1 });
  }
  const all = [...bins.values()];
  return {
    values: Float64Array.from(all, (each) => each.value),
    weights: Float64Array.from(all, (each) => each.weight),
  };
}
