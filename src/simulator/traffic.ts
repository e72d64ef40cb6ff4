import type { Instant } from '../domain/clock.ts';
import { isWeekend, localHour } from './world.ts';

/** Share of the busiest hour's traffic, 0–1, each hour of a working day: the two peaks of a Chinese city [M]. */
const WORKDAY = [8, 5, 4, 4, 6, 14, 38, 85, 100, 78, 68, 66, 62, 64, 66, 70, 80, 96, 92, 66, 50, 38, 26, 14];
const WEEKEND = [10, 7, 5, 4, 5, 9, 20, 38, 55, 66, 72, 70, 64, 62, 66, 70, 72, 74, 70, 62, 54, 42, 28, 16];

/** Traffic at an instant as a share of the busiest hour, 0–1. */
export function traffic(at: Instant, utcOffset: number): number {
  return hourly(isWeekend(at, utcOffset) ? WEEKEND : WORKDAY, localHour(at, utcOffset)) / 100;
}

/** A curve given by its 24 hourly values (at half past each hour), joined by straight lines across midnight. */
export function hourly(values: readonly number[], hour: number): number {
  const x = (hour - 0.5 + 24) % 24;
  const k = Math.floor(x);
  const [a, b] = [values[k] ?? 0, values[(k + 1) % 24] ?? 0];
  return a + (b - a) * (x - k);
}
