import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { QueueEntry } from '../domain/incident.ts';
import { useEntryText } from './alert-text.ts';
import { breakthrough, liveEntries, newsKey, toldQueue } from './alerts-view.ts';
import { DataName } from './DataName.tsx';
import { sameShape, useDesk, usePort, useSample, useSay, useSession } from './desk-context.ts';
import { durationText } from './format.ts';
import { lookAtAsset } from './look-at.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { AlertTags } from './Tag.tsx';
import { W } from './words.ts';

const ConsentsBanner = lazy(() => import('./versions/ConsentsBanner.tsx'));
const LeftOutDialog = lazy(() => import('./versions/LeftOutDialog.tsx'));

/** What comes over the scene from above: a lost connection, a live alert while elsewhere in time, notices. */
export function Messages() {
  const { mode } = useDesk();
  const partial = useSession((session) => session.consents !== 'all' && session.scenario !== null);
  return (
    <div className="messages">
      <ConnectionBanner />
      {partial ? (
        <Suspense fallback={null}>
          <ConsentsBanner />
        </Suspense>
      ) : null}
      {mode.role === 'public' ? null : <Breakthrough />}
      <Notices />
    </div>
  );
}

function ConnectionBanner() {
  const say = useSay();
  const state = useSample((port) => {
    const connection = port.connection();
    return connection.kind === 'lost'
      ? { kind: connection.kind, since: port.now() - connection.since, n: Math.ceil(connection.retryInSeconds) }
      : { kind: connection.kind, since: 0, n: 0 };
  }, sameShape);
  // The first connection takes a moment; only a slow one is worth words.
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 3000);
    return () => clearTimeout(timer);
  }, []);
  if (state.kind === 'live' || (state.kind === 'connecting' && !slow)) return null;
  return (
    <p className="message" data-tone={state.kind === 'lost' ? 'error' : 'info'} role="alert">
      {state.kind === 'lost' ? say(W.lost, { age: durationText(state.since, say), n: state.n }) : say(W.connecting)}
    </p>
  );
}

/** The live queue breaks through at any playhead: one line, one key back to now. */
function Breakthrough() {
  const away = useSample((each) => each.era() !== 'now');
  const queue = useSample((each) => toldQueue(each), sameShape);
  const port = usePort();
  const entries = useMemo(() => liveEntries(queue, port.fleet()), [queue, port]);
  const known = useRef<ReadonlySet<string>>(new Set());
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    // What was open before the playhead left is known; from then on every new one counts.
    if (!away) known.current = new Set(queue.map(newsKey));
  }, [away, queue]);
  if (!away) return null;
  const entry = breakthrough(entries, new Set([...known.current, ...dismissed]));
  if (!entry) return null;
  const dismiss = () => setDismissed(new Set([...dismissed, ...entry.alerts.map(newsKey)]));
  return <BreakthroughLine key={entry.key} entry={entry} dismiss={dismiss} />;
}

function BreakthroughLine({ entry, dismiss }: { readonly entry: QueueEntry; readonly dismiss: () => void }) {
  const { port } = useDesk();
  const say = useSay();
  const { head: alert } = entry;
  const text = useEntryText(entry);
  return (
    <div className="message breakthrough" data-level={alert.level} role="alert">
      <StatusIcon status={alert.level} />
      <span>
        <b>{say(W.breakthrough)}</b> <DataName name={text.place} />·{text.what}·{text.value} <AlertTags alert={alert} />
      </span>
      <button
        type="button"
        onClick={() => {
          port.run('time.now');
          lookAtAsset(port, alert.asset);
        }}
      >
        {say(W.backToNow)} <kbd>Home</kbd>
      </button>
      <button type="button" className="quiet" onClick={dismiss}>
        {say(W.dismiss)}
      </button>
    </div>
  );
}

/** How long a message that needs no answer stays, milliseconds. */
const INFO_MS = 6000;

function Notices() {
  const { port } = useDesk();
  const say = useSay();
  const notices = useSession((session) => session.notices);
  useEffect(() => {
    const timers = notices
      .filter((notice) => notice.tone === 'info')
      .map((notice) => setTimeout(() => port.run('notice.dismiss', notice.key), INFO_MS));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [notices, port]);
  const [read, setRead] = useState<string | null>(null);
  const details = notices.find((notice) => notice.key === read)?.details;
  useUndoHint();
  const lines = notices.map((notice) => (
    <div
      key={notice.key}
      className="message"
      data-tone={notice.tone}
      role={notice.tone === 'error' ? 'alert' : 'status'}
    >
      <span>{say(notice.text)}</span>
      {notice.details ? (
        <button type="button" aria-haspopup="dialog" onClick={() => setRead(notice.key)}>
          {say(W.showParts, { n: notice.details.length })}
        </button>
      ) : null}
      <button type="button" className="quiet" onClick={() => port.run('notice.dismiss', notice.key)}>
        {say(W.dismiss)}
      </button>
    </div>
  ));
  return (
    <>
      {lines}
      {details ? (
        <Suspense fallback={null}>
          <LeftOutDialog parts={details} close={() => setRead(null)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Says once, at the first step that can be undone, that every step can. */
function useUndoHint(): void {
  const { port, mode } = useDesk();
  const told = useRef(false);
  useEffect(() => {
    if (!mode.tools.includes('share')) return undefined;
    return port.store.subscribe(() =>
      // The step is on the pile only after the store has told its listeners.
      queueMicrotask(() => {
        if (told.current || !port.store.canUndo()) return;
        told.current = true;
        port.store.change((draft) => {
          draft.notices = [...draft.notices, { key: 'undo-hint', tone: 'info', text: W.undoHint }];
        });
      }),
    );
  }, [port, mode]);
}
