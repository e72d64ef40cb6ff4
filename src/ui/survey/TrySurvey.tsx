import { type FormEvent, useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Choices, SurveysPort, Trial } from '../../state/survey-port.ts';
import { useDeed } from '../asked.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { dateText, numberText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { Columns } from './Columns.tsx';
import { ExtentPlan } from './ExtentPlan.tsx';
import { Reading } from './Reading.tsx';
import { S } from './survey-words.ts';
import { Troubles } from './Troubles.tsx';
import { useTrial } from './use-surveys.ts';

/** An upload as it was understood, what can be chosen about it, what is wrong with it, and its acceptance. */
export function TrySurvey(props: {
  readonly plan: CompiledScenario;
  readonly surveys: SurveysPort;
  readonly upload: string;
  readonly accepted: () => void;
  readonly another: () => void;
}) {
  const { plan, surveys, upload, accepted, another } = props;
  const { port } = useDesk();
  const say = useSay();
  const [choices, setChoices] = useState<Choices>({ scenario: plan.id });
  const [title, setTitle] = useState<string | null>(null);
  const [extentNote, setExtentNote] = useState('');
  const { trial, refusal, busy } = useTrial(surveys, upload, choices);
  const deed = useDeed();
  const change = (part: Partial<Choices>) => setChoices((before) => ({ ...before, ...part }));
  if (!trial)
    return (
      <>
        {busy ? <p role="status">{say(S.reading)}</p> : null}
        <Refusal words={refusal} />
        <button type="button" onClick={another}>
          {say(S.another)}
        </button>
      </>
    );
  const date = trial.dates?.[1] ?? dateText(port.now(), port.catalog.city.utcOffset);
  const usable = trial.counts.kept + trial.counts.cabinets + trial.counts.lines;
  const named = title ?? say(S.defaultTitle, { date });
  function submit(event: FormEvent) {
    event.preventDefault();
    const note = extentNote.trim();
    deed.perform(
      () => surveys.accept({ ...choices, upload, title: named, ...(note === '' ? {} : { extentNote: note }) }),
      accepted,
    );
  }
  return (
    <>
      <p className="row survey-files">
        <b>{trial.files.map(({ name }) => name).join(' ')}</b>
        <span className="soft">{[trial.format.toUpperCase(), trial.encoding].filter(Boolean).join(' · ')}</span>
        <button type="button" onClick={another}>
          {say(S.another)}
        </button>
      </p>
      <Counts trial={trial} />
      <Refusal words={refusal} />
      <Troubles problems={trial.problems} counts={trial.problemCounts.bySeverity} waterKnown={trial.waterKnown} />
      <Columns trial={trial} mapping={choices.mapping ?? {}} change={(mapping) => change({ mapping })} />
      <Reading trial={trial} choices={choices} set={setChoices} />
      <ExtentPlan
        points={trial.points}
        axis={plan.document.project.axis ?? []}
        used={trial.extent ?? []}
        own={choices.extent ?? null}
        change={(extent) => change({ extent })}
      />
      <form className="form survey-accept" onSubmit={submit}>
        <Field label={say(S.title)} value={named} onChange={setTitle} />
        <Field label={say(S.extentNote)} value={extentNote} onChange={setExtentNote} required={false} />
        <Refusal words={deed.refusal} />
        {usable === 0 ? <p className="soft">{say(S.nothing)}</p> : null}
        <button type="submit" className="primary" disabled={busy || deed.busy || usable === 0}>
          {say(S.accept, { n: numberText(usable) })}
        </button>
      </form>
    </>
  );
}

function Counts({ trial }: { readonly trial: Trial }) {
  const say = useSay();
  const { counts, differences } = trial;
  const cells = [
    { key: 'kept', title: S.kept, value: counts.kept, note: say(S.ofPoles, { n: numberText(counts.poles) }) },
    { key: 'cabinets', title: S.cabinets, value: counts.cabinets, note: '' },
    { key: 'lines', title: S.lines, value: counts.lines, note: '' },
    { key: 'same', title: S.same, value: differences.same, note: '' },
    { key: 'shifted', title: S.shifted, value: differences.shifted.length, note: '' },
    { key: 'added', title: S.added, value: differences.added.length, note: '' },
    { key: 'unseen', title: S.unseen, value: differences.unseen.length, note: '' },
  ];
  return (
    <dl className="survey-counts" aria-live="polite">
      {cells.map(({ key, title, value, note }) => (
        <div key={key} data-count={key}>
          <dt>{say(title)}</dt>
          <dd>
            <b>{numberText(value)}</b> <span className="soft">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
