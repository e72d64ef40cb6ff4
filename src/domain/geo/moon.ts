import type { Instant } from '../clock.ts';

export interface LunarPosition {
  /** Degrees above the horizon as seen from the ground: geometric (no refraction), parallax allowed for. */
  readonly altitude: number;
  /** Degrees clockwise from north. */
  readonly azimuth: number;
  /** Share of the disc that the sun lights, 0 (new) to 1 (full). */
  readonly illuminated: number;
  /** Whether the lit share grows. */
  readonly waxing: boolean;
}

const RAD = Math.PI / 180;
const sin = (degrees: number) => Math.sin(degrees * RAD);
const cos = (degrees: number) => Math.cos(degrees * RAD);

/** Ecliptic longitude, latitude and horizontal parallax of the moon, degrees, `centuries` from J2000.0. */
export function lunarEcliptic(centuries: number): { longitude: number; latitude: number; parallax: number } {
  const t = centuries;
  return {
    longitude:
      218.32 +
      481267.881 * t +
      6.29 * sin(134.9 + 477198.85 * t) -
      1.27 * sin(259.2 - 413335.38 * t) +
      0.66 * sin(235.7 + 890534.23 * t) +
      0.21 * sin(269.9 + 954397.7 * t) -
      0.19 * sin(357.5 + 35999.05 * t) -
      0.11 * sin(186.6 + 966404.05 * t),
    latitude:
      5.13 * sin(93.3 + 483202.03 * t) +
      0.28 * sin(228.2 + 960400.87 * t) -
      0.28 * sin(318.3 + 6003.18 * t) -
      0.17 * sin(217.6 - 407332.2 * t),
    parallax:
      0.9508 +
      0.0518 * cos(134.9 + 477198.85 * t) +
      0.0095 * cos(259.2 - 413335.38 * t) +
      0.0078 * cos(235.7 + 890534.23 * t) +
      0.0028 * cos(269.9 + 954397.7 * t),
  };
}

/** Days between J2000.0 and `at` (ms). */
const daysOf = (at: Instant) => at / 86_400_000 - 10_957.5;

/** Angle in degrees by which the stars over longitude 0 have turned at `at` (ms): Greenwich mean sidereal time (C24). */
export function siderealAngle(at: Instant): number {
  return (((280.46061837 + 360.98564736629 * daysOf(at)) % 360) + 360) % 360;
}

/**
 * Position and phase of the moon at `at` (ms) seen from longitude, latitude (degrees).
 * Low-precision formulas of the Astronomical Almanac (D22): 0.3° in longitude, 0.2° in latitude between 1900 and 2100, less
 * than the moon's own breadth. Universal and dynamical time are taken as one: the moon moves 0.01° in their difference.
 */
export function lunarPosition(at: Instant, longitude: number, latitude: number): LunarPosition {
  const days = daysOf(at);
  const moon = lunarEcliptic(days / 36_525);
  const obliquity = 23.439 - 0.0000004 * days;
  const [l, m, n] = [
    cos(moon.latitude) * cos(moon.longitude),
    cos(obliquity) * cos(moon.latitude) * sin(moon.longitude) - sin(obliquity) * sin(moon.latitude),
    sin(obliquity) * cos(moon.latitude) * sin(moon.longitude) + cos(obliquity) * sin(moon.latitude),
  ];
  const hourAngle = siderealAngle(at) + longitude - Math.atan2(m, l) / RAD;
  const declination = Math.asin(n) / RAD;
  const geocentric =
    Math.asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle)) / RAD;
  const azimuth =
    Math.atan2(
      -sin(hourAngle) * cos(declination),
      cos(latitude) * sin(declination) - sin(latitude) * cos(declination) * cos(hourAngle),
    ) / RAD;
  const anomaly = 357.528 + 0.9856003 * days;
  const sun = 280.46 + 0.9856474 * days + 1.915 * sin(anomaly) + 0.02 * sin(2 * anomaly);
  const elongation = Math.acos(cos(moon.latitude) * cos(moon.longitude - sun)) / RAD;
  return {
    altitude: geocentric - moon.parallax * cos(geocentric),
    azimuth: (azimuth + 360) % 360,
    // The sun is 390 times as far away: the phase angle is 180° less the elongation, to 0.15° (Meeus, ch. 48).
    illuminated: (1 - cos(elongation)) / 2,
    waxing: sin(moon.longitude - sun) > 0,
  };
}
