import type { Words } from '../domain/words.ts';

/**
 * How much a problem matters. `error`: the row stays in the survey but not in the baseline made from it. `warning`: used as it
 * is, look at it. `todo`: something that the field must still find out. `note`: what the reader decided, to be confirmed.
 */
export type Severity = 'error' | 'warning' | 'todo' | 'note';

export type ProblemKind =
  | 'unreadable-file'
  | 'broken-record'
  | 'wrong-encoding'
  | 'unknown-crs'
  | 'crs-assumed'
  | 'axes-swapped'
  | 'missing-coordinates'
  | 'outside-city'
  | 'outside-extent'
  | 'same-place'
  | 'in-water'
  | 'duplicate-id'
  | 'missing-id'
  | 'unknown-class'
  | 'unknown-owner'
  | 'unknown-mount'
  | 'unknown-pole'
  | 'implausible-height'
  | 'missing-height'
  | 'assumed-height'
  | 'implausible-value'
  | 'impossible-date'
  | 'assumed-mount';

/** One thing wrong with a survey, at its place in the file. */
export interface SurveyProblem {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  /** Sheet, shapefile or file as the survey names it. */
  readonly table: string;
  /** Row as the source counts it: sheet row, line of text, record number from 1; null for the whole table. */
  readonly row: number | null;
  readonly column: string | null;
  /** The value as written. */
  readonly value: string | null;
  readonly reason: Words;
  readonly remedy: Words;
}

/** A file of which nothing can be used. Caught by `readSurvey`, which answers an empty table with this problem. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly problem: SurveyProblem;

  constructor(file: string, reason: Words, remedy: Words) {
    super(`${file}: ${reason.en}; ${remedy.en}.`);
    this.problem = {
      kind: 'unreadable-file',
      severity: 'error',
      table: file,
      row: null,
      column: null,
      value: null,
      reason,
      remedy,
    };
  }
}
