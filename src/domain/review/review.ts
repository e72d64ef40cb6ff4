import type { CameraView } from '../camera.ts';
import type { Instant, Playhead } from '../clock.ts';

/** Where a thread stands: 待答复, 已答复, 已采纳, 不采纳. The last two are closed. */
export const REVIEW_STATUSES = ['open', 'answered', 'resolved', 'rejected'] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** What may be done to a thread after its first comment. */
export const REVIEW_ACTS = ['reply', 'answer', 'resolve', 'reject', 'reopen', 'attach'] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** Who wrote, and when by the city clock. */
export interface ReviewSigner {
  readonly user: string;
  readonly name: string;
  readonly at: Instant;
  /** Written by a 演示 user: binds nobody. */
  readonly demo: boolean;
}

/** An asset of today's city, or one that a plan builds. */
export interface ReviewObject {
  readonly layer: string;
  readonly id: string;
}

/** The plan that was on screen. */
interface ReviewPlan {
  readonly id: string;
  /** `base` for today's city beside the plan. */
  readonly alternative: string;
  /** Number of the named version whose document it was; null: a draft. */
  readonly version: number | null;
  /** SHA-256 of that document's canonical JSON, hexadecimal; null where it was not known. */
  readonly edition: string | null;
}

/** What stood left of the divider. */
interface ReviewComparison {
  readonly alternative: string;
  /** null: at the time of the comment itself. */
  readonly moment: Playhead | null;
  readonly view: string;
  /** Position of the divider, 0 (left edge) to 1. */
  readonly split: number;
}

/** What a comment is pinned to: a place, a time, a plan and the view in which it was written. */
export interface ReviewAnchor {
  /** Degrees, and metres above ground. */
  readonly place: readonly [longitude: number, latitude: number, height: number];
  readonly object: ReviewObject | null;
  readonly moment: Playhead;
  readonly plan: ReviewPlan | null;
  readonly compare: ReviewComparison | null;
  readonly view: CameraView;
}

/** One line of a thread. The first is the comment; a decision is the text of `resolve` or `reject`. */
export interface ReviewEntry {
  readonly kind: 'comment' | ReviewAct;
  readonly text: string;
  readonly by: ReviewSigner;
  /** Of `attach` alone: what the thread hung on before; null: a bare place. */
  readonly from?: ReviewObject | null | undefined;
}

/** A comment with everything that followed. */
export interface ReviewThread {
  /** `R-1`, `R-2` … in order of writing, never used twice. */
  readonly id: string;
  readonly anchor: ReviewAnchor;
  readonly entries: readonly ReviewEntry[];
}

const AFTER: Readonly<Record<ReviewEntry['kind'], ReviewStatus | null>> = {
  comment: 'open',
  reply: null,
  answer: 'answered',
  resolve: 'resolved',
  reject: 'rejected',
  reopen: 'open',
  attach: null,
};

/** The status that the entries of a thread come to. */
export function statusOf({ entries }: Pick<ReviewThread, 'entries'>): ReviewStatus {
  return entries.reduce<ReviewStatus>((status, { kind }) => AFTER[kind] ?? status, 'open');
}

export function isClosed(thread: Pick<ReviewThread, 'entries'>): boolean {
  const status = statusOf(thread);
  return status === 'resolved' || status === 'rejected';
}

/** The decision that holds: the entry that closed the thread; null while it is open. */
export function decisionOf(thread: Pick<ReviewThread, 'entries'>): ReviewEntry | null {
  if (!isClosed(thread)) return null;
  return thread.entries.findLast(({ kind }) => kind === 'resolve' || kind === 'reject') ?? null;
}

/** Who raised a thread. */
export function authorOf({ entries }: Pick<ReviewThread, 'entries'>): ReviewSigner {
  const first = entries[0];
  if (!first) throw new RangeError('A review thread has no first comment; it was stored incompletely.');
  return first.by;
}

/** Layer of a pick on the screen that met the pin of a comment; its id is that of the thread, empty for one that is being written. */
export const PIN_LAYER = '@review';
