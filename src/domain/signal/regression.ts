/** A straight line through points: y ≈ intercept + slope × x. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** Share of the variance of y that the line explains, 0–1. */
  readonly r2: number;
  /** Standard deviation of what is left, in the unit of y. */
  readonly residual: number;
  readonly points: number;
}

/** Ordinary least squares; null for fewer than three points, or x that does not vary. Pairs with NaN do not count. */
export function regression(xs: ArrayLike<number>, ys: ArrayLike<number>): Line | null {
  let [n, sx, sy] = [0, 0, 0];
  const counts = (i: number) => Number.isFinite(xs[i]) && Number.isFinite(ys[i]);
  const length = Math.min(xs.length, ys.length);
  for (let i = 0; i < length; i++)
    if (counts(i)) {
      n++;
      sx += xs[i] as number;
      sy += ys[i] as number;
    }
  if (n < 3) return null;
  const [mx, my] = [sx / n, sy / n];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < length; i++)
    if (counts(i)) {
      const [dx, dy] = [(xs[i] as number) - mx, (ys[i] as number) - my];
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
  if (!(xx > 0)) return null;
  const slope = xy / xx;
  const left = Math.max(0, yy - slope * xy);
  return {
    slope,
    intercept: my - slope * mx,
    r2: yy > 0 ? 1 - left / yy : 1,
    residual: Math.sqrt(left / Math.max(1, n - 2)),
    points: n,
  };
}

/** `value` as it would be at the reference: less what the line says the distance in x explains. */
export function withoutSlope(value: number, x: number, slope: number, reference: number): number {
  return value - slope * (x - reference);
}
