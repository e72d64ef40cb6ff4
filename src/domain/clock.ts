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

/** Parses an RFC 3339 date-time. Throws with the value and the remedy on anything else. */
export function parseInstant(text: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text))
    throw new RangeError(`Time "${text}" is not RFC 3339; write it like 2027-03-01T08:00:00+08:00.`);
  const at = globalThis.Date.parse(text);
  if (!Number.isFinite(at)) throw new RangeError(`Time "${text}" names no instant; check month, day and hour.`);
  return at;
}
