import { describe, expect, test } from 'vitest';
import { compileScenario } from '../../scenario/compile.ts';
import { greedyPlan } from '../../scenario/fixture/greedy-plan.ts';
import { syntheticStreet } from '../../scenario/fixture/synthetic-street.ts';
import type { startPlanner } from '../../scenario/poles/optimise/client.ts';
import type { FromPlanner } from '../../scenario/poles/optimise/messages.ts';
import { DEFAULT_WISHES } from '../../scenario/poles/optimise/wishes.ts';
import { polesStanding } from '../../scenario/poles-standing.ts';
import { NO_CHOICES, wishesOf } from './chosen-wishes.ts';
import { baselinePoles } from './planned-poles.ts';
import { createPlanning, type Planned, standingAfter } from './planner-run.ts';

const street = syntheticStreet(600, 1);
const document = greedyPlan(street);
const progress = { solved: 1, blocks: 2, incumbent: 5, bound: 4 };
const plan: Planned = {
  kind: 'plan',
  alternative: { ...(document.alternatives[1] as Planned['alternative']), id: 'P' },
  kept: [],
  progress,
  proven: true,
};

function opened() {
  const calls: string[] = [];
  let say: (message: FromPlanner) => void = () => {};
  let time = 1000;
  const open: typeof startPlanner = (_input, _wishes, listen) => {
    calls.push('start');
    say = listen;
    return { cancel: () => void calls.push('cancel'), close: () => void calls.push('close') };
  };
  const planning = createPlanning(() => time, open);
  return {
    planning,
    calls,
    hear: (message: FromPlanner, at = time) => {
      time = at;
      say(message);
    },
  };
}

describe('a run of the planner', () => {
  test('shows how far it is, then the plan and the time it took', () => {
    const { planning, hear } = opened();
    planning.start(street, DEFAULT_WISHES);
    hear({ kind: 'progress', progress });
    hear({ kind: 'incumbent', incumbent: { points: 5, carriers: 3, kept: 1 } });
    expect(planning.getState()).toMatchObject({ kind: 'running', progress, incumbent: { carriers: 3 } });
    hear({ kind: 'done', plan }, 3500);
    expect(planning.getState()).toEqual({ kind: 'plan', plan, seconds: 2.5 });
  });

  test('a cancel keeps the plan that was known, and says so when there was none', () => {
    const { planning, calls, hear } = opened();
    planning.start(street, DEFAULT_WISHES);
    planning.cancel();
    expect(calls).toEqual(['start', 'cancel']);
    expect(planning.getState()).toMatchObject({ kind: 'running', cancelling: true });
    hear({ kind: 'cancelled', plan: { ...plan, proven: false } });
    expect(planning.getState()).toMatchObject({ kind: 'plan', plan: { proven: false } });
    planning.start(street, DEFAULT_WISHES);
    hear({ kind: 'cancelled', plan: null });
    expect(planning.getState()).toEqual({ kind: 'stopped' });
  });

  test('starting again ends the one under way; what it still says is not heard', () => {
    const { planning, calls, hear } = opened();
    planning.start(street, DEFAULT_WISHES);
    planning.start(street, DEFAULT_WISHES);
    expect(calls).toEqual(['start', 'close', 'start']);
    planning.clear();
    hear({ kind: 'failed', because: 'late' });
    expect(planning.getState()).toEqual({ kind: 'idle' });
  });
});

test.each(document.alternatives.map((each) => [each.id, each] as const))(
  'poles standing after %s are those that the compiled plan counts at its end',
  (id, alternative) => {
    const compiled = compileScenario(document, street.tables, Date.UTC(2026, 10, 23), 480);
    const today = polesStanding(compiled, 'base', compiled.end);
    expect(standingAfter(today, alternative)).toBe(polesStanding(compiled, id, compiled.end));
  },
);

test('what is asked of one pole goes before what is asked of its class', () => {
  const poles = baselinePoles(compileScenario(document, street.tables, Date.UTC(2026, 10, 23), 480));
  expect(poles).toHaveLength(document.baseline.flatMap(({ ids }) => ids).length);
  const signs = poles.filter((pole) => pole.class === 'TG').map(({ id }) => id);
  const lamp = poles.find((pole) => pole.class === 'LP')?.id ?? '';
  const wishes = wishesOf(
    { ...NO_CHOICES, classes: { TG: 'merge' }, picked: { [signs[0] ?? '']: 'free', [lamp]: 'keep' } },
    poles,
  );
  expect(wishes.mustMerge).toEqual(signs.slice(1));
  expect(wishes.keep).toEqual([lamp]);
});
