import { authorOf, type ReviewStatus, type ReviewThread, statusOf } from './review.ts';

/** What a list of threads is narrowed to; null: any. */
export interface ReviewFilter {
  readonly status: ReviewStatus | null;
  /** User. */
  readonly author: string | null;
  /** Id of an object. */
  readonly object: string | null;
  /** `now`, `T0`–`T6`, or `instant` for any other moment. */
  readonly moment: string | null;
  /** Number of a named version, or `draft`; `none`: written without a plan. */
  readonly version: string | null;
}

export const NO_FILTER: ReviewFilter = { status: null, author: null, object: null, moment: null, version: null };

/** The threads that a filter lets through, newest first. */
export function filtered(threads: readonly ReviewThread[], filter: ReviewFilter): ReviewThread[] {
  return threads
    .filter(
      (thread) =>
        (filter.status === null || statusOf(thread) === filter.status) &&
        (filter.author === null || authorOf(thread).user === filter.author) &&
        (filter.object === null || thread.anchor.object?.id === filter.object) &&
        (filter.moment === null || momentKey(thread) === filter.moment) &&
        (filter.version === null || versionKey(thread) === filter.version),
    )
    .sort((a, b) => numberOf(b) - numberOf(a));
}

/** Every value that occurs in each field of the filter, for its choices. */
export function filterChoices(threads: readonly ReviewThread[]): {
  readonly authors: readonly { readonly user: string; readonly name: string }[];
  readonly objects: readonly string[];
  readonly moments: readonly string[];
  readonly versions: readonly string[];
} {
  const authors = new Map(threads.map((thread) => [authorOf(thread).user, authorOf(thread).name]));
  const distinct = (values: readonly (string | undefined)[]) =>
    [...new Set(values.filter((each) => each !== undefined))].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    );
  return {
    authors: [...authors].map(([user, name]) => ({ user, name })),
    objects: distinct(threads.map(({ anchor }) => anchor.object?.id)),
    moments: distinct(threads.map(momentKey)),
    versions: distinct(threads.map(versionKey)),
  };
}

function momentKey({ anchor: { moment } }: ReviewThread): string {
  return moment.kind === 'slice' ? moment.slice : moment.kind;
}

function versionKey({ anchor: { plan } }: ReviewThread): string {
  if (!plan) return 'none';
  return plan.version === null ? 'draft' : String(plan.version);
}

function numberOf({ id }: ReviewThread): number {
  return Number(id.slice(2));
}
