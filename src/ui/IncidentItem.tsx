import type { QueueEntry } from '../domain/incident.ts';
import { AlertDecision } from './AlertDecision.tsx';
import { AlertHead, useDeciding } from './AlertHead.tsx';
import { AlertItem } from './AlertItem.tsx';
import { useEntryText } from './alert-text.ts';
import { usePort, useSay } from './desk-context.ts';
import { numberText } from './format.ts';
import { lookAtAsset } from './look-at.ts';
import { W } from './words.ts';

/** Alerts of an incident that are listed one by one. */
const LISTED = 20;

/** A storm of alerts as one entry of the list: a click outlines all and flies to the first; one decision goes for all. */
export function IncidentItem({ entry }: { readonly entry: QueueEntry }) {
  const port = usePort();
  const say = useSay();
  const text = useEntryText(entry);
  const deciding = useDeciding(entry.head.drill);
  const { head, alerts } = entry;
  function show() {
    port.run(
      'asset.highlight',
      alerts.map(({ asset }) => asset),
    );
    lookAtAsset(port, head.asset);
  }
  return (
    <li className="alert" data-level={head.level} data-framed={head.drill}>
      <AlertHead alert={head} text={text} figure={text.value} deciding={deciding} onGo={show} />
      {deciding.open ? <AlertDecision alerts={alerts} done={deciding.close} /> : null}
      <details className="incident-alerts">
        <summary>{say(W.incidentEach)}</summary>
        <ul className="alert-list">
          {alerts.slice(0, LISTED).map((alert) => (
            <AlertItem key={alert.id} alert={alert} />
          ))}
        </ul>
        {alerts.length > LISTED ? (
          <p className="soft">{say(W.more, { n: numberText(alerts.length - LISTED) })}</p>
        ) : null}
      </details>
    </li>
  );
}
