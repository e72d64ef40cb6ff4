import type { OwnItem } from '../../domain/own-data.ts';
import { MOST_SHARED_BYTES, type SharedItem } from '../../domain/shared-data.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { KIND_NAMES, O } from './own-words.ts';
import type { Sharing } from './use-sharing.ts';

/** Shares one of the own data, or tells that colleagues have it. */
export function ShareButton({ item, sharing }: { readonly item: OwnItem; readonly sharing: Sharing }) {
  const say = useSay();
  const { items, busy, mayShare, perform } = sharing;
  const { id, name, shared } = item;
  // What was withdrawn since may be shared again.
  if (shared !== undefined && (items === null || items.some((each) => each.id === shared)))
    return <span className="tag">{say(O.isShared)}</span>;
  if (!mayShare) return null;
  return (
    <button
      type="button"
      disabled={busy}
      aria-label={say(O.shareOf, { name })}
      title={say(O.whoSees)}
      onClick={() => perform((port) => port.share(id))}
    >
      {say(O.share)}
    </button>
  );
}

/** What colleagues share: who, when, how much; into the view, or taken back. */
export function SharedData({ sharing }: { readonly sharing: Sharing }) {
  const say = useSay();
  const { items, failed, refusal, busy, again } = sharing;
  return (
    <section aria-label={say(O.sharedTitle)}>
      <h3>{say(O.sharedTitle)}</h3>
      <p className="soft">{say(O.sharedNote, { most: MOST_SHARED_BYTES / 1e6 })}</p>
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
  const port = usePort();
  const say = useSay();
  const isShown = useSession(({ own }) => own.some(({ shared }) => shared === item.id));
  const { id, name, kind, bytes, by } = item;
  const { busy, mayWithdraw, perform } = sharing;
  return (
    <li>
      <b>{name}</b>
      <span className="soft">
        {KIND_NAMES[kind]} · {sizeText(bytes)} · {by.name} · {momentText(by.at, port.catalog.city.utcOffset)}
      </span>
      {by.demo ? <span className="tag">{say(O.sharedDemo)}</span> : null}
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
    </li>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
