import { DAY, type Instant } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
import { E } from './export-words.ts';

/** A stretch of the timeline that a film may show. */
export interface FilmSpan {
  readonly id: string;
  readonly title: Words;
  readonly from: Instant;
  readonly to: Instant;
}

/** What can be filmed now: the open plan as a whole first, where it goes on beyond now, then what has been recorded. */
export function spansOf(now: Instant, planEnd: Instant | null): readonly FilmSpan[] {
  return [
    ...(planEnd !== null && planEnd > now ? [{ id: 'plan', title: E.wholePlan, from: now, to: planEnd }] : []),
    { id: 'day', title: E.lastDay, from: now - DAY, to: now },
    { id: 'week', title: E.lastWeek, from: now - 7 * DAY, to: now },
  ];
}
