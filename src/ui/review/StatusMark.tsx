import type { ReviewThread } from '../../domain/review/review.ts';
import { statusOf } from '../../domain/review/review.ts';
import { useSay } from '../desk-context.ts';
import { STATUS_WORDS } from './review-words.ts';

/** The number and status of a thread as its pin shows them: filled, half, or hollow with a tick or a bar; and in words. */
export function StatusMark({ thread }: { readonly thread: ReviewThread }) {
  const say = useSay();
  const status = statusOf(thread);
  return (
    <span className="review-mark" data-status={status}>
      <b>{thread.id.slice(2)}</b> <span>{say(STATUS_WORDS[status])}</span>
    </span>
  );
}
