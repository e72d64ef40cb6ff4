import type { Instant } from '../../domain/clock.ts';
import { apparentSun, solarHourAngle } from '../../domain/geo/solar.ts';
import type { SunlightDay, SunlightSite } from './sunlight-day.ts';

const RAD = Math.PI / 180;

type Vector = readonly [east: number, north: number, up: number];

/** The way of the sun over a site through the effective hours of a day. */
export interface SunArc {
  /** Unit vector to the sun, geometric; within 0.003° of `solarPosition`, which allows for parallax. */
  directionAt(at: Instant): Vector;
  /** When the sun passes through the plane of directions across `normal`, between the arc's ends, to 0.1 s; in order. */
  crossings(normal: Vector): Instant[];
}

/** Declination and hour angle run as parabolas through the ends and the middle of the day's effective hours. */
export function sunArc({ from, to }: SunlightDay, { longitude, latitude }: SunlightSite): SunArc {
  const middle = (from + to) / 2;
  const declination = parabola([from, middle, to].map((at) => apparentSun(at).declination * RAD));
  const hourAngle = parabola([from, middle, to].map((at) => solarHourAngle(at, longitude) * RAD));
  const shareOf = (at: Instant) => (at - middle) / (to - middle);
  const [sinLat, cosLat] = [Math.sin(latitude * RAD), Math.cos(latitude * RAD)];

  const directionAt = (at: Instant): Vector => {
    const share = shareOf(at);
    const [d, h] = [declination(share), hourAngle(share)];
    return [
      -Math.sin(h) * Math.cos(d),
      cosLat * Math.sin(d) - sinLat * Math.cos(d) * Math.cos(h),
      sinLat * Math.sin(d) + cosLat * Math.cos(d) * Math.cos(h),
    ];
  };

  return {
    directionAt,
    crossings([x, y, z]) {
      const side = (at: Instant) => {
        const [east, north, up] = directionAt(at);
        return x * east + y * north + z * up;
      };
      // For a fixed declination the side is a + b cos H + c sin H, with its extremes where tan H = c / b.
      const extreme = Math.atan2(-x, z * cosLat - y * sinLat);
      const [first, last] = [hourAngle(-1), hourAngle(1)];
      const turns = [extreme - Math.PI, extreme, extreme + Math.PI]
        .filter((h) => h > first && h < last)
        .map((h) => from + ((h - first) / (last - first)) * (to - from));
      const ends = [from, ...turns, to];
      return ends.slice(1).flatMap((end, index): Instant[] => {
        const start = ends[index] as Instant;
        return side(start) * side(end) < 0 ? [crossing(side, start, end)] : [];
      });
    },
  };
}

/** The parabola through values at −1, 0 and 1. */
function parabola(values: readonly number[]): (share: number) => number {
  const [before, middle, after] = values as [number, number, number];
  const [slope, bend] = [(after - before) / 2, (after + before) / 2 - middle];
  return (share) => middle + share * (slope + share * bend);
}

/** Where the side changes sign, by bisection. */
function crossing(side: (at: Instant) => number, start: Instant, end: Instant): Instant {
  const before = side(start) > 0;
  let [a, b] = [start, end];
  while (b - a > 100) {
    const middle = (a + b) / 2;
    if (side(middle) > 0 === before) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
