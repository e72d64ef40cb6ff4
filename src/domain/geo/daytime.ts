import type { Instant } from '../clock.ts';
import { solarPosition } from './solar.ts';

/**
 * Solar altitude in degrees from which on a screen is light: civil twilight (−6° to 0°) still lights the sky, and at −4°
 * the street lamps already carry the ground.
 */
const DAY_ALTITUDE = -4;

/** Whether screens show the city by day or by night at `at` (ms), seen from longitude, latitude (degrees). */
export function lightAt(at: Instant, longitude: number, latitude: number): 'day' | 'night' {
  return solarPosition(at, longitude, latitude).altitude > DAY_ALTITUDE ? 'day' : 'night';
}
