/**
 * When an asset exists under one alternative, as half-open intervals `[from, to)` in milliseconds.
 * Existing assets start at -Infinity; assets nothing removes end at Infinity.
 */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export function holds(interval: Interval, at: number): boolean {
  return at >= interval.from && at < interval.to;
}
