import { lazy, Suspense, useMemo } from 'react';
import { AlertItem } from './AlertItem.tsx';
import { alertsAt, liveEntries, toldQueue } from './alerts-view.ts';
import { sameShape, useDesk, usePort, useSample, useSay, useSession } from './desk-context.ts';
import { numberText } from './format.ts';
import { IncidentItem } from './IncidentItem.tsx';
import { Muted } from './Muted.tsx';
import { Panel } from './Panel.tsx';
import { W } from './words.ts';

const DutyLine = lazy(() => import('./duty/DutyLine.tsx'));

const MOST = 30;

/** The live queue, storms collapsed, which never follows the playhead; while replaying, what stood then is listed below it, framed. */
export function AlertPanel() {
  const say = useSay();
  const open = useSession((session) => session.panels.alerts);
  const queue = useSample((port) => toldQueue(port), sameShape);
  const port = usePort();
  const operator = useDesk().mode.panels.includes('duty') && port.catalog.role === 'operator';
  const entries = useMemo(() => liveEntries(queue, port.fleet()), [queue, port]);
  const replayed = useSample((port) => (port.era() === 'past' ? alertsAt(port.alerts(), port.at()) : []), sameShape);
  if (!open) return null;
  return (
    <Panel
      panel="alerts"
      title={say(W.alerts)}
      className="alerts"
      aside={entries.length > 0 ? <span className="count">{numberText(entries.length)}</span> : null}
    >
      <Suspense fallback={null}>{operator ? <DutyLine /> : null}</Suspense>
      {queue.length === 0 ? <p className="empty">{say(W.noAlerts)}</p> : null}
      <ul className="alert-list">
        {entries
          .slice(0, MOST)
          .map((entry) =>
            entry.incident ? (
              <IncidentItem key={entry.key} entry={entry} />
            ) : (
              <AlertItem key={entry.key} alert={entry.head} />
            ),
          )}
      </ul>
      {entries.length > MOST ? <p className="soft">{say(W.more, { n: entries.length - MOST })}</p> : null}
      <Muted />
      {replayed.length > 0 ? (
        <section className="replayed" aria-label={say(W.alertsReplayed)}>
          <h3>{say(W.alertsReplayed)}</h3>
          <ul className="alert-list">
            {replayed.slice(0, MOST).map((alert) => (
              <AlertItem key={alert.id} alert={alert} replayed />
            ))}
          </ul>
        </section>
      ) : null}
    </Panel>
  );
}
