import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { TwinPort } from '../../state/port.ts';
import type { ReviewPort, TaggedThread } from '../../state/review-port.ts';
import type { Pinning } from '../../state/session.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSample, useSay } from '../desk-context.ts';
import { pinAt } from '../pin-at.ts';
import { Refusal } from '../Refusal.tsx';
import { anchorNow } from './anchor-now.ts';
import { momentWords, placeWords, planWords } from './anchor-text.ts';
import { W } from './review-words.ts';

/** Pins a new comment, or attaches a thread anew: first where, by pointer or keyboard, then the words. */
export function PinForm(props: {
  readonly pinning: Pinning;
  readonly attaching: TaggedThread | null;
  readonly record: ReviewPort;
}) {
  const { pinning, attaching, record } = props;
  const port = usePort();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      // What was written is not thrown away by a key.
      const written = target instanceof HTMLTextAreaElement && target.value.trim() !== '';
      if (event.key === 'Escape') {
        if (!written) port.run('review.unpin');
      } else if (event.key === 'Enter' && pinning.at === null && !(target instanceof HTMLButtonElement)) centre(port);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the dialog and the commands hear of Escape.
    addEventListener('keydown', press, true);
    return () => removeEventListener('keydown', press, true);
  }, [port, pinning.at]);
  return pinning.at === null ? (
    <Aim attaching={attaching} />
  ) : (
    <Compose at={pinning.at} attaching={attaching} record={record} />
  );
}

function Aim({ attaching }: { readonly attaching: TaggedThread | null }) {
  const port = usePort();
  const say = useSay();
  return (
    <div className="aim" role="status">
      <p>{attaching ? say(W.aimAttach, { id: attaching.thread.id }) : say(W.aim)}</p>
      <div className="row">
        <button type="button" onClick={() => centre(port)}>
          {say(W.centre)}
        </button>
        <button type="button" className="quiet" onClick={() => port.run('review.unpin')}>
          {say(W.cancel)}
        </button>
      </div>
    </div>
  );
}

function Compose(props: {
  readonly at: NonNullable<Pinning['at']>;
  readonly attaching: TaggedThread | null;
  readonly record: ReviewPort;
}) {
  const { at, attaching, record } = props;
  const port = usePort();
  const say = useSay();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const { busy, refusal, perform } = useDeed();
  const about = useSample((each) => {
    const anchor = anchorNow(each, at);
    return `${momentWords(anchor.moment, each.catalog.city.utcOffset, say)}·${planWords(anchor, say)}`;
  });
  useEffect(() => field.current?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    perform(
      () =>
        attaching
          ? record.act(attaching, { act: 'attach', text: text.trim(), to: at })
          : record.raise(anchorNow(port, at), text.trim()),
      ({ thread }) => port.run('review.open', thread.id),
    );
  };
  return (
    <form className="write" onSubmit={send}>
      <p className="row">
        <span className="soft">{say(W.pinnedTo)}</span> <b>{placeWords(at)}</b>
        {attaching ? null : <span className="soft">{about}</span>}
      </p>
      <label htmlFor={id}>{say(attaching ? W.attachNote : W.text)}</label>
      <textarea
        ref={field}
        id={id}
        rows={5}
        maxLength={4000}
        value={text}
        required={!attaching}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Refusal words={refusal} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy || (!attaching && text.trim() === '')}>
          {say(attaching ? W.attachHere : W.submit)}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            port.run('asset.select', null);
            port.run('review.pin', { for: attaching ? 'attach' : 'new' });
          }}
        >
          {say(W.again)}
        </button>
        <button type="button" className="quiet" onClick={() => port.run('review.unpin')}>
          {say(W.cancel)}
        </button>
      </div>
    </form>
  );
}

/** The middle of the scene, for who has no pointer. */
function centre(port: TwinPort): void {
  const area = document.querySelector('.scene-area')?.getBoundingClientRect();
  if (area) void pinAt(port, area.width / 2, area.height / 2);
}
