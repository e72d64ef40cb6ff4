import './review.css';
import { REVIEW_WRITERS } from '../../domain/review/act.ts';
import { filtered } from '../../domain/review/filter.ts';
import { statusOf } from '../../domain/review/review.ts';
import type { TaggedThread } from '../../state/review-port.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { usePeople } from '../people/use-people.ts';
import { Refusal } from '../Refusal.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { PinForm } from './PinForm.tsx';
import { ReviewFilters } from './ReviewFilters.tsx';
import { exportThreads } from './review-export.ts';
import { W } from './review-words.ts';
import { ThreadList } from './ThreadList.tsx';
import { ThreadView } from './ThreadView.tsx';
import { useReviewPort, useReviews } from './use-reviews.ts';

/** The review record beside the scene: the list with its filter, one thread, or the comment that is being written. */
export default function ReviewDialog() {
  const port = usePort();
  const say = useSay();
  const { me } = usePeople();
  const record = useReviewPort();
  const { threads, failed } = useReviews();
  const { thread: open, filter, pinning } = useSession((session) => session.review);
  const mayWrite = (REVIEW_WRITERS as readonly string[]).includes(me?.role ?? 'public');
  const all = threads ?? [];
  const shown = inOrder(all, filter);
  const opened = all.find(({ thread }) => thread.id === open);
  const waiting = all.filter(({ thread }) => statusOf(thread) === 'open').length;
  return (
    <SideDialog
      panel="review"
      title={say(W.record)}
      note={threads ? say(W.count, { n: numberText(all.length), open: numberText(waiting) }) : null}
      className="review figures"
    >
      <Refusal words={failed} />
      {pinning && record ? (
        <PinForm pinning={pinning} attaching={pinning.for === 'attach' ? (opened ?? null) : null} record={record} />
      ) : threads === null ? (
        failed ? null : (
          <p role="status">{say(W.loading)}</p>
        )
      ) : opened ? (
        <ThreadView
          key={opened.thread.id}
          tagged={opened}
          me={me}
          record={record}
          among={shown.map(({ thread }) => thread.id)}
        />
      ) : (
        <>
          <div className="row">
            {mayWrite ? (
              <button type="button" className="primary" onClick={() => port.run('review.pin')}>
                {say(W.raise)} <kbd>Z</kbd>
              </button>
            ) : (
              <p className="soft">{say(W.readOnly)}</p>
            )}
            <button
              type="button"
              disabled={shown.length === 0}
              onClick={() => void exportThreads(port, [...shown].reverse(), say)}
            >
              {say(W.exportCsv)}
            </button>
          </div>
          {all.length > 0 ? <ReviewFilters threads={all.map(({ thread }) => thread)} /> : null}
          <ThreadList threads={shown} empty={say(all.length > 0 ? W.noneFiltered : W.none)} />
        </>
      )}
    </SideDialog>
  );
}

/** Those that the filter lets through, newest first, with their tags. */
function inOrder(all: readonly TaggedThread[], filter: Parameters<typeof filtered>[1]): TaggedThread[] {
  const tagged = new Map(all.map((each) => [each.thread, each]));
  return filtered(
    all.map(({ thread }) => thread),
    filter,
  ).flatMap((thread) => tagged.get(thread) ?? []);
}
