import { useState } from 'react';
import { type Instant, MINUTE } from '../../domain/clock.ts';
import type { OwnItem, SharedFrom } from '../../domain/own-data.ts';
import { CLASSIFICATION_WORDS, type Classification } from '../../domain/provenance.ts';
import { MOST_SHARED, MOST_SHARED_BYTES, SHAREABLE, type SharedItem } from '../../domain/shared-data.ts';
import { usePort, useSample, useSay, useSession } from '../desk-context.ts';
import { agoText, momentText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { KIND_NAMES, O } from './own-words.ts';
import type { Sharing } from './use-sharing.ts';

/** Shares one of the own data, once its 密级 is given, or tells that colleagues have it. */
export function ShareButton({ item, sharing }: { readonly item: OwnItem; readonly sharing: Sharing }) {
  const say = useSay();
  const { items, busy, mayShare, share } = sharing;
  const { id, name, shared, from } = item;
  const [classification, setClassification] = useState<Classification>('internal');
  const [asking, setAsking] = useState(false);
  // What a colleague took back is not this person's to share.
  if (from) return null;
  // What was withdrawn since may be shared again.
  if (shared !== undefined && (items === null || items.some((each) => each.id === shared)))
    return <span className="tag">{say(O.isShared)}</span>;
  if (!mayShare) return null;
  if (!asking)
    return (
      <button
        type="button"
        disabled={busy}
        aria-label={say(O.shareOf, { name })}
        title={say(O.whoSees)}
        onClick={() => setAsking(true)}
      >
        {say(O.share)}
      </button>
    );
  return (
    <form
      className="share-form"
      aria-label={say(O.shareOf, { name })}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(false);
        share(id, classification);
      }}
    >
      <label>
        {say(O.classification)}{' '}
        <select
          value={classification}
          onChange={(event) => setClassification(event.currentTarget.value as Classification)}
        >
          {SHAREABLE.map((each) => (
            <option key={each} value={each}>
              {say(CLASSIFICATION_WORDS[each])}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary" disabled={busy}>
        {say(O.shareNow)}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {say(O.cancel)}
      </button>
      <p className="soft">{say(O.whoSees)}</p>
    </form>
  );
}

/** Whether what a colleague shared is not shared any more; false while that is not known. */
export function isWithdrawn({ shared, from }: OwnItem, sharing: Sharing | null): boolean {
  return from !== undefined && (sharing?.items?.every(({ id }) => id !== shared) ?? false);
}

/** Whom one of the own data comes from, and what it means that it was withdrawn. */
export function FromColleague({ item: { from }, withdrawn }: { readonly item: OwnItem; readonly withdrawn: boolean }) {
  const say = useSay();
  if (!from) return null;
  return (
    <>
      <span className="soft shared-from">
        <FromText from={from} />
      </span>
      {withdrawn ? <p className="soft">{say(O.withdrawnHint)}</p> : null}
    </>
  );
}

/** What colleagues share: who, when, how much; into the view, or taken back. */
export function SharedData({ sharing }: { readonly sharing: Sharing }) {
  const say = useSay();
  const { items, failed, refusal, busy, again } = sharing;
  return (
    <section aria-label={say(O.sharedTitle)} className="shared-data">
      <h3>{say(O.sharedTitle)}</h3>
      <p className="soft">{say(O.sharedNote, { most: MOST_SHARED_BYTES / 1e6, count: MOST_SHARED })}</p>
      <Refusal words={refusal ?? failed} />
      {items === null && failed === null ? <p role="status">{say(O.sharedLoading)}</p> : null}
      {items?.length === 0 ? <p className="empty">{say(O.sharedNone)}</p> : null}
      <ul className="own-list">
        {(items ?? []).map((item) => (
          <Row key={item.id} item={item} sharing={sharing} />
        ))}
      </ul>
      <button type="button" disabled={busy} onClick={again}>
        {say(O.sharedAgain)}
      </button>
    </section>
  );
}

function Row({ item, sharing }: { readonly item: SharedItem; readonly sharing: Sharing }) {
  const say = useSay();
  const isShown = useSession(({ own }) => own.some(({ shared }) => shared === item.id));
  const { id, name, kind, bytes } = item;
  const { busy, mayWithdraw, perform } = sharing;
  return (
    <li>
      <b>{name}</b>
      <span className="soft">
        {KIND_NAMES[kind]} · {kind === 'tiles' ? say(O.justAddress) : sizeText(bytes)}
      </span>
      <span className="own-deeds">
        {isShown ? (
          <span className="tag">{say(O.isShown)}</span>
        ) : (
          <button
            type="button"
            disabled={busy}
            aria-label={say(O.takeOf, { name })}
            onClick={() => perform((shared) => shared.add(item))}
          >
            {say(O.take)}
          </button>
        )}
        {mayWithdraw(item) ? (
          <button
            type="button"
            disabled={busy}
            aria-label={say(O.withdrawOf, { name })}
            title={say(O.withdrawNote)}
            onClick={() => perform((shared) => shared.withdraw(id))}
          >
            {say(O.withdraw)}
          </button>
        ) : null}
      </span>
      <span className="soft shared-from">
        <FromText from={item} />
      </span>
    </li>
  );
}

/** Who, of what class, when and how long ago. */
function FromText({ from: { by, classification } }: { readonly from: SharedFrom }) {
  const port = usePort();
  const say = useSay();
  const now: Instant = useSample((each) => Math.floor(each.now() / MINUTE) * MINUTE);
  const age = agoText(now - by.at, say);
  return (
    <>
      {by.name} {by.demo ? <span className="tag">{say(O.sharedDemo)}</span> : null} · {say(O.classification)}{' '}
      {say(CLASSIFICATION_WORDS[classification])} · {momentText(by.at, port.catalog.city.utcOffset)} · {age}
    </>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
