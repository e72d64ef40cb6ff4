import './duty.css';
import { sameShape, usePort, useSample, useSay } from '../desk-context.ts';
import { clockText } from '../format.ts';
import { DUTY } from './duty-words.ts';

/** At the head of the alert list: who is on duty, a hand-over that waits, a drill that runs; a press opens the dialog. */
export default function DutyLine() {
  const port = usePort();
  const say = useSay();
  const { officers, handover, drill } = useSample((each) => each.duty(), sameShape);
  const { utcOffset } = port.catalog.city;
  const names = officers.flatMap(({ name, since }) => (since === null ? name : []));
  const waits = handover && !handover.accepted ? handover : null;
  return (
    <div className="duty-line">
      <span className="soft">{say(DUTY.onDuty, { names: names.join(' · ') || say(DUTY.none) })}</span>
      <button type="button" data-waits={waits !== null} onClick={() => port.run('panel.duty')}>
        {waits ? say(DUTY.pending, { name: waits.from.name }) : say(DUTY.open)}
      </button>
      {drill ? (
        <p className="drill-runs" role="status">
          {say(DUTY.drillRuns, { name: drill.by, time: clockText(drill.at, utcOffset) })}
        </p>
      ) : null}
    </div>
  );
}
