import { HOUR, type Instant, MINUTE } from './clock.ts';

/** How finely the past is kept: each value, or minimum, mean, maximum, last and count of each minute or hour. */
export const HISTORY_LEVELS = ['raw', 'minutes', 'hours'] as const;
export type HistoryLevel = (typeof HISTORY_LEVELS)[number];

/** The levels that are made from the values, and the width of one of their cells, ms. */
export const MADE_LEVELS = ['minutes', 'hours'] as const satisfies readonly HistoryLevel[];
export type MadeLevel = (typeof MADE_LEVELS)[number];
export const LEVEL_WIDTH: Readonly<Record<MadeLevel, number>> = { minutes: MINUTE, hours: HOUR };

/** City days for which a level is kept; 0: not at all, infinity: for ever. Alerts are kept for ever. */
export type Retention = Readonly<Record<HistoryLevel, number>>;

/** Enough for a month's dispute over a value, a year's chart by the minute, and every year's by the hour. 设计建议·待核 */
export const DEFAULT_RETENTION: Retention = { raw: 31, minutes: 366, hours: Number.POSITIVE_INFINITY };

/** A part of the past, with the level that it is read from. */
export interface Stretch {
  readonly level: HistoryLevel;
  readonly from: Instant;
  readonly to: Instant;
}

/** A span whose values are kept as they came, whatever their age: an open alert rests on it, or somebody imported it. */
export interface KeptSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Where each level begins, because what is older was deleted or never made, on whole hours: minus infinity where nothing is missing,
 * infinity where the level is not made.
 */
export type LevelEdges = Readonly<Record<HistoryLevel, Instant>>;

/** A span with every hour that it touches: levels begin and end on whole hours. */
export function inWholeHours({ from, to }: KeptSpan): KeptSpan {
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil((to + 1) / HOUR) * HOUR - 1 };
}

/** `[from, to)` in stretches of the finest level that is there, by time. What no level keeps is read from the coarsest. */
export function stretchesOf(edges: LevelEdges, kept: readonly KeptSpan[], from: Instant, to: Instant): Stretch[] {
  const levelAt = (time: Instant): HistoryLevel => {
    if (time >= edges.raw || kept.some((span) => time >= span.from && time <= span.to)) return 'raw';
    return time >= edges.minutes ? 'minutes' : 'hours';
  };
  const cuts = [edges.raw, edges.minutes, ...kept.flatMap((span) => [span.from, span.to + 1])]
    .filter((cut) => cut > from && cut < to)
    .sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  let begin = from;
  for (const end of [...cuts, to]) {
    if (end === begin) continue;
    const last = stretches.at(-1);
    const level = levelAt(begin);
    if (last?.level === level) stretches[stretches.length - 1] = { ...last, to: end };
    else stretches.push({ level, from: begin, to: end });
    begin = end;
  }
  return stretches;
}
