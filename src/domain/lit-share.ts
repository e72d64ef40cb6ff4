import type { Instant } from './clock.ts';

/** Share of its rated power from which a lamp gives light; a dark one still draws a little for its controller. */
const BURNING_SHARE = 0.1;
/** What a lamp without a rated power draws at least when it burns, W. */
const BURNING_WATTS = 5;

/** The newest power of a lamp. */
export interface LampReading {
  /** W; NaN when it was never heard. */
  readonly power: number;
  readonly ratedWatts: number | null;
  readonly time: Instant;
}

/**
 * The percentage of lamps that burn at `now`, of those of which it is known; null when it is known of fewer than half of them. It is
 * not known of a lamp that was not heard within `freshMs`, nor since night fell or day broke.
 *
 * @param isNight whether lamps ought to burn at a moment
 */
export function litShare(
  lamps: readonly LampReading[],
  now: Instant,
  freshMs: number,
  isNight: (time: Instant) => boolean,
): number | null {
  const night = isNight(now);
  const known = lamps.filter(
    ({ power, time }) => !Number.isNaN(power) && now - time <= freshMs && isNight(time) === night,
  );
  if (known.length === 0 || 2 * known.length < lamps.length) return null;
  return (100 * known.filter(burns).length) / known.length;
}

function burns({ power, ratedWatts }: LampReading): boolean {
  return power >= (ratedWatts === null ? BURNING_WATTS : BURNING_SHARE * ratedWatts);
}
