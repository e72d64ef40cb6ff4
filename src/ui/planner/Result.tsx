import type { CompiledScenario } from '../../scenario/compiled.ts';
import { KEEP_REASON_WORDS } from '../../scenario/findings.ts';
import { POLE_LAYERS } from '../../scenario/poles/plan-layers.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { type Planned, type PlannerState, standingAfter } from './planner-run.ts';
import { P } from './words.ts';

/** What came of a run: a plan to be adopted and why poles stay, or the constraints that conflict. */
export function Result({ state, plan }: { readonly state: PlannerState; readonly plan: CompiledScenario }) {
  const say = useSay();
  switch (state.kind) {
    case 'idle':
    case 'running':
      return null;
    case 'stopped':
      return <p role="status">{say(P.stopped)}</p>;
    case 'failed':
      return <p role="alert">{say(P.failed, { because: state.because })}</p>;
    case 'infeasible':
      return (
        <div role="alert">
          <p>{say(P.infeasible)}</p>
          <ul className="planner-conflict">
            {state.conflict.map((each) => (
              <li key={each.zh}>{say(each)}</li>
            ))}
          </ul>
        </div>
      );
    case 'plan':
      return <Found made={state.plan} seconds={state.seconds} plan={plan} />;
  }
}

/** The edition that each adopted plan made. */
const ADOPTED = new WeakMap<Planned, number>();

function Found(props: { readonly made: Planned; readonly seconds: number; readonly plan: CompiledScenario }) {
  const { port } = useDesk();
  const say = useSay();
  const { made, plan } = props;
  const today = plan.document.baseline.reduce(
    (sum, { layer, ids }) => sum + (POLE_LAYERS.includes(layer) ? ids.length : 0),
    0,
  );
  const standing = standingAfter(today, made.alternative);
  const edition = useSession((session) => session.editions[plan.id] ?? 0);
  function adopt() {
    port.run('scenario.adopt', made.alternative);
    ADOPTED.set(made, port.store.getState().editions[plan.id] ?? 0);
  }
  return (
    <div className="planner-result">
      <p role="status">
        <b>{say(P.standing, { n: numberText(standing), today: numberText(today) })}</b>
        <br />
        {say(made.proven ? P.proven : P.unproven)} · {say(P.seconds, { n: numberText(props.seconds, 1) })} ·{' '}
        {say(P.points, { n: numberText(made.progress.incumbent, 1) })}
      </p>
      {ADOPTED.get(made) === edition ? (
        <p role="status">{say(P.adopted)}</p>
      ) : (
        <button type="button" onClick={adopt}>
          {say(P.adopt)}
        </button>
      )}
      <Kept made={made} />
    </div>
  );
}

/** Each pole that could have merged and stays, by reason; a press outlines it. */
function Kept({ made }: { readonly made: Planned }) {
  const { port } = useDesk();
  const say = useSay();
  if (!made.proven) return <p className="soft">{say(P.keptUnproven)}</p>;
  if (made.kept.length === 0) return <p>{say(P.keptNone)}</p>;
  const reasons = [...new Set(made.kept.map(({ reason }) => reason))];
  return (
    <details className="planner-kept">
      <summary>{say(P.kept, { n: numberText(made.kept.length) })}</summary>
      {reasons.map((reason) => {
        const own = made.kept.filter((each) => each.reason === reason);
        const words = KEEP_REASON_WORDS[reason];
        return (
          <section key={reason}>
            <p className="row">
              <b>{words ? say(words) : reason}</b>
              <button
                type="button"
                className="quiet"
                onClick={() =>
                  port.run(
                    'asset.highlight',
                    own.map(({ id }) => id),
                  )
                }
              >
                {say(P.showAll, { n: numberText(own.length) })}
              </button>
            </p>
            <ul>
              {own.map(({ id, price }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="figure"
                    onClick={() => {
                      port.run('asset.highlight', [id]);
                      const view = port.frameAsset(id);
                      if (view) port.run('camera.set', view);
                    }}
                  >
                    {id}
                  </button>
                  {price === null ? null : (
                    <span className="soft"> {say(P.keptPrice, { n: numberText(price, 1) })}</span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </details>
  );
}
