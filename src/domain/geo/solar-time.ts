import { DAY, HOUR, type Instant, parseInstant } from '../clock.ts';
import { apparentSun, solarHourAngle } from './solar.ts';

/** Solar terms (节气) by the sun's apparent longitude, degrees (GB/T 33661-2017 [M]). */
export const SOLAR_TERM = { majorCold: 300, winterSolstice: 270 } as const;

/**
 * When in a year of the Gregorian calendar the sun's apparent longitude is `degrees`, to about a minute.
 * For multiples of 15°: another longitude near 280° may fall on either side of New Year. Throws RangeError outside 1900–2100.
 */
export function sunAtLongitude(year: number, degrees: number): Instant {
  if (!Number.isInteger(year) || year < 1900 || year > 2100)
    throw new RangeError(
      `Year ${year} is outside of what the sun is computed for; give a whole year from 1900 to 2100.`,
    );
  const ahead = (((degrees - 280.46) % 360) + 360) % 360;
  let at = parseInstant(`${year}-01-01T00:00:00Z`) + (ahead / 360) * 365.2422 * DAY;
  for (let round = 0; round < 8; round++) {
    const left = degrees - apparentSun(at).longitude;
    at += ((left - 360 * Math.round(left / 360)) / 360) * 365.2422 * DAY;
  }
  return Math.round(at);
}

/**
 * When the true sun at a longitude shows `hours` (真太阳时, 12 at its noon), on the date whose Greenwich midnight is `date`.
 *
 * @param date midnight of the date as if the city lay at Greenwich, ms
 */
export function atTrueSolarTime(date: Instant, hours: number, longitude: number): Instant {
  let at = date + (hours - longitude / 15) * HOUR;
  for (let round = 0; round < 4; round++) {
    const left = (hours - 12) * 15 - solarHourAngle(at, longitude);
    at += ((left - 360 * Math.round(left / 360)) / 15) * HOUR;
  }
  return at;
}
