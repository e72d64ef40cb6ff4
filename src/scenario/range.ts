/** Values of a set of assumptions: in the middle and at both ends of the range of each. */
export interface Ends<Values> {
  readonly mid: Values;
  readonly low: Values;
  readonly high: Values;
}

/** What one assumption does to a figure when it alone goes from its low to its high end. */
interface Swing<Key> {
  readonly key: Key;
  readonly atLow: number;
  readonly atHigh: number;
  readonly swing: number;
}

export interface Range<Key = string> {
  readonly mid: number;
  /** Root-sum-square of the single deviations below and above `mid`: assumptions vary independently of one another. */
  readonly low: number;
  readonly high: number;
  /** All assumptions at their worst and best end together; seldom, but never beyond. */
  readonly bounds: readonly [least: number, most: number];
  /** Largest swing first; those without effect are left out. */
  readonly tornado: readonly Swing<Key>[];
}

/**
 * Spreads the ranges of assumptions over a figure without drawing lots: each assumption in turn goes to its ends, the others at
 * their middle, and the deviations add by root-sum-square on each side (first-order propagation with independent variances,
 * JCGM 100:2008 §5.1.2, without the linear term being computed analytically). A figure of two alternatives shares its
 * assumptions, so what both use alike cancels.
 */
export function rangeOf<Key extends string, Values extends Readonly<Record<Key, number>>>(
  figure: (values: Values) => number,
  { mid, low, high }: Ends<Values>,
  keys: readonly Key[],
): Range<Key> {
  const middle = figure(mid);
  const tornado = keys
    .map((key): Swing<Key> => {
      const atLow = figure({ ...mid, [key]: low[key] });
      const atHigh = figure({ ...mid, [key]: high[key] });
      return { key, atLow, atHigh, swing: Math.abs(atHigh - atLow) };
    })
    .filter(({ atLow, atHigh }) => atLow !== middle || atHigh !== middle)
    .sort((a, b) => b.swing - a.swing || (a.key < b.key ? -1 : 1));
  const down = tornado.map(({ atLow, atHigh }) => Math.max(0, middle - Math.min(atLow, atHigh)));
  const up = tornado.map(({ atLow, atHigh }) => Math.max(0, Math.max(atLow, atHigh) - middle));
  const total = (each: readonly number[]) => each.reduce((sum, value) => sum + value, 0);
  return {
    mid: middle,
    low: middle - Math.hypot(...down),
    high: middle + Math.hypot(...up),
    bounds: [middle - total(down), middle + total(up)],
    tornado,
  };
}
