import { HOUR, type Instant, MINUTE } from '../../domain/clock.ts';

/** When a storm begins that nobody has set. */
export function nextHour(now: Instant): Instant {
  return Math.ceil((now + MINUTE) / HOUR) * HOUR;
}
