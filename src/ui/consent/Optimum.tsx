import { useEffect, useRef, useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { figureSetsOf } from '../../scenario/kpis.ts';
import { type PlannerRun, startPlanner } from '../../scenario/poles/optimise/client.ts';
import type { FromPlanner } from '../../scenario/poles/optimise/messages.ts';
import { DEFAULT_WISHES, type Wishes } from '../../scenario/poles/optimise/wishes.ts';
import { planInputOf } from '../../scenario/poles/plan-input-of.ts';
import { type FigureChange, figureChanges } from '../../scenario/versions/refusal-effect.ts';
import type { TwinPort } from '../../state/port.ts';
import { usePort, useSay } from '../desk-context.ts';
import type { VersionPage } from '../versions/version-page.ts';
import { C } from './consent-words.ts';
import { Figures } from './Figures.tsx';

type Planned = Extract<FromPlanner, { kind: 'done' }>['plan'];
type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'solving'; readonly turn: 1 | 2 }
  | { readonly kind: 'done'; readonly figures: readonly FigureChange[]; readonly proven: boolean }
  | { readonly kind: 'failed'; readonly because: string };

/** Sets of figures that are compared: light would take seconds more and follows from the poles. */
const COMPARED: readonly string[] = ['poles', 'street', 'cost'];

/** The best plan of the road with and without an owner's poles, by the optimiser itself. */
export function Optimum({ page, kept }: { readonly page: VersionPage; readonly kept: readonly string[] }) {
  const port = usePort();
  const say = useSay();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const run = useRef<PlannerRun | null>(null);
  useEffect(() => () => run.current?.close(), []);

  function start(): void {
    const whole = port.compile(page.document);
    const input = planInputOf(whole);
    if (!input) return;
    const solve = (wishes: Wishes, then: (plan: Planned) => void) => {
      run.current = startPlanner(input, wishes, (message) => {
        if (message.kind === 'done') then(message.plan);
        else if (message.kind === 'infeasible')
          setState({
            kind: 'failed',
            because: `${say(C.infeasible)}: ${message.conflict.map((each) => say(each)).join('; ')}`,
          });
        else if (message.kind === 'failed') setState({ kind: 'failed', because: message.because });
      });
    };
    setState({ kind: 'solving', turn: 1 });
    solve(DEFAULT_WISHES, (best) => {
      setState({ kind: 'solving', turn: 2 });
      solve({ ...DEFAULT_WISHES, keep: kept }, (rest) => {
        try {
          const figures = compared(port, whole, best, rest);
          setState({ kind: 'done', figures, proven: best.proven && rest.proven });
        } catch (error) {
          setState({ kind: 'failed', because: (error as Error).message });
        }
      });
    });
  }

  return (
    <>
      <h3>{say(C.optimise)}</h3>
      <p className="soft">{say(C.optimiseNote)}</p>
      {state.kind === 'solving' ? (
        <p role="status">{say(C.optimising, { n: state.turn })}</p>
      ) : (
        <button type="button" onClick={start}>
          {say(C.optimise)}
        </button>
      )}
      {state.kind === 'failed' ? <p role="alert">{say(C.optimiseFailed, { because: state.because })}</p> : null}
      {state.kind === 'done' ? (
        <div className="optimum">
          <Figures figures={state.figures} before={say(C.optimum)} after={say(C.optimumWithout)} />
          <p className="soft">
            {state.figures.length === 0 ? `${say(C.noChange)} ` : ''}
            {say(state.proven ? C.proven : C.notProven)}
          </p>
        </div>
      ) : null}
    </>
  );
}

/** Figures of two plans of the optimiser when all is done, each compiled in the place of the plan's alternatives. */
function compared(port: TwinPort, whole: CompiledScenario, best: Planned, rest: Planned): FigureChange[] {
  const [before, after] = [best, rest].map(({ alternative }) =>
    port.compile({ ...whole.document, alternatives: [alternative] }),
  );
  if (!before || !after) return [];
  return figureSetsOf(whole)
    .filter(({ id }) => COMPARED.includes(id))
    .flatMap(({ figures }) =>
      figureChanges(figures(before, best.alternative.id, before.end), figures(after, rest.alternative.id, after.end)),
    );
}
