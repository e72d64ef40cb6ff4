import { DAY, HOUR, type Instant, MINUTE } from '../../domain/clock.ts';
import { solarPosition } from '../../domain/geo/solar.ts';
import type { CompiledScenario } from '../compiled.ts';
import { roadAxis } from '../road-axis.ts';
import type { LightingInputs } from './assumptions.ts';

/** Hours of a year that street lamps burn, and how many of them dimmed. */
export interface BurningHours {
  readonly total: number;
  readonly dimmed: number;
}

/**
 * Burning hours of the 365 days from `from`, lamps being lit while the sun stands below the switching altitude and dimmed
 * between two hours of the city's clock.
 *
 * @param from a midnight of the city
 */
export function burningHours(
  longitude: number,
  latitude: number,
  from: Instant,
  inputs: Pick<LightingInputs, 'switchAltitude' | 'lateFrom' | 'lateTo'>,
): BurningHours {
  const below = (at: Instant) => solarPosition(at, longitude, latitude).altitude < inputs.switchAltitude;
  let [total, dimmed] = [0, 0];
  for (let day = 0; day < 365; day++) {
    // A night runs from noon to noon; by the city's clock noon lies within an hour or two of the sun's.
    const noon = from + day * DAY - 12 * HOUR;
    const midnight = noon + 12 * HOUR;
    if (!below(midnight)) continue;
    const on = below(noon) ? noon : turning(below, noon, midnight);
    const off = below(noon + DAY) ? noon + DAY : turning(below, noon + DAY, midnight);
    total += (off - on) / HOUR;
    const [start, end] = [midnight + inputs.lateFrom * HOUR, midnight + inputs.lateTo * HOUR];
    dimmed += Math.max(0, Math.min(off, end) - Math.max(on, start)) / HOUR;
  }
  return { total, dimmed };
}

/** What runs round the clock. */
export const HOURS_A_YEAR = 8760;

/** Where and from when a year of burning is counted. */
export interface BurningSite {
  readonly longitude: number;
  readonly latitude: number;
  /** A midnight of the city. */
  readonly from: Instant;
}

/** The middle of the plan's road, and the first day of the plan. */
export function burningSite({
  document: { project },
  start,
}: Pick<CompiledScenario, 'document' | 'start'>): BurningSite {
  const path = project.axis;
  const axis = path && path.length > 1 ? roadAxis(path) : null;
  const [longitude, latitude] = axis
    ? axis.pointAt({ chainage: axis.length / 2, offset: 0 })
    : (project.extent[0] as [number, number]);
  return { longitude, latitude, from: start };
}

/** The schedule of lamps: when the sun switches them, and between which hours of the city they are dimmed to how much. */
export type BurningKey = 'switchAltitude' | 'lateFrom' | 'lateTo' | 'lateDim';
export const BURNING_KEYS: readonly BurningKey[] = ['switchAltitude', 'lateFrom', 'lateTo', 'lateDim'];

const KNOWN = new Map<string, BurningHours>();
/** Years kept: one a slider's step. */
const KEPT = 200;

/** Burning hours of a site, counted once for each schedule. */
export function hoursAt(site: BurningSite, inputs: Readonly<Record<BurningKey, number>>): BurningHours {
  const { longitude, latitude, from } = site;
  const key = [longitude, latitude, from, inputs.switchAltitude, inputs.lateFrom, inputs.lateTo].join();
  const known = KNOWN.get(key);
  if (known) return known;
  const hours = burningHours(longitude, latitude, from, inputs);
  if (KNOWN.size >= KEPT) KNOWN.clear();
  KNOWN.set(key, hours);
  return hours;
}

/** Hours a year at full power that draw as much as the schedule does: what every kW of a luminaire is multiplied by. */
export function fullPowerHours(site: BurningSite, inputs: Readonly<Record<BurningKey, number>>): number {
  const hours = hoursAt(site, inputs);
  return hours.total * powerShare(hours, inputs.lateDim);
}

/** When it turns dark between a light and a dark instant, to the minute. */
function turning(below: (at: Instant) => boolean, light: Instant, dark: Instant): Instant {
  let [a, b] = [light, dark];
  while (Math.abs(b - a) > MINUTE) {
    const middle = (a + b) / 2;
    if (below(middle)) b = middle;
    else a = middle;
  }
  return (a + b) / 2;
}

/** Share of full power that a luminaire with this schedule draws over the year's burning hours. */
export function powerShare({ total, dimmed }: BurningHours, lateDimPercent: number): number {
  return total === 0 ? 0 : (total - dimmed + (dimmed * lateDimPercent) / 100) / total;
}
