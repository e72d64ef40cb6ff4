import { useState } from 'react';
import { type Alert, nextSteps, type AlertDecision as Step } from '../domain/alert.ts';
import { HOUR, MINUTE } from '../domain/clock.ts';
import { D, STEP_WORDS } from './alert-words.ts';
import { useDeed } from './asked.ts';
import { usePort, useSay } from './desk-context.ts';
import { durationText } from './format.ts';
import { Refusal } from './Refusal.tsx';

/** Deadlines that may be given, from now. */
const DEADLINES = [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 24 * HOUR];

/** The steps that a person may take of one alert, or of all those of an incident that stand where the first one stands. */
export function AlertDecision({ alerts, done }: { readonly alerts: readonly Alert[]; readonly done: () => void }) {
  const port = usePort();
  const say = useSay();
  const [note, setNote] = useState('');
  const [unit, setUnit] = useState('');
  const [phone, setPhone] = useState('');
  const [within, setWithin] = useState(HOUR);
  const { busy, refusal, perform } = useDeed();
  const [head] = alerts;
  if (!head) return null;
  const steps = nextSteps(head);
  const mine = alerts.filter(({ stage }) => stage === head.stage);
  function take(decision: Step) {
    const dispatch = { unit: unit.trim(), phone: phone.trim(), deadline: port.now() + within };
    const step = { decision, note, ...(decision === 'dispatched' ? { dispatch } : {}) };
    perform(
      () =>
        port.decideAlerts(
          mine.map(({ id }) => id),
          step,
        ),
      done,
    );
  }
  const lacks = (step: Step) =>
    (step === 'false-alarm' && note.trim() === '') || (step === 'dispatched' && unit.trim() === '');
  return (
    <form className="decision" onSubmit={(event) => event.preventDefault()}>
      {steps.includes('dispatched') ? (
        <div className="row">
          <input
            value={unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
            placeholder={say(D.unit)}
            aria-label={say(D.unit)}
            maxLength={100}
          />
          <input
            type="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
            placeholder={say(D.phone)}
            aria-label={say(D.phone)}
            maxLength={100}
          />
          <select
            value={within}
            aria-label={say(D.within)}
            onChange={(event) => setWithin(Number(event.currentTarget.value))}
          >
            {DEADLINES.map((each) => (
              <option key={each} value={each}>
                {say(D.within)} {durationText(each, say)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <input
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        placeholder={say(D.noteFor)}
        aria-label={say(D.note)}
        maxLength={2000}
      />
      <div className="row">
        {steps.map((step) => (
          <button key={step} type="button" disabled={busy || lacks(step)} onClick={() => take(step)}>
            {say(STEP_WORDS[step])}
          </button>
        ))}
      </div>
      <Refusal words={refusal} />
    </form>
  );
}
