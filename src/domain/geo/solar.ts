import type { Instant } from '../clock.ts';
import { sunLongitude } from './sun-longitude.ts';

export interface SolarPosition {
  /** Degrees above the horizon as seen from the ground: parallax allowed for; geometric unless the air is given. */
  readonly altitude: number;
  /** Degrees clockwise from north. */
  readonly azimuth: number;
}

/** The air that bends sunlight. */
interface Air {
  /** At the place, not reduced to the sea; hPa (mbar). */
  readonly pressure: number;
  /** °C. */
  readonly temperature: number;
}

interface SolarOptions {
  /** Raises the sun by refraction; without it the position is geometric. */
  readonly air?: Air;
  /** Dynamical less universal time, seconds. */
  readonly deltaT?: number;
}

/** The sun as seen from the middle of the earth, of the true equator and equinox of date; degrees. */
interface ApparentSun {
  /** Ecliptic longitude, 0–360: what solar terms (节气) are counted by. */
  readonly longitude: number;
  readonly rightAscension: number;
  readonly declination: number;
  /** Astronomical units. */
  readonly distance: number;
}

const RAD = Math.PI / 180;
const sin = (degrees: number) => Math.sin(degrees * RAD);
const cos = (degrees: number) => Math.cos(degrees * RAD);

/** ΔT of 2026 (IERS); 40 s of error, as at the ends of 1950–2050, move the sun 0.0005°. */
const DELTA_T = 69;
const ARCSECOND = 1 / 3600;
/** Altitude from which the air lets the upper edge of the sun be seen: its radius and the refraction at the horizon, degrees. */
const LOWEST_SEEN = -(0.26667 + 0.5667);

const daysOf = (at: Instant) => at / 86_400_000 - 10_957.5; // since J2000.0

interface Nutation {
  readonly inLongitude: number;
  /** Of the ecliptic, true of date. */
  readonly obliquity: number;
}

/** Nutation to 0.5″ (Meeus, ch. 22), and the true obliquity (Lieske 1979); degrees. */
function nutation(centuries: number): Nutation {
  const t = centuries;
  const node = 125.04452 - 1934.136261 * t;
  const sun = 280.4665 + 36000.7698 * t;
  const moon = 218.3165 + 481267.8813 * t;
  const inLongitude = -17.2 * sin(node) - 1.32 * sin(2 * sun) - 0.23 * sin(2 * moon) + 0.21 * sin(2 * node);
  const inObliquity = 9.2 * cos(node) + 0.57 * cos(2 * sun) + 0.1 * cos(2 * moon) - 0.09 * cos(2 * node);
  return {
    inLongitude: inLongitude * ARCSECOND,
    obliquity: 23.4392911 - 0.0130042 * t + inObliquity * ARCSECOND,
  };
}

/**
 * The apparent sun at `at` (ms): VSOP87 in short, nutation and aberration (Meeus, Astronomical Algorithms, ch. 25).
 * Within 0.001° of the full theory between 1900 and 2100: 0.0005° by terms left out, 0.0003° by the latitude, 0.0001° by nutation.
 */
export function apparentSun(at: Instant, deltaT = DELTA_T): ApparentSun {
  const centuries = (daysOf(at) + deltaT / 86_400) / 36_525;
  const { inLongitude, obliquity } = nutation(centuries);
  const anomaly = 357.528 + 35_999.05 * centuries;
  const distance = 1.00014 - 0.01671 * cos(anomaly) - 0.00014 * cos(2 * anomaly);
  const longitude = (sunLongitude(centuries) + inLongitude - (20.4898 / distance) * ARCSECOND + 360) % 360;
  const rightAscension = Math.atan2(cos(obliquity) * sin(longitude), cos(longitude)) / RAD;
  return {
    longitude,
    rightAscension: (rightAscension + 360) % 360,
    declination: Math.asin(sin(obliquity) * sin(longitude)) / RAD,
    distance,
  };
}

/** Hour angle of the sun at a longitude, degrees in −180 … 180, 0 at true noon and growing westward. */
export function solarHourAngle(at: Instant, longitude: number, deltaT = DELTA_T): number {
  return hourAngleOf(apparentSun(at, deltaT), at, longitude, deltaT);
}

/** By apparent sidereal time (Meeus, ch. 12). Universal time is taken as UTC: 0.9 s at most, 0.004°. */
function hourAngleOf({ rightAscension }: ApparentSun, at: Instant, longitude: number, deltaT: number): number {
  const days = daysOf(at);
  const centuries = days / 36_525;
  const { inLongitude, obliquity } = nutation(centuries + deltaT / 86_400 / 36_525);
  const sidereal =
    280.46061837 + 360.98564736629 * days + 0.000387933 * centuries ** 2 + inLongitude * cos(obliquity) + longitude;
  const angle = (sidereal - rightAscension) % 360;
  return angle - 360 * Math.round(angle / 360);
}

/**
 * Position of the sun at `at` (ms) seen from longitude, latitude (degrees): within 0.0015° between 1950 and 2050, and 0.004°
 * more where universal time strays from UTC. Refraction, where asked for, holds to 0.01° above 15° and is a mean below.
 */
export function solarPosition(
  at: Instant,
  longitude: number,
  latitude: number,
  { air, deltaT = DELTA_T }: SolarOptions = {},
): SolarPosition {
  const sun = apparentSun(at, deltaT);
  const hourAngle = hourAngleOf(sun, at, longitude, deltaT);
  const { altitude, azimuth } = horizontal(hourAngle, sun.declination, latitude);
  const seen = altitude - (8.794 / sun.distance) * ARCSECOND * cos(altitude);
  return { altitude: air ? seen + refraction(seen, air) : seen, azimuth };
}

/** Altitude and azimuth of what stands at an hour angle and a declination, all in degrees. */
function horizontal(hourAngle: number, declination: number, latitude: number): SolarPosition {
  const up = sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle);
  const east = -sin(hourAngle) * cos(declination);
  const north = cos(latitude) * sin(declination) - sin(latitude) * cos(declination) * cos(hourAngle);
  return {
    altitude: Math.asin(Math.min(1, Math.max(-1, up))) / RAD,
    azimuth: (Math.atan2(east, north) / RAD + 360) % 360,
  };
}

/** Degrees by which the air raises what stands at a true altitude (Sæmundsson 1986); 0 once the sun has set. */
function refraction(altitude: number, { pressure, temperature }: Air): number {
  if (altitude < LOWEST_SEEN) return 0;
  const arcminutes = 1.02 / Math.tan((altitude + 10.3 / (altitude + 5.11)) * RAD);
  return ((pressure / 1010) * (283 / (273 + temperature)) * arcminutes) / 60;
}
