import type { Alert } from '../../domain/alert.ts';
import type { DutyRoomPort } from '../../state/duty-port.ts';
import { D } from '../alert-words.ts';
import { holderGone } from '../alerts-view.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSample, useSay } from '../desk-context.ts';
import { clockText, momentText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { DUTY } from './duty-words.ts';

/** Who has an alert; somebody who went keeps it until another takes it over. */
export function HolderLine({ alert, room }: { readonly alert: Alert; readonly room: DutyRoomPort }) {
  const say = useSay();
  const { utcOffset } = usePort().catalog.city;
  const gone = useSample((each) => holderGone(alert, each.duty()));
  const { busy, refusal, perform } = useDeed();
  const { holder, dispatch } = alert;
  return (
    <>
      {!holder
        ? say(DUTY.nobody)
        : gone === null
          ? holder.name
          : say(D.holderGone, { name: holder.name, time: clockText(gone, utcOffset) })}
      {dispatch ? `·${say(DUTY.deadline)} ${momentText(dispatch.deadline, utcOffset)}` : null}{' '}
      {holder && gone !== null ? (
        <button type="button" disabled={busy} onClick={() => perform(() => room.take([alert.id], ''))}>
          {say(DUTY.take)}
        </button>
      ) : null}
      <Refusal words={refusal} />
    </>
  );
}
