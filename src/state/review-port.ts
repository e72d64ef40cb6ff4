import type { Outcome } from '../domain/outcome.ts';
import type { ReviewOrder } from '../domain/review/act.ts';
import type { ReviewAnchor } from '../domain/review/review.ts';
import type { Words } from '../domain/words.ts';
import type { TaggedThread } from '../wire/review.ts';

export type { TaggedThread };

/** The review record as far as it is known. */
export interface ReviewState {
  /** The oldest first; null until it was read once. */
  readonly threads: readonly TaggedThread[] | null;
  /** Why the last reading failed; null: it did not. */
  readonly failed: Words | null;
}

/** What a person writes into the review record. A write of what somebody else changed meanwhile is refused. */
export interface ReviewPort {
  refresh(): Promise<void>;
  raise(anchor: ReviewAnchor, text: string): Promise<Outcome<TaggedThread>>;
  act(thread: TaggedThread, order: ReviewOrder): Promise<Outcome<TaggedThread>>;
}
