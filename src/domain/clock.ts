/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/**
 * The city clock: what *now* is, for gateway, simulator and every client. Two samples of a monotonic wall clock and one
 * rate define it; nothing in the product reads `Date` to judge age or "in the future".
 */
export interface CityClock {
  /** City time at `wall`. */
  readonly now: Instant;
  /** The reader's own wall clock, in milliseconds, when `now` was true. */
  readonly wall: number;
  /** City seconds per wall second; 1 is real time, 0 a frozen clock. */
  readonly rate: number;
}

/** City time at wall time `wall` (milliseconds of the same wall clock as `clock.wall`). */
export function cityNow(clock: CityClock, wall: number): Instant {
  return clock.now + (wall - clock.wall) * clock.rate;
}

/** The same clock stopped at `instant`. */
export function frozen(instant: Instant): CityClock {
  return { now: instant, wall: 0, rate: 0 };
}

/**
 * Where the playhead stands: following *now*, at an instant, or at a named slice of the open scenario (T0–T6).
 * Everything on screen is a function of it.
 */
export type Playhead =
  | { readonly kind: 'now' }
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'slice'; readonly slice: SliceId };

export type SliceId = 'T0' | 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6';

export const SLICE_IDS: readonly SliceId[] = ['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6'];

/** Which part of the one timeline an instant lies in. `now` within `tolerance` milliseconds counts as now. */
export type Era = 'past' | 'now' | 'future';

export function eraOf(at: Instant, now: Instant, tolerance = 0): Era {
  if (at < now - tolerance) return 'past';
  if (at > now + tolerance) return 'future';
  return 'now';
}

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Parses an RFC 3339 date-time, to the millisecond. Throws with the value and the remedy on anything else, a 30 February
 * included. Days from civil: Hinnant, "chrono-compatible low-level date algorithms".
 */
export function parseInstant(text: string): Instant {
  const match = RFC_3339.exec(text);
  if (!match) throw new RangeError(`Time "${text}" is not RFC 3339; write it like 2027-03-01T08:00:00+08:00.`);
  const field = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day] = [field(1), field(2), field(3)];
  const [hour, minute, second, offsetHour, offsetMinute] = [field(4), field(5), field(6), field(9), field(10)];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const monthDays = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > monthDays || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59)
    throw new RangeError(`Time "${text}" names no instant; check month, day and hour.`);
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHour * HOUR + offsetMinute * MINUTE);
  const time = hour * HOUR + minute * MINUTE + second * 1000 + Math.floor(field(7) * 1000 + 1e-6);
  return daysFromCivil(year, month, day) * DAY + time - offset;
}

/** Days from 1970-01-01 to a date of the Gregorian calendar; the year begins in March, so that leap days come last. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
