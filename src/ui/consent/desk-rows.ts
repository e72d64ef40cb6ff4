import { DAY, parseInstant } from '../../domain/clock.ts';
import type { Opinion, OwnerLetter } from '../../state/versions-port.ts';
import type { OwnerRow } from '../versions/owners.ts';

/** Where an owner stands as a whole: `not-asked`, `waiting` (something is unanswered), or the gravest answer to any object. */
export type DeskState = 'not-asked' | 'waiting' | 'refused' | 'conditional' | 'agreed';

/** One owner at the consent desk. Dates are the city's, `YYYY-MM-DD`. */
export interface DeskRow {
  readonly row: OwnerRow;
  readonly state: DeskState;
  /** By date. */
  readonly letters: readonly OwnerLetter[];
  /** The first request that waits for an answer: of this version, else of an earlier one. */
  readonly asked: OwnerLetter | null;
  readonly reminders: number;
  /** Answers, each once, the latest first. */
  readonly answers: readonly Opinion[];
  /** Whole days from the request to today while something is unanswered; null: nothing waits, or nobody was asked. */
  readonly waitingDays: number | null;
  /** Whole days past the day by which an answer was asked for; null: none was named, or it has not passed. */
  readonly overdueDays: number | null;
}

/**
 * The owners of an alternative with their letters and answers: who has not answered first, and those who wait longest first.
 *
 * @param version number of the version that the desk is about
 * @param today the city's date by the one clock
 */
export function deskRows(
  rows: readonly OwnerRow[],
  letters: readonly OwnerLetter[],
  version: number,
  today: string,
): DeskRow[] {
  return rows
    .map((row): DeskRow => {
      const own = letters
        .filter(({ owner }) => owner === row.owner)
        .sort((a, b) => (a.sent < b.sent ? -1 : a.sent > b.sent ? 1 : 0));
      const requests = own.filter(({ kind }) => kind === 'request');
      const asked = requests.find((each) => each.version === version) ?? requests[0] ?? null;
      const waits = row.needs.unanswered.length > 0;
      const due = own.filter((each) => each.due !== null).at(-1)?.due ?? null;
      const late = waits && due !== null ? daysBetween(due, today) : 0;
      return {
        row,
        state: stateOf(row, asked !== null),
        letters: own,
        asked,
        reminders: own.length - requests.length,
        answers: answersOf(row),
        waitingDays: waits && asked ? Math.max(0, daysBetween(asked.sent, today)) : null,
        overdueDays: late > 0 ? late : null,
      };
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (b.waitingDays ?? 0) - (a.waitingDays ?? 0) ||
        b.row.total - a.row.total,
    );
}

const ORDER: readonly DeskState[] = ['waiting', 'not-asked', 'refused', 'conditional', 'agreed'];

function stateOf({ needs }: OwnerRow, asked: boolean): DeskState {
  if (needs.unanswered.length > 0) return asked ? 'waiting' : 'not-asked';
  if (needs.refused.length > 0) return 'refused';
  return needs.conditional.length > 0 ? 'conditional' : 'agreed';
}

/** What was said, once for each date, number, answer and note. */
function answersOf({ objects }: OwnerRow): Opinion[] {
  const distinct = new Map<string, Opinion>();
  for (const { opinion } of objects)
    if (opinion && opinion.answer !== 'unanswered')
      distinct.set(
        [opinion.date, opinion.documentNumber, opinion.answer, opinion.note, opinion.by].join('\n'),
        opinion,
      );
  return [...distinct.values()].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((parseInstant(`${to}T00:00:00Z`) - parseInstant(`${from}T00:00:00Z`)) / DAY);
}

/** An id for a further letter: `H-1`, `H-2` … after those there are. */
export function nextLetterId(letters: readonly OwnerLetter[]): string {
  return `H-${1 + Math.max(0, ...letters.map(({ id }) => Number(/^H-(\d+)$/.exec(id)?.[1] ?? 0)))}`;
}
