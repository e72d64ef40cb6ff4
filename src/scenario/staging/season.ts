/** What keeps works from some days of the year (domain reference §4.7; frost and Spring Festival are ours). */
export type Season = 'flood' | 'exam' | 'spring' | 'frost';

export interface CivilDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
}

/** Lengths of the seasons that are a matter of choice. Dates are month × 100 + day. */
export interface SeasonLimits {
  /** First and last day of frost, across the turn of the year. */
  readonly frostFrom: number;
  readonly frostTo: number;
  /** Days before and after the first day of the lunar year that roads stay free of works. */
  readonly springBefore: number;
  readonly springAfter: number;
}

const DEFAULT_LIMITS: SeasonLimits = { frostFrom: 1215, frostTo: 215, springBefore: 7, springAfter: 15 };

/** The limits that a document's assumptions set. */
export function seasonLimits(assumptions: readonly { readonly key: string; readonly value: number }[]): SeasonLimits {
  const own = assumptions.filter(({ key }) => Object.hasOwn(DEFAULT_LIMITS, key)).map(({ key, value }) => [key, value]);
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(own) };
}

/**
 * First day of the lunar year, month × 100 + day. Source: 农历 by GB/T 33661-2017 as in the almanac of the Purple Mountain
 * Observatory; dates from memory of the published almanacs [M].
 */
const SPRING_FESTIVALS: Readonly<Record<number, number>> = {
  2026: 217,
  2027: 206,
  2028: 126,
  2029: 213,
  2030: 203,
  2031: 123,
  2032: 211,
  2033: 131,
  2034: 219,
  2035: 208,
};

const DAY = 86_400_000;

/** Whether the table names the Spring Festival of `year`. */
export function knowsSpringFestival(year: number): boolean {
  return Object.hasOwn(SPRING_FESTIVALS, year);
}

/** The date `days` whole days after `start`. */
export function dateAfter(start: CivilDate, days: number): CivilDate {
  return civil(Date.UTC(start.year, start.month - 1, start.day) + days * DAY);
}

/** The city's date at an instant. */
export function dateAt(instant: number, utcOffsetMinutes: number): CivilDate {
  return civil(instant + utcOffsetMinutes * 60_000);
}

/**
 * The seasons that `date` falls in: flood June–September, exams 6–10 June, frost and Spring Festival by `limits`.
 * Beyond the almanac's table the Spring Festival is taken to last for as long as it could in any year: 21 January to 20 February.
 */
export function seasonsOn(date: CivilDate, limits: SeasonLimits, anyYear = false): ReadonlySet<Season> {
  const seasons = new Set<Season>();
  const monthDay = date.month * 100 + date.day;
  if (date.month >= 6 && date.month <= 9) seasons.add('flood');
  if (monthDay >= 606 && monthDay <= 610) seasons.add('exam');
  if (monthDay >= limits.frostFrom || monthDay <= limits.frostTo) seasons.add('frost');
  const known = anyYear ? undefined : SPRING_FESTIVALS[date.year];
  const [first, last] = known === undefined ? [121, 220] : [known, known];
  const at = Date.UTC(date.year, date.month - 1, date.day);
  const from = Date.UTC(date.year, Math.floor(first / 100) - 1, first % 100) - limits.springBefore * DAY;
  const to = Date.UTC(date.year, Math.floor(last / 100) - 1, last % 100) + limits.springAfter * DAY;
  if (at >= from && at <= to) seasons.add('spring');
  return seasons;
}

function civil(at: number): CivilDate {
  const date = new Date(at);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
