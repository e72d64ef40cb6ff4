import { alarmRuleOf } from '../domain/alarm.ts';
import { type Alert, isOverdue } from '../domain/alert.ts';
import type { QueueEntry } from '../domain/incident.ts';
import { D, NEXT_WORDS, STAGE_WORDS } from './alert-words.ts';
import { holderGone, subjectOf } from './alerts-view.ts';
import { usePort, useSample, useSay } from './desk-context.ts';
import { clockText, dateText, durationText, numberText, valueWithUnit } from './format.ts';
import { W } from './words.ts';

export type AlertText = ReturnType<typeof useAlertText>;

/** What an alert says in words: place, what happened, value against its limit, since when. */
export function useAlertText(alert: Alert) {
  const port = usePort();
  const say = useSay();
  const now = useSample((each) => Math.floor(each.now() / 1000) * 1000);
  const subject = subjectOf(alert, port.fleet());
  const { utcOffset } = port.catalog.city;
  const { property, threshold } = subject;
  const what = threshold ? say(threshold.meaning) : property ? say(property.title) : alert.property;
  const rule = subject.layer ? alarmRuleOf(subject.layer.definition, alert.property) : null;
  const prolonged = alert.prolongedSince === undefined ? undefined : rule?.prolonged;
  const gone = useSample((each) => holderGone(alert, each.duty()));
  const holder =
    alert.holder && gone !== null
      ? say(D.holderGone, { name: alert.holder.name, time: clockText(gone, port.catalog.city.utcOffset) })
      : alert.holder?.name;
  const sameDay = dateText(alert.raisedAt, utcOffset) === dateText(now, utcOffset);
  const time = `${sameDay ? '' : `${dateText(alert.raisedAt, utcOffset).slice(5)} `}${clockText(alert.raisedAt, utcOffset)}`;
  return {
    subject,
    place: subject.place,
    what: prolonged ? say(D.prolongedWhat, { what, minutes: prolonged.minutes }) : what,
    figure: property ? `${say(property.title)} ${valueWithUnit(property, alert.value, say)}` : String(alert.value),
    value: property ? valueWithUnit(property, alert.value, say) : String(alert.value),
    limit: property && !property.states ? valueWithUnit(property, subject.limit, say) : '',
    since: say(W.since, { time, age: durationText(now - alert.raisedAt, say) }),
    stage: [
      say(STAGE_WORDS[alert.stage]),
      ...(alert.recoveredAt === undefined ? [] : [say(W.recovered)]),
      ...(isOverdue(alert, now) ? [say(W.overdue)] : []),
    ].join('·'),
    who: alert.dispatch?.unit ?? holder ?? alert.by ?? say(W.nobody),
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
