import type { Instant, Playhead } from '../clock.ts';
import { authorOf, decisionOf, type ReviewEntry, type ReviewStatus, type ReviewThread, statusOf } from './review.ts';

/** What a table of threads says in words; the dates are the city's. */
export interface ReviewTableWords {
  readonly heads: readonly [
    id: string,
    status: string,
    author: string,
    date: string,
    plan: string,
    version: string,
    moment: string,
    object: string,
    longitude: string,
    latitude: string,
    height: string,
    comment: string,
    decision: string,
    decidedBy: string,
    decided: string,
    course: string,
    marking: string,
  ];
  readonly status: Readonly<Record<ReviewStatus, string>>;
  readonly draft: string;
  /** 密级, and who took the table when: in each row. */
  readonly marking: string;
  readonly date: (at: Instant) => string;
  readonly moment: (moment: Playhead) => string;
  /** One line of the course of a thread. */
  readonly entry: (entry: ReviewEntry) => string;
  /** What to say of an object, e.g. that a later version took it away. */
  readonly object: (thread: ReviewThread) => string;
}

/** Rows of text, the heads first: one row a thread, the oldest first. */
export function reviewTable(threads: readonly ReviewThread[], words: ReviewTableWords): string[][] {
  const rows = threads.map((thread) => {
    const { anchor, entries } = thread;
    const [author, decision] = [authorOf(thread), decisionOf(thread)];
    const [longitude, latitude, height] = anchor.place;
    return [
      thread.id,
      words.status[statusOf(thread)],
      author.name,
      words.date(author.at),
      anchor.plan ? `${anchor.plan.id}.${anchor.plan.alternative}` : '',
      anchor.plan ? (anchor.plan.version === null ? words.draft : String(anchor.plan.version)) : '',
      words.moment(anchor.moment),
      words.object(thread),
      longitude.toFixed(6),
      latitude.toFixed(6),
      height.toFixed(1),
      entries[0]?.text ?? '',
      decision?.text ?? '',
      decision?.by.name ?? '',
      decision ? words.date(decision.by.at) : '',
      entries.slice(1).map(words.entry).join('\n'),
      words.marking,
    ];
  });
  return [[...words.heads], ...rows];
}

/** RFC 4180 with a byte order mark, so that spreadsheets read 中文. What a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
