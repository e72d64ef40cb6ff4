import type { Instant } from '../domain/clock.ts';

/** One rain event with a Chicago (Keifer–Chu) hyetograph. */
export interface RainEvent {
  readonly kind: 'storm' | 'shower';
  readonly from: Instant;
  readonly minutes: number;
  /** Total depth, mm. */
  readonly depth: number;
}

/** Peak position r; 0.35–0.45 are usual (domain.md §3.4). */
const R = 0.4;
/** Shape of 济南 4700(1+0.753 lgP)/(t+17.5)^0.898: 未核实·借用; no parameters are published for Jining. */
const B = 17.5;
const N = 0.898;

/** Depth in mm of `minutes` of rain with return period `years`, by the borrowed formula; i = q / 167 mm/min. */
export function designDepth(years: number, minutes: number): number {
  const a = (4700 / 167) * (1 + 0.753 * Math.log10(years));
  return (a * minutes) / (minutes + B) ** N;
}

export function endOf(event: RainEvent): Instant {
  return event.from + event.minutes * 60_000;
}

/** Instant of the greatest intensity. */
export function peakOf(event: RainEvent): Instant {
  return event.from + R * event.minutes * 60_000;
}

/**
 * Depth in mm fallen from the event's beginning until `at`: the integral of the hyetograph in closed form,
 * a·τ/(τ/r + b)ⁿ on each side of the peak, so that no rain is lost between time steps.
 */
export function fallen(event: RainEvent, at: Instant): number {
  const t = Math.min(Math.max((at - event.from) / 60_000, 0), event.minutes);
  const a = (event.depth * (event.minutes + B) ** N) / event.minutes;
  const peak = R * event.minutes;
  const before = (tau: number): number => (a * tau) / (tau / R + B) ** N;
  if (t <= peak) return before(peak) - before(peak - t);
  const tau = t - peak;
  return before(peak) + (a * tau) / (tau / (1 - R) + B) ** N;
}
