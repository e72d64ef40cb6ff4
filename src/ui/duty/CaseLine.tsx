import type { Alert } from '../../domain/alert.ts';
import { caseIdOf } from '../../domain/duty-case.ts';
import type { DutyRoomPort } from '../../state/duty-port.ts';
import { useDeed } from '../asked.ts';
import { sameShape, useSample, useSay } from '../desk-context.ts';
import { Refusal } from '../Refusal.tsx';
import { CASE_WORDS, DUTY } from './duty-words.ts';

/** 转案件: sends an alert to the bureau's 数字城管, and what became of it there. */
export function CaseLine({ alert, room }: { readonly alert: Alert; readonly room: DutyRoomPort }) {
  const say = useSay();
  const go = useSample((port) => port.duty().casesGo);
  const found = useSample((port) => port.duty().cases.find(({ id }) => id === caseIdOf(alert.id)) ?? null, sameShape);
  const { busy, refusal, perform } = useDeed();
  if (!found) {
    const barred = !go ? DUTY.caseNoAddress : alert.provenance === 'simulated' ? DUTY.caseSimulated : null;
    return (
      <>
        <button type="button" disabled={busy || barred !== null} onClick={() => perform(() => room.order(alert.id))}>
          {say(DUTY.order)}
        </button>{' '}
        {barred ? <span className="soft">{say(barred)}</span> : null}
        <Refusal words={refusal} />
      </>
    );
  }
  const { id, state, attempts, number, stage, reason } = found;
  return (
    <div className="case" data-state={state}>
      <p>
        <b>{say(CASE_WORDS[state])}</b>{' '}
        {number === null ? say(DUTY.caseUnnumbered) : say(DUTY.caseNumber, { number, stage: stage ?? '' })}
      </p>
      {reason === null ? null : <p className="soft">{say(DUTY.caseState, { n: attempts, reason })}</p>}
      {state === 'failed' ? (
        <button type="button" disabled={busy} onClick={() => perform(() => room.again(id))}>
          {say(DUTY.caseAgain)}
        </button>
      ) : null}
      <Refusal words={refusal} />
    </div>
  );
}
