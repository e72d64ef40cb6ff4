import { DAY, type Instant, MINUTE } from '../../domain/clock.ts';
import { dayBegin } from '../../domain/derived.ts';
import { atTrueSolarTime, SOLAR_TERM, sunAtLongitude } from '../../domain/geo/solar-time.ts';
import type { SunlightInputs } from './assumptions.ts';

/** Where the sun is looked at from. One stands for a neighbourhood: 1 km moves the sun 0.01°. */
export interface SunlightSite {
  readonly longitude: number;
  readonly latitude: number;
  /** Of the city's clock. */
  readonly utcOffsetMinutes: number;
}

/** The date that a norm counts sunlight on: 大寒日 or 冬至日. */
type SunlightTerm = keyof typeof SOLAR_TERM;

/** A norm's date in a year, and its effective hours (有效日照时间带). */
export interface SunlightDay {
  /** Midnight of the city that the date begins with. */
  readonly begin: Instant;
  /** When the sun reaches the term's longitude. */
  readonly term: Instant;
  /** The effective hours as instants; they are counted in true solar time. */
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The date of `term` in `year` by the city's clock, with its effective hours from `inputs`.
 * Throws RangeError on a year outside 1900–2100 and on hours that do not lie in order within a day.
 */
export function sunlightDay(
  term: SunlightTerm,
  year: number,
  { longitude, utcOffsetMinutes }: SunlightSite,
  inputs: SunlightInputs,
): SunlightDay {
  const [from, to] = [inputs[`${term}From`], inputs[`${term}To`]];
  if (!(from >= 0 && from < to && to <= 24))
    throw new RangeError(
      `Effective hours ${from}–${to} of ${term} are no part of a day; set ${term}From before ${term}To.`,
    );
  const at = sunAtLongitude(year, SOLAR_TERM[term]);
  const begin = dayBegin(at, utcOffsetMinutes);
  const date = Math.round((begin + utcOffsetMinutes * MINUTE) / DAY) * DAY;
  return { begin, term: at, from: atTrueSolarTime(date, from, longitude), to: atTrueSolarTime(date, to, longitude) };
}
