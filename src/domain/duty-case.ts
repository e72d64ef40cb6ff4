import { HOUR, type Instant, MINUTE } from './clock.ts';

/** 待发, 已发, 失败. */
export type CaseState = 'waiting' | 'sent' | 'failed';

/** An alert turned into a case (转案件) of the bureau's 数字城管, which keeps its record: number and stage are mirrored from there. */
export interface DutyCase {
  /** Made from the alert's id, so that the same alert makes the same case however often it is sent. */
  readonly id: string;
  readonly alert: string;
  readonly asset: string;
  readonly by: string;
  /** City time at which an officer asked for it. */
  readonly at: Instant;
  readonly state: CaseState;
  readonly attempts: number;
  /** Wall time of the next try while it waits, ms. */
  readonly nextAt: number;
  /** Why the last try failed; null: none did. */
  readonly reason: string | null;
  /** 案件号 and 阶段 as the bureau's system tells them; null: not yet. */
  readonly number: string | null;
  readonly stage: string | null;
  /** Time of the news that they come from, by the bureau's system; null: none. */
  readonly toldAt: Instant | null;
}

/** What a try to send a case brought. `later`: worth another try; `no`: the other side will refuse it again. */
export type SendOutcome =
  | { readonly kind: 'taken'; readonly number: string | null; readonly stage: string | null }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'no'; readonly reason: string };

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 10 * MINUTE;
/** About a day of tries; after them an officer decides. */
const MOST_ATTEMPTS = 150;

/** Milliseconds to wait after `attempts` failures: twice as long each time, ten minutes at most. */
export function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(20, attempts - 1));
}

export function caseIdOf(alert: string): string {
  return `case-${alert}`;
}

/** Whether a case is to be tried at `wall`. A wall clock that was set back must not make it wait for ever. */
export function isDue({ state, nextAt }: DutyCase, wall: number): boolean {
  return state === 'waiting' && (nextAt <= wall || nextAt > wall + LONGEST_WAIT);
}

/** The case after a try at `wall`. */
export function tried(each: DutyCase, outcome: SendOutcome, wall: number): DutyCase {
  const attempts = each.attempts + 1;
  switch (outcome.kind) {
    case 'taken':
      return {
        ...each,
        state: 'sent',
        attempts,
        reason: null,
        // News that a callback brought while the answer was on its way is newer than the answer.
        number: each.number ?? outcome.number,
        stage: each.stage ?? outcome.stage,
      };
    case 'later': {
      const over = attempts >= MOST_ATTEMPTS;
      return {
        ...each,
        state: over ? 'failed' : 'waiting',
        attempts,
        reason: outcome.reason,
        nextAt: wall + waitAfter(attempts),
      };
    }
    case 'no':
      return { ...each, state: 'failed', attempts, reason: outcome.reason };
  }
}

/** News of a case from the bureau's system. */
export interface CaseNews {
  readonly number: string;
  readonly stage: string;
  /** When it became so there. */
  readonly at: Instant;
}

/** The case with the news; the very same object when it is old or known: callbacks may come twice and out of order. */
export function withNews(each: DutyCase, news: CaseNews): DutyCase {
  if (each.toldAt !== null && news.at < each.toldAt) return each;
  if (each.toldAt === news.at && each.number === news.number && each.stage === news.stage) return each;
  return { ...each, state: 'sent', reason: null, number: news.number, stage: news.stage, toldAt: news.at };
}

/** An ended case is shown for as long, milliseconds of city time. */
export const CASE_SHOWN_FOR = 24 * HOUR;
