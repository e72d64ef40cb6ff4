import { DAY, type Instant, MINUTE, parseInstant } from '../domain/clock.ts';

/**
 * Instant of day 0: what the document says, or the first 1 March after `now`, at midnight of the city.
 *
 * @param start RFC 3339 date-time, a date `YYYY-MM-DD`, or null
 * @param utcOffsetMinutes minutes that the city is ahead of UTC
 * @throws RangeError when the text is no date, or names an instant before `now`: a plan lies right of now
 */
export function startOf(start: string | null, now: Instant, utcOffsetMinutes: number): Instant {
  if (start === null) return nextFirstOfMarch(now, utcOffsetMinutes);
  const dateOnly = /^(\d{4})-(\d{2})-(\d{2})$/.test(start);
  const at = dateOnly ? parseInstant(`${start}T00:00:00Z`) - utcOffsetMinutes * MINUTE : parseInstant(start);
  if (at < now)
    throw new RangeError(
      `start "${start}" lies before now, ${localDate(now, utcOffsetMinutes)}; set it to a later date, or to null for the next 1 March.`,
    );
  return at;
}

function nextFirstOfMarch(now: Instant, utcOffsetMinutes: number): Instant {
  const year = new Date(now + utcOffsetMinutes * MINUTE).getUTCFullYear();
  const inYear = (each: number) => Date.UTC(each, 2, 1) - utcOffsetMinutes * MINUTE;
  return inYear(year) > now ? inYear(year) : inYear(year + 1);
}

/** The city's calendar date at `at`, `YYYY-MM-DD`. */
function localDate(at: Instant, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * MINUTE).toISOString().slice(0, 10);
}

/** Whole days between two instants, those begun counted in part. */
function _daysBetween(from: Instant, to: Instant): number {
  return Math.max(0, to - from) / DAY;
}
