import type { Instant } from '../clock.ts';

export interface SolarPosition {
  /** Degrees above the horizon, geometric (no refraction). */
  readonly altitude: number;
  /** Degrees clockwise from north. */
  readonly azimuth: number;
}

const RAD = Math.PI / 180;

/**
 * Position of the sun at `at` (ms) seen from longitude, latitude (degrees).
 * Low-precision formulas of the Astronomical Almanac (C24): 0.01° between 1950 and 2050.
 */
export function solarPosition(at: Instant, longitude: number, latitude: number): SolarPosition {
  const days = at / 86_400_000 - 10_957.5; // since J2000.0
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = (357.528 + 0.9856003 * days) * RAD;
  const ecliptic = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RAD;
  const obliquity = (23.439 - 0.0000004 * days) * RAD;
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(ecliptic));
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(ecliptic), Math.cos(ecliptic));
  const sidereal = (280.46061837 + 360.98564736629 * days + longitude) * RAD;
  const hourAngle = sidereal - rightAscension;
  const phi = latitude * RAD;
  const altitude = Math.asin(
    Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle),
  );
  const azimuth = Math.atan2(
    -Math.sin(hourAngle) * Math.cos(declination),
    Math.cos(phi) * Math.sin(declination) - Math.sin(phi) * Math.cos(declination) * Math.cos(hourAngle),
  );
  return { altitude: altitude / RAD, azimuth: (azimuth / RAD + 360) % 360 };
}
