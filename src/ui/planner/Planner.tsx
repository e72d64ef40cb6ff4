import './planner.css';
import { useMemo, useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { planInputOf } from '../../scenario/poles/plan-input-of.ts';
import type { TwinPort } from '../../state/port.ts';
import { useDesk, useSay, useStore } from '../desk-context.ts';
import { Asked } from './Asked.tsx';
import { Bounds } from './Bounds.tsx';
import { Course } from './Course.tsx';
import { type Choices, NO_CHOICES, wishesOf } from './chosen-wishes.ts';
import { PlanFile } from './PlanFile.tsx';
import { baselinePoles } from './planned-poles.ts';
import { createPlanning, type Planning } from './planner-run.ts';
import { Result } from './Result.tsx';
import { Weights } from './Weights.tsx';
import { P } from './words.ts';

interface Desk {
  readonly planning: Planning;
  choices: Choices;
}

/** A run and its form outlive the panel: folding it loses nothing. */
const DESKS = new WeakMap<TwinPort, Map<string, Desk>>();

function deskOf(port: TwinPort, scenario: string): Desk {
  const desks = DESKS.get(port) ?? new Map<string, Desk>();
  DESKS.set(port, desks);
  const desk = desks.get(scenario) ?? { planning: createPlanning(() => performance.now()), choices: NO_CHOICES };
  desks.set(scenario, desk);
  return desk;
}

/** What is asked of a plan, its making, and what came of it. */
export default function Planner({ plan }: { readonly plan: CompiledScenario }) {
  const { port } = useDesk();
  const say = useSay();
  const desk = deskOf(port, plan.id);
  const [choices, setChoices] = useState(desk.choices);
  const state = useStore(desk.planning, (each) => each);
  const poles = useMemo(() => baselinePoles(plan), [plan]);
  const change = (next: Choices) => {
    desk.choices = next;
    setChoices(next);
  };
  function start() {
    const input = planInputOf(plan);
    if (input) desk.planning.start(input, wishesOf(choices, poles));
  }
  return (
    <div className="planner-body">
      <Weights weights={choices.weights} onChange={(weights) => change({ ...choices, weights })} />
      <Asked poles={poles} choices={choices} onChange={change} />
      <Bounds poles={poles} choices={choices} onChange={change} />
      {state.kind === 'running' ? (
        <Course state={state} onCancel={desk.planning.cancel} />
      ) : (
        <button type="button" onClick={start}>
          {say(state.kind === 'idle' ? P.start : P.again)}
        </button>
      )}
      <Result state={state} plan={plan} />
      <PlanFile />
    </div>
  );
}
