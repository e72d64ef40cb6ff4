import { type FormEvent, useId, useState } from 'react';
import { ACTS, actsFor } from '../../domain/review/act.ts';
import { decisionOf, isClosed, type ReviewAct, type ReviewEntry } from '../../domain/review/review.ts';
import type { Me } from '../../state/people-port.ts';
import type { ReviewPort, TaggedThread } from '../../state/review-port.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSample, useSay, useSession } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { Refusal } from '../Refusal.tsx';
import { SignedBy } from '../versions/SignedBy.tsx';
import { alternativeWords, momentWords, placeWords, planWords } from './anchor-text.ts';
import { LostTag } from './LostTag.tsx';
import { OriginTag } from './OriginTag.tsx';
import { ENTRY_WORDS, W, WRITTEN_ACTS } from './review-words.ts';
import { StatusMark } from './StatusMark.tsx';
import { stateOfAnchor } from './use-reviews.ts';

/** One thread: what it is about, everything that was said, and what this person may do with it. */
export function ThreadView(props: {
  readonly tagged: TaggedThread;
  readonly me: Me | null;
  readonly record: ReviewPort | null;
  /** Ids of the list, in its order. */
  readonly among: readonly string[];
}) {
  const { tagged, me, record, among } = props;
  const port = usePort();
  const say = useSay();
  const { thread } = tagged;
  const { anchor } = thread;
  const { utcOffset } = port.catalog.city;
  const state = useSample((each) => stateOfAnchor(each, tagged));
  const acts = me?.user ? actsFor(thread, { user: me.user, role: me.role }) : [];
  const at = among.indexOf(thread.id);
  const decision = decisionOf(thread);
  return (
    <article className="thread">
      <div className="row">
        <button type="button" className="quiet" onClick={() => port.run('review.open', null)}>
          ← {say(W.back)}
        </button>
        <Neighbour id={among[at - 1]} label={say(W.previous)} />
        <Neighbour id={at < 0 ? undefined : among[at + 1]} label={say(W.next)} />
        <button type="button" onClick={() => port.run('review.show', thread.id)}>
          <Icon id="fly" />
          {say(W.show)}
        </button>
      </div>
      <p className="row">
        <StatusMark thread={thread} />
        <b>{placeWords(anchor)}</b>
        <LostTag tagged={tagged} />
        <OriginTag tagged={tagged} />
        <span className="soft">
          {momentWords(anchor.moment, utcOffset, say)}·{planWords(anchor, say)}
          {anchor.compare ? `·${say(W.compared)} ${alternativeWords(anchor.compare.alternative, say)}` : ''}
        </span>
      </p>
      {anchor.object && (state === 'removed' || state === 'moved') ? (
        <p className="note" role="note">
          {say(state === 'removed' ? W.lost : W.movedNote, { id: anchor.object.id })}
        </p>
      ) : null}
      {decision ? (
        <p className="decision">
          <b>{say(W.decision)}</b> {decision.text}
        </p>
      ) : null}
      <ol className="entries">
        {thread.entries.map((entry, index) => (
          <Entry key={`${entry.by.at} ${String(index)}`} entry={entry} />
        ))}
      </ol>
      {record && acts.length > 0 ? <Write tagged={tagged} record={record} acts={acts} /> : null}
      {acts.length === 0 && isClosed(thread) ? <p className="soft">{say(W.closedNote)}</p> : null}
    </article>
  );
}

function Neighbour({ id, label }: { readonly id: string | undefined; readonly label: string }) {
  const port = usePort();
  return (
    <button
      type="button"
      className="quiet"
      disabled={id === undefined}
      onClick={() => id !== undefined && port.run('review.show', id)}
    >
      {label}
    </button>
  );
}

function Entry({ entry }: { readonly entry: ReviewEntry }) {
  const port = usePort();
  const say = useSay();
  const { kind, by, text, from } = entry;
  return (
    <li data-kind={kind}>
      <p className="soft">
        <SignedBy by={by} /> {say(ENTRY_WORDS[kind])} {momentText(by.at, port.catalog.city.utcOffset)}
        {kind === 'attach' ? ` (${say(W.attachedFrom, { id: from?.id ?? say(W.barePlace) })})` : ''}
      </p>
      {text ? <p className="entry-text">{text}</p> : null}
    </li>
  );
}

function Write(props: {
  readonly tagged: TaggedThread;
  readonly record: ReviewPort;
  readonly acts: readonly ReviewAct[];
}) {
  const { tagged, record, acts } = props;
  const port = usePort();
  const say = useSay();
  const id = useId();
  const [text, setText] = useState('');
  const select = useSession((session) => session.select);
  const { busy, refusal, perform } = useDeed();
  const written = WRITTEN_ACTS.filter((each) => acts.includes(each));
  const write = (which: (typeof WRITTEN_ACTS)[number]) =>
    perform(
      () => record.act(tagged, { act: which, text: text.trim() }),
      () => setText(''),
    );
  return (
    <form
      className="write"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        const [first] = written;
        if (first && text.trim() !== '') write(first);
      }}
    >
      {written.length > 0 ? (
        <>
          <label htmlFor={id}>{say(W.write)}</label>
          <textarea id={id} rows={3} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        </>
      ) : null}
      <Refusal words={refusal} />
      <div className="row">
        {written.map((each) => (
          <button
            key={each}
            type="button"
            className={each === written[0] ? 'primary' : ''}
            data-act={each}
            disabled={busy || text.trim() === ''}
            onClick={() => write(each)}
          >
            {say(ACTS[each].title)}
          </button>
        ))}
        {acts.includes('attach') ? (
          <>
            <button type="button" className="quiet" onClick={() => port.run('review.pin', { for: 'attach' })}>
              {say(W.attach)}
            </button>
            {select !== null && select !== tagged.thread.anchor.object?.id ? (
              <button
                type="button"
                className="quiet"
                onClick={() => port.run('review.pin', { for: 'attach', object: select })}
              >
                {say(W.attachSelected, { id: select })}
              </button>
            ) : null}
          </>
        ) : null}
      </div>
    </form>
  );
}
