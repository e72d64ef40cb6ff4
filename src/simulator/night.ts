import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { solarPosition } from '../domain/geo/solar.ts';

/** The night that `at` belongs to: counted from local noon to local noon. */
export function nightOf(at: Instant, utcOffset: number): number {
  return Math.floor((at + utcOffset - 12 * HOUR) / DAY);
}

/** Local midnight inside night `night`. */
export function midnightOf(night: number, utcOffset: number): Instant {
  return (night + 1) * DAY - utcOffset;
}

/** When the sun falls below and rises above `altitude` degrees in a night, seen from longitude, latitude. */
export function darkness(
  night: number,
  utcOffset: number,
  longitude: number,
  latitude: number,
  altitude: number,
): { readonly from: Instant; readonly to: Instant } {
  const midnight = midnightOf(night, utcOffset);
  return {
    from: crossing(midnight - 6 * HOUR, longitude, latitude, altitude),
    to: crossing(midnight + 6 * HOUR, longitude, latitude, altitude),
  };
}

/** Newton's method on solar altitude from `guess`; half a degree an hour from the equinox it converges in four steps. */
function crossing(guess: Instant, longitude: number, latitude: number, altitude: number): Instant {
  let at = guess;
  for (let i = 0; i < 6; i++) {
    const here = solarPosition(at, longitude, latitude).altitude;
    const rate = (solarPosition(at + MINUTE, longitude, latitude).altitude - here) / MINUTE;
    const step = Math.max(-2 * HOUR, Math.min(2 * HOUR, (altitude - here) / rate));
    at += step;
    if (Math.abs(step) < 100) break;
  }
  return Math.round(at);
}
