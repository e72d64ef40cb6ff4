import { alarmRuleOf, releaseOf } from '../domain/alarm.ts';
import type { Alert } from '../domain/alert.ts';
import { levelRank } from '../domain/level.ts';
import { AlertEvidence } from './AlertEvidence.tsx';
import { D, LOG_WORDS } from './alert-words.ts';
import type { AlertSubject } from './alerts-view.ts';
import { usePort, useSay } from './desk-context.ts';
import { momentText, valueWithUnit } from './format.ts';
import { W } from './words.ts';

/** Why an alert was raised and when it will end: limit, source, how long it must last, where it lets go, and its peak. */
export function AlertWhy({ alert, subject }: { readonly alert: Alert; readonly subject: AlertSubject }) {
  const say = useSay();
  const { utcOffset } = usePort().catalog.city;
  const { layer, property, threshold, limit } = subject;
  if (!layer || !property || !threshold) return null;
  const rule = alarmRuleOf(layer.definition, property.key);
  const persistence = rule?.persistence;
  const lasts = persistence && levelRank(threshold.level) >= levelRank(persistence.from) ? persistence : null;
  const value = (each: number) => valueWithUnit(property, each, say);
  return (
    <dl className="facts alert-why">
      <dt>{say(W.whyLimit)}</dt>
      <dd>
        {property.states ? null : <b>{say(W[threshold.when], { limit: value(limit) })} </b>}
        {say(threshold.meaning)}{' '}
        <span className="soft">{say(W.thresholdSource, { source: threshold.source.text })}</span>
      </dd>
      {rule ? (
        <>
          <dt>{say(W.whyRule)}</dt>
          <dd>
            {lasts ? `${say(W.whyLasts, { n: lasts.samples, minutes: lasts.minutes })} ` : null}
            {rule.hysteresis === undefined
              ? null
              : `${say(W.whyRelease, { value: value(releaseOf(threshold, limit, rule)) })} `}
            <span className="soft">{say(W.thresholdSource, { source: rule.source.text })}</span>
          </dd>
        </>
      ) : null}
      {rule ? <AlertEvidence alert={alert} layer={layer} property={property} rule={rule} /> : null}
      {rule?.prolonged && alert.prolongedSince !== undefined ? (
        <>
          <dt>{say(D.prolonged)}</dt>
          <dd>
            {say(D.prolongedWhy, {
              time: momentText(alert.prolongedSince, utcOffset),
              minutes: rule.prolonged.minutes,
            })}{' '}
            <span className="soft">{say(W.thresholdSource, { source: rule.prolonged.source.text })}</span>
          </dd>
        </>
      ) : null}
      {property.states || alert.peak === undefined ? null : (
        <>
          <dt>{say(W.whyPeak)}</dt>
          <dd>{value(alert.peak)}</dd>
        </>
      )}
      {alert.dispatch ? (
        <>
          <dt>{say(D.sent)}</dt>
          <dd>
            {say(D.until, {
              unit: alert.dispatch.unit,
              phone: alert.dispatch.phone,
              time: momentText(alert.dispatch.deadline, utcOffset),
            })}
          </dd>
        </>
      ) : null}
      {alert.log?.length ? (
        <>
          <dt>{say(D.log)}</dt>
          <dd>
            <ol className="alert-log">
              {alert.log.map(({ stage, at, by, note }) => (
                <li key={`${at} ${stage}`}>
                  {momentText(at, utcOffset)} {say(LOG_WORDS[stage])} {by} {note ? <q>{note}</q> : null}
                </li>
              ))}
            </ol>
          </dd>
        </>
      ) : null}
    </dl>
  );
}
