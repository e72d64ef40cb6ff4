import { authorOf } from '../../domain/review/review.ts';
import type { TaggedThread } from '../../state/review-port.ts';
import { usePort, useSample, useSay } from '../desk-context.ts';
import { agoText } from '../format.ts';
import { momentWords, placeWords, planWords } from './anchor-text.ts';
import { LostTag } from './LostTag.tsx';
import { OriginTag } from './OriginTag.tsx';
import { StatusMark } from './StatusMark.tsx';

/** One line a thread; a press goes back to the view, the time and the plan in which it was written. */
export function ThreadList({ threads, empty }: { readonly threads: readonly TaggedThread[]; readonly empty: string }) {
  if (threads.length === 0) return <p className="empty">{empty}</p>;
  return (
    <ol className="threads">
      {threads.map((each) => (
        <li key={each.thread.id}>
          <ThreadRow tagged={each} />
        </li>
      ))}
    </ol>
  );
}

function ThreadRow({ tagged }: { readonly tagged: TaggedThread }) {
  const port = usePort();
  const say = useSay();
  const now = useSample((each) => Math.floor(each.now() / 60_000) * 60_000);
  const { thread } = tagged;
  const { anchor } = thread;
  const author = authorOf(thread);
  return (
    <button type="button" className="thread-row" onClick={() => port.run('review.show', thread.id)}>
      <StatusMark thread={thread} />
      <span className="thread-text">{thread.entries[0]?.text}</span>
      <span className="thread-where">
        <span>{placeWords(anchor)}</span>
        <LostTag tagged={tagged} />
        <OriginTag tagged={tagged} />
        <span className="soft">
          {momentWords(anchor.moment, port.catalog.city.utcOffset, say)}·{planWords(anchor, say)}·{author.name}·
          {agoText(Math.max(0, now - author.at), say)}
        </span>
      </span>
    </button>
  );
}
