import type { HistoryPoint } from '../state/port.ts';

/** The points in runs without a gap longer than `gap`: a gap stays visible. */
export function stretches(points: readonly HistoryPoint[], gap: number): HistoryPoint[][] {
  const found: HistoryPoint[][] = [];
  for (const point of points) {
    const run = found.at(-1);
    const last = run?.at(-1);
    if (run && last && point.time - last.time <= gap) run.push(point);
    else found.push([point]);
  }
  return found;
}

/** Places of the values that have none beside them. */
export function alone(values: ArrayLike<number | null | undefined>): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i++)
    if (values[i] != null && values[i - 1] == null && values[i + 1] == null) found.push(i);
  return found;
}
