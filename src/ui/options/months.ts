import { DAY, type Instant, MINUTE } from '../../domain/clock.ts';

/**
 * First days of months in `[from, to)`, each the city's midnight; every second or third one where there are more than eight.
 *
 * @param utcOffset minutes that the city is ahead of UTC
 */
export function axisTicks(from: Instant, to: Instant, utcOffset: number): readonly Instant[] {
  const months: Instant[] = [];
  const shift = utcOffset * MINUTE;
  const start = new Date(from + shift);
  for (let month = start.getUTCMonth(); ; month++) {
    const at = Date.UTC(start.getUTCFullYear(), month, 1) - shift;
    if (at >= to) break;
    // A name at the very end has no room.
    if (at >= from && to - at > 10 * DAY) months.push(at);
  }
  const every = Math.ceil(months.length / 8);
  return months.filter((_, index) => index % every === 0);
}
