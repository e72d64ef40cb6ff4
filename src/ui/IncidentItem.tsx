import { useState } from 'react';
import type { QueueEntry } from '../domain/incident.ts';
import { AlertDecision } from './AlertDecision.tsx';
import { AlertItem, useEntryText } from './AlertItem.tsx';
import { DataName } from './DataName.tsx';
import { useDesk, useSay } from './desk-context.ts';
import { numberText } from './format.ts';
import { lookAtAsset } from './look-at.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { AlertTags } from './Tag.tsx';
import { W } from './words.ts';

/** Alerts of an incident that are listed one by one. */
const LISTED = 20;

/** A storm of alerts as one entry of the list: a click outlines all and flies to the first; one decision goes for all. */
export function IncidentItem({ entry }: { readonly entry: QueueEntry }) {
  const { port, mode } = useDesk();
  const say = useSay();
  const text = useEntryText(entry);
  const [deciding, setDeciding] = useState(false);
  const { head, alerts } = entry;
  const mayDecide = mode.tools.includes('decide-alerts') && port.catalog.role === 'operator';
  function show() {
    port.run(
      'asset.highlight',
      alerts.map(({ asset }) => asset),
    );
    lookAtAsset(port, head.asset);
  }
  return (
    <li className="alert" data-level={head.level} data-framed={head.drill}>
      <button type="button" className="alert-go" onClick={show}>
        <StatusIcon status={head.level} />
        <span className="alert-text">
          <span className="alert-place">
            <b>
              <DataName name={text.place} />
            </b>{' '}
            <AlertTags alert={head} />
          </span>
          <span>{text.what}</span>
          <b>{text.value}</b>
          <span className="soft">
            {text.since}·{text.stage}
          </span>
        </span>
      </button>
      {mayDecide ? (
        <button type="button" className="quiet decide" aria-expanded={deciding} onClick={() => setDeciding(!deciding)}>
          {say(W.decide)}
        </button>
      ) : null}
      {deciding ? <AlertDecision alerts={alerts} done={() => setDeciding(false)} /> : null}
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
