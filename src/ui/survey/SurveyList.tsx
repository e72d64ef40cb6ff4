import { useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { AcceptedSurvey, SurveysPort } from '../../state/survey-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { momentText, numberText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { ProvenanceTag } from '../Tag.tsx';
import { S } from './survey-words.ts';
import { Todos } from './Todos.tsx';

/** Accepted surveys of the plan's road: what each found, and which one the plan stands on. */
export function SurveyList(props: {
  readonly plan: CompiledScenario;
  readonly surveys: SurveysPort;
  readonly planner: boolean;
}) {
  const { plan, surveys, planner } = props;
  const { port } = useDesk();
  const say = useSay();
  const { outcome, again } = useAsked(plan.id, () => surveys.list());
  const deed = useDeed();
  const [wrong, setWrong] = useState<string | null>(null);
  if (!outcome) return <p role="status">{say(S.loading)}</p>;
  if (!outcome.ok) return <Refusal words={outcome.reason} />;
  const own = outcome.value.filter(({ scenario }) => scenario === plan.id);
  const today = plan.document.survey?.id;
  const attempt = (work: () => void) => {
    try {
      work();
      setWrong(null);
    } catch (error) {
      setWrong((error as Error).message);
    }
  };
  return (
    <>
      {own.length === 0 ? <p className="empty">{say(S.listNone)}</p> : null}
      <Refusal words={deed.refusal} />
      {wrong ? (
        <p className="refusal" role="alert">
          {say(S.failed, { because: wrong })}
        </p>
      ) : null}
      {today === undefined ? null : (
        <p className="row">
          <button type="button" onClick={() => attempt(() => port.run('survey.close'))}>
            {say(S.backToDrawn)}
          </button>
        </p>
      )}
      <ul className="survey-list">
        {own.map((head) => (
          <li key={head.id} aria-current={head.id === today ? 'true' : undefined}>
            <Head head={head} />
            <p className="row">
              {head.id === today ? (
                <b>{say(S.isToday)}</b>
              ) : (
                <button
                  type="button"
                  className="primary"
                  disabled={deed.busy}
                  onClick={() =>
                    deed.perform(
                      () => surveys.survey(head.id),
                      (whole) => attempt(() => port.run('survey.open', whole)),
                    )
                  }
                >
                  {say(S.asToday)}
                </button>
              )}
              {planner ? (
                <Revert busy={deed.busy} sure={() => deed.perform(() => surveys.revert(head.id), again)} />
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      {plan.document.survey ? <Todos key={today} survey={plan.document.survey} /> : null}
    </>
  );
}

function Head({ head }: { readonly head: AcceptedSurvey }) {
  const { port } = useDesk();
  const say = useSay();
  const { counts, differences, dates, accepted } = head;
  const cells = [
    { title: S.poles, value: counts.poles },
    { title: S.same, value: differences.same },
    { title: S.shifted, value: differences.shifted },
    { title: S.added, value: differences.added },
    { title: S.unseen, value: differences.unseen },
    { title: S.leftOut, value: counts.leftOut },
    { title: S.ownerUnknown, value: counts.ownerUnknown },
    { title: S.heightUnknown, value: counts.heightUnknown },
  ];
  return (
    <>
      <h3>
        {head.title} <ProvenanceTag provenance="surveyed" />
      </h3>
      <p className="soft">
        {dates ? say(S.surveyedOn, { from: dates[0], to: dates[1] }) : say(S.noDate)} · {head.extentNote} ·{' '}
        {say(S.acceptedBy, { name: accepted.name, time: momentText(accepted.at, port.catalog.city.utcOffset) })}
      </p>
      <dl className="survey-counts">
        {cells.map(({ title, value }) => (
          <div key={title.en}>
            <dt>{say(title)}</dt>
            <dd>
              <b>{numberText(value)}</b>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Revert({ busy, sure }: { readonly busy: boolean; readonly sure: () => void }) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  return asking ? (
    <>
      <button type="button" disabled={busy} onClick={sure}>
        {say(S.revertSure)}
      </button>
      <span className="soft">{say(S.revertNote)}</span>
    </>
  ) : (
    <button type="button" disabled={busy} onClick={() => setAsking(true)}>
      {say(S.revert)}
    </button>
  );
}
