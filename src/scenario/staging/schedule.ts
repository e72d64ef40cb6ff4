import { type CivilDate, dateAfter, type Season, type SeasonLimits, seasonsOn } from './season.ts';

/** One crew on one segment, in whole days from the start; `to` is exclusive. */
export interface SegmentWork {
  readonly segment: number;
  /** From 1. */
  readonly crew: number;
  /** Metres of chainage. */
  readonly stretch: readonly [from: number, to: number];
  readonly from: number;
  readonly to: number;
  /** Days of deep digging, or null. */
  readonly digging: readonly [from: number, to: number] | null;
  /** Days on which poles are erected, connected or cut; ascending. */
  readonly poleDays: readonly number[];
}

/** The seasons of each day from the start. */
export type Seasons = (day: number) => ReadonlySet<Season>;

/** When a plan begins; without a year, what holds in any year. */
export interface StartDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** A year whose own and next February have no 29th: stands for any year when a plan has none. */
const ANY_YEAR = 2026;

export function seasonsFrom(start: StartDate, limits: SeasonLimits): Seasons {
  const known = new Map<number, ReadonlySet<Season>>();
  const first: CivilDate = { ...start, year: start.year ?? ANY_YEAR };
  return (day) => {
    const seasons = known.get(day) ?? seasonsOn(dateAfter(first, day), limits, start.year === null);
    known.set(day, seasons);
    return seasons;
  };
}

/** Days that one segment takes when begun on `start`, or null when the calendar forbids it. */
type Recipe = (start: number) => Pick<SegmentWork, 'to' | 'digging' | 'poleDays'> | null;

/** Durations of base works of one side of a segment, days. */
export interface BaseDays {
  readonly sideDays: number;
  readonly digDays: number;
  readonly cureDays: number;
  readonly clearDays: number;
}

/**
 * Dig, cure, erect, clear. Digging keeps out of flood, exams, frost and Spring Festival, concrete cures without frost, poles
 * are not erected during the exams (the fence waits), and no fence stands over Spring Festival.
 */
export function baseWorks(days: BaseDays, seasons: Seasons): Recipe {
  const erectDays = Math.max(1, days.sideDays - days.digDays - days.cureDays - days.clearDays);
  return (start) => {
    const dug = start + days.digDays;
    const cured = dug + days.cureDays;
    if (meets(seasons, start, dug, ['flood', 'exam', 'frost', 'spring'])) return null;
    if (meets(seasons, dug, cured, ['frost', 'spring'])) return null;
    const poleDays: number[] = [];
    let day = cured;
    for (; poleDays.length < erectDays; day++) {
      if (seasons(day).has('spring')) return null;
      if (!seasons(day).has('exam')) poleDays.push(day);
    }
    const to = day + days.clearDays;
    return meets(seasons, day, to, ['spring']) ? null : { to, digging: [start, dug], poleDays };
  };
}

/** `count` days on end outside `closed` seasons; poles are worked on but for the first and last of three or more. */
export function daysOutside(count: number, closed: readonly Season[], seasons: Seasons): Recipe {
  return (start) => {
    const to = start + count;
    if (meets(seasons, start, to, closed)) return null;
    const all = Array.from({ length: count }, (_, index) => start + index);
    return { to, digging: null, poleDays: count > 2 ? all.slice(1, -1) : all };
  };
}

/** Wave after wave, each on the first day from `earliest` that its recipe allows. Throws RangeError when none comes in 4 years. */
export function schedule(
  waves: readonly (readonly number[])[],
  stretchOf: (segment: number) => readonly [from: number, to: number],
  earliest: number,
  recipe: Recipe,
): SegmentWork[] {
  let free = earliest;
  return waves.flatMap((wave) => {
    const { from, ...days } = firstFit(free, recipe);
    free = days.to;
    return wave.map((segment, index) => ({
      segment,
      crew: index + 1,
      stretch: stretchOf(segment),
      from,
      ...days,
    }));
  });
}

/** Days, one after another from `earliest`, that fall in none of `closed`. */
export function openDays(count: number, earliest: number, closed: readonly Season[], seasons: Seasons): number[] {
  const days: number[] = [];
  for (let day = earliest; days.length < count; day++) if (!meets(seasons, day, day + 1, closed)) days.push(day);
  return days;
}

/** Last `count` days on end inside `[from, to)` that fall in none of `closed`, or null. */
export function lastDays(
  count: number,
  [from, to]: readonly [number, number],
  closed: readonly Season[],
  seasons: Seasons,
): readonly [from: number, to: number] | null {
  for (let end = to; end - count >= from; end--)
    if (!meets(seasons, end - count, end, closed)) return [end - count, end];
  return null;
}

function firstFit(earliest: number, recipe: Recipe) {
  for (let from = earliest; from < earliest + 1461; from++) {
    const days = recipe(from);
    if (days) return { from, ...days };
  }
  throw new RangeError(
    `No span of days from day ${earliest} on keeps out of flood, exams, frost and Spring Festival; shorten the works of a segment.`,
  );
}

function meets(seasons: Seasons, from: number, to: number, closed: readonly Season[]): boolean {
  for (let day = from; day < to; day++) for (const season of closed) if (seasons(day).has(season)) return true;
  return false;
}
