import { useState } from 'react';
import { type Alert, isOverdue } from '../domain/alert.ts';
import type { QueueEntry } from '../domain/incident.ts';
import { AlertDecision } from './AlertDecision.tsx';
import { AlertWhy } from './AlertWhy.tsx';
import { NEXT_WORDS, STAGE_WORDS } from './alert-words.ts';
import { subjectOf } from './alerts-view.ts';
import { DataName } from './DataName.tsx';
import { useDesk, usePort, useSample, useSay } from './desk-context.ts';
import { clockText, dateText, durationText, numberText, valueWithUnit } from './format.ts';
import { lookAtAsset } from './look-at.ts';
import { MuteForm } from './Muted.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { AlertTags } from './Tag.tsx';
import { W } from './words.ts';

/** What an alert says in words: place, what happened, value against its limit, since when. */
export function useAlertText(alert: Alert) {
  const port = usePort();
  const say = useSay();
  const now = useSample((each) => Math.floor(each.now() / 1000) * 1000);
  const subject = subjectOf(alert, port.fleet());
  const { utcOffset } = port.catalog.city;
  const { property, threshold } = subject;
  const sameDay = dateText(alert.raisedAt, utcOffset) === dateText(now, utcOffset);
  const time = `${sameDay ? '' : `${dateText(alert.raisedAt, utcOffset).slice(5)} `}${clockText(alert.raisedAt, utcOffset)}`;
  return {
    subject,
    place: subject.place,
    what: threshold ? say(threshold.meaning) : property ? say(property.title) : alert.property,
    figure: property ? `${say(property.title)} ${valueWithUnit(property, alert.value, say)}` : String(alert.value),
    value: property ? valueWithUnit(property, alert.value, say) : String(alert.value),
    limit: property && !property.states ? valueWithUnit(property, subject.limit, say) : '',
    since: say(W.since, { time, age: durationText(now - alert.raisedAt, say) }),
    stage: [
      say(STAGE_WORDS[alert.stage]),
      ...(alert.recoveredAt === undefined ? [] : [say(W.recovered)]),
      ...(isOverdue(alert, now) ? [say(W.overdue)] : []),
    ].join('·'),
    who: alert.dispatch?.unit ?? alert.by ?? say(W.nobody),
    next: say(NEXT_WORDS[alert.stage]),
  };
}

/** The same for an entry of the queue: an incident says its place, its cause, and how many there are. */
export function useEntryText({ head, alerts, since, incident }: QueueEntry) {
  const say = useSay();
  const text = useAlertText(incident ? { ...head, raisedAt: since } : head);
  if (!incident) return text;
  const count = say(W.incidentCount, { n: numberText(alerts.length) });
  return { ...text, place: incident.place, what: say(incident.rule.title), value: count, figure: count, limit: '' };
}

/** One alert of the list: a click flies there; an operator may decide it. */
export function AlertItem({ alert, replayed = false }: { readonly alert: Alert; readonly replayed?: boolean }) {
  const { port, mode } = useDesk();
  const say = useSay();
  const text = useAlertText(alert);
  const [deciding, setDeciding] = useState(false);
  const mayDecide = !replayed && mode.tools.includes('decide-alerts') && port.catalog.role === 'operator';
  return (
    <li className="alert" data-level={alert.level} data-framed={replayed || alert.drill}>
      <button type="button" className="alert-go" onClick={() => lookAtAsset(port, alert.asset)}>
        <StatusIcon status={alert.level} />
        <span className="alert-text">
          <span className="alert-place">
            <b>
              <DataName name={text.place} />
            </b>{' '}
            <AlertTags alert={alert} replayed={replayed} />
          </span>
          <span>{text.what}</span>
          {text.limit ? <b>{say(W.valueOverLimit, { value: text.value, limit: text.limit })}</b> : null}
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
      {deciding ? (
        <>
          <AlertWhy alert={alert} subject={text.subject} />
          <AlertDecision alerts={[alert]} done={() => setDeciding(false)} />
          <MuteForm asset={alert.asset} done={() => setDeciding(false)} />
        </>
      ) : null}
    </li>
  );
}
