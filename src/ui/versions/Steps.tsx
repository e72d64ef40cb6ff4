import { useState } from 'react';
import { STAGE_WORDS, STEPS } from '../../scenario/versions/workflow.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { SignedBy } from './SignedBy.tsx';
import { type StepChoice, stepChoices } from './step-choices.ts';
import type { VersionPage } from './version-page.ts';
import { STAGES, W } from './versions-words.ts';

/** Where the version stands between 编制 and 定稿, the steps that lead on, and why one cannot be taken. */
export function Steps({ versions, plan, me, head, document, record, changed }: VersionPage) {
  const port = usePort();
  const say = useSay();
  const { progress } = record;
  const [note, setNote] = useState('');
  const [alternative, setAlternative] = useState(document.alternatives[0]?.id ?? '');
  const { busy, refusal, perform } = useDeed();
  const { utcOffset } = port.catalog.city;
  const choices =
    me && me.user !== null && me.role !== 'public'
      ? stepChoices(
          document,
          record,
          { user: me.user, name: me.name, role: me.role, demo: me.demo, at: port.now() },
          note,
          alternative,
        )
      : null;
  function take({ step }: StepChoice) {
    const order = { step, note: note.trim(), ...(step === 'convene' ? { alternative } : {}) };
    perform(
      () => versions.step(plan.id, head, order),
      () => {
        setNote('');
        changed();
      },
    );
  }
  return (
    <>
      <ol className="stages">
        {STAGES.map((stage) => (
          <li key={stage} aria-current={stage === progress.stage ? 'step' : undefined}>
            {say(STAGE_WORDS[stage])}
          </li>
        ))}
      </ol>
      {progress.stage === 'final' ? (
        <p>{say(W.noSteps)}</p>
      ) : choices ? (
        <>
          {choices.some((each) => each.step === 'convene' && each.offered) ? (
            <label className="field">
              <span>{say(W.signedAlternative)}</span>
              <select value={alternative} onChange={(event) => setAlternative(event.currentTarget.value)}>
                {document.alternatives.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.id} {say(each.title)}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          {choices.some((each) => each.offered) ? (
            <Field label={say(W.returnNote)} value={note} onChange={setNote} required={false} />
          ) : null}
          <ul className="step-choices">
            {choices.map((each) => (
              <li key={each.step}>
                <button
                  type="button"
                  className={each.step === 'return' ? '' : 'primary'}
                  disabled={busy || each.obstacle !== null}
                  onClick={() => take(each)}
                >
                  {say(each.title)}
                </button>
                {each.obstacle ? <span className="soft">{say(each.obstacle)}</span> : null}
              </li>
            ))}
          </ul>
          <Refusal words={refusal} />
        </>
      ) : (
        <p>{say(W.signInFirst)}</p>
      )}
      {progress.steps.length > 0 ? (
        <>
          <h3>{say(W.history)}</h3>
          <ul className="step-history">
            {progress.steps.map((step) => (
              <li key={`${step.by.at} ${step.step}`}>
                <span className="soft">{momentText(step.by.at, utcOffset)}</span> <b>{say(STEPS[step.step].title)}</b>{' '}
                <SignedBy by={step.by} /> {step.note}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
