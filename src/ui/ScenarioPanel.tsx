import { lazy, Suspense } from 'react';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { Panel } from './Panel.tsx';
import { PanelButton } from './PanelButton.tsx';
import { PlannerPanel } from './PlannerPanel.tsx';

import { W } from './words.ts';

const CompareControl = lazy(() => import('./compare/CompareControl.tsx'));
const PlanFigures = lazy(() => import('./plan/PlanFigures.tsx'));
const EditPanel = lazy(() => import('./edit/EditPanel.tsx'));

/** The open plan: what it is, and its figures at the playhead beside those of the other side of the comparison. */
export function ScenarioPanel() {
  const { port, mode } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.panels.scenario);
  const ref = useSession((session) => session.scenario);
  const compare = useSession((session) => session.compare);
  const editing = useSession((session) => session.editing !== null);
  const plan = useSample((each) => each.scenario());
  // Phases are days long: figures are computed again when the playhead has moved by an hour.
  const at = useSample((each) => Math.floor(each.at() / 3_600_000) * 3_600_000);
  const comparedAt = useSample((each) => Math.floor(each.comparedAt() / 3_600_000) * 3_600_000);
  if (!open) return null;
  if (!ref || !plan)
    return (
      <Panel panel="scenario" title={say(W.scenarioFigures)} className="figures">
        <p className="empty">{say(W.noFigures)}</p>
        {port.catalog.scenarios.map((scenario) => (
          <button
            key={scenario.id}
            type="button"
            onClick={() => port.run('scenario.open', `${scenario.id}.${scenario.alternatives[0]?.id ?? 'base'}`)}
          >
            {say(W.openScenario, { scenario: say(scenario.title) })}
          </button>
        ))}
      </Panel>
    );
  const alternative = plan.alternatives.find((each) => each.id === ref.alternative);
  return (
    <Panel panel="scenario" title={say(plan.document.title)} className="figures">
      {editing ? (
        <Suspense fallback={<p className="soft">…</p>}>
          <EditPanel plan={plan} alternative={ref.alternative} />
        </Suspense>
      ) : (
        <p className="soft">{alternative ? say(alternative.summary) : ''}</p>
      )}
      {mode.tools.includes('compare') ? (
        <Suspense fallback={null}>
          <CompareControl plan={plan} />
        </Suspense>
      ) : null}
      <Suspense fallback={<p className="figures-coming">…</p>}>
        <PlanFigures
          plan={plan}
          alternative={ref.alternative}
          beside={compare?.alternative ?? 'base'}
          at={at}
          besideAt={comparedAt}
        />
      </Suspense>
      <PlannerPanel plan={plan} />
      <div className="row">
        {editing || (plan.document.project.kind ?? 'poles') !== 'poles' || port.catalog.role === 'public' ? null : (
          <button type="button" onClick={() => port.run('plan.edit', true)}>
            {say(W.editByHand)}
          </button>
        )}
        {plan.document.project.kind === 'drainage' ? <PanelButton panel="storm" /> : null}
        {plan.surroundings ? <PanelButton panel="sight" /> : null}
        <PanelButton panel="options" />
        <PanelButton panel="versions" />
        <PanelButton panel="survey" />
      </div>
    </Panel>
  );
}
