import type { Alert } from '../domain/alert.ts';
import { slotOf } from '../domain/asset.ts';
import { limitFor } from '../domain/threshold.ts';
import { useAlertText } from './alert-text.ts';
import { subjectOf, toldQueue } from './alerts-view.ts';
import { DataName } from './DataName.tsx';
import { sameShape, useDesk, useSample, useSay } from './desk-context.ts';
import { clockText } from './format.ts';
import { Sparkline, useHistory } from './Sparkline.tsx';
import { W } from './words.ts';

/** The incident at the head of the queue, looked back at: its value over the last hours against its limits. */
export function HallReplay() {
  const say = useSay();
  const first = useSample((port) => toldQueue(port)[0] ?? null, sameShape);
  return (
    <section className="panel hall-replay" aria-label={say(W.incident)}>
      <header className="panel-head">
        <h2>{say(W.incident)}</h2>
        <span className="soft">{say(W.incidentWindow)}</span>
      </header>
      {first ? <Incident key={first.id} alert={first} /> : <p className="calm">{say(W.incidentNone)}</p>}
    </section>
  );
}

function Incident({ alert }: { readonly alert: Alert }) {
  const { port } = useDesk();
  const say = useSay();
  const text = useAlertText(alert);
  const history = useHistory(alert.asset, alert.property, 3, 90);
  const { layer, property } = subjectOf(alert, port.fleet());
  const slot = layer ? slotOf(layer.assets, alert.asset) : undefined;
  const limits =
    layer && slot !== undefined && !property?.states
      ? layer.definition.thresholds.flatMap((threshold) => {
          const limit = limitFor(threshold.limit, (key) => layer.assets.columns[key]?.[slot]);
          return threshold.property === alert.property && threshold.when !== 'equals' && limit !== undefined
            ? [{ level: threshold.level, limit }]
            : [];
        })
      : [];
  const { utcOffset } = port.catalog.city;
  return (
    <>
      <h3>
        <DataName name={text.place} />
      </h3>
      <p>{text.figure}</p>
      <Sparkline {...history} limits={limits} label={`${text.place} ${say(W.incidentWindow)}`} />
      <p className="spark-times soft">
        <span>{clockText(history.from, utcOffset)}</span>
        <span>{clockText(history.to, utcOffset)}</span>
      </p>
      <ol className="stages">
        <li>
          <b>{clockText(alert.raisedAt, utcOffset)}</b> {text.what}
        </li>
        <li>
          <b>{clockText(alert.updatedAt, utcOffset)}</b> {text.stage}·{say(W.whoHasIt, { who: text.who })}
        </li>
        {alert.note ? <li className="soft">{alert.note}</li> : null}
      </ol>
    </>
  );
}
