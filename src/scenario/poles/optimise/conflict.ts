import type { Words } from '../../../domain/words.ts';
import type { PlanPolicies } from '../policies.ts';
import type { StreetPole } from '../street-poles.ts';
import { blockProgram } from './block-program.ts';
import { blocksOf } from './blocks.ts';
import { mergeProblem } from './merge-problem.ts';
import type { Solve } from './solver.ts';
import type { Wishes } from './wishes.ts';

/** One constraint that a planner may lift: a wish of theirs, or a limit of a rule. */
interface Constraint {
  readonly title: Words;
  /** Wishes and limits without it. */
  lift(given: Given): Given;
}

interface Given {
  readonly wishes: Wishes;
  readonly policies: PlanPolicies;
}

/**
 * Which named constraints conflict: a set that together leaves no plan, while lifting any one of it does. Found by deletion:
 * each constraint is lifted in turn, and stays lifted while there is still no plan. Empty when a plan exists.
 */
export async function conflictOf(
  poles: readonly StreetPole[],
  policies: PlanPolicies,
  wishes: Wishes,
  solve: Solve,
): Promise<Words[]> {
  let given: Given = { wishes, policies };
  if (await hasPlan(poles, given, solve)) return [];
  const needed: Words[] = [];
  for (const constraint of constraintsOf(wishes)) {
    const without = constraint.lift(given);
    if (await hasPlan(poles, without, solve)) needed.push(constraint.title);
    else given = without;
  }
  return needed;
}

async function hasPlan(poles: readonly StreetPole[], { wishes, policies }: Given, solve: Solve): Promise<boolean> {
  const problem = mergeProblem(poles, policies, wishes);
  for (const block of blocksOf(problem)) {
    // A block that may stay as it is needs no solver: every lamp and signal on its own place, the rest standing.
    const free = block.movers.every(
      ({ index, options, stay }) =>
        stay !== null || options.some(({ place, metres }) => problem.places[place]?.host === index && metres < 1e-9),
    );
    if (!free && (await solve(blockProgram(problem, block))).status === 'infeasible') return false;
  }
  return true;
}

/** Wishes first, so that a limit of a rule is named only where it takes part. */
function constraintsOf(wishes: Wishes): Constraint[] {
  return [
    limit('灯位间距', 'Spacing of lights', { minSpacing: 0, goodSpacing: 1e4 }),
    limit('单杆标志数', 'Signs a pole', { signsPerPole: 1e4 }),
    limit('挂载质量、迎风面积', 'Mass and windage of mounts', { carrierMass: 1e5, carrierArea: 1e4 }),
    ...wishes.refusals.map(
      (owner): Constraint => ({
        title: { zh: `不同意：${owner}`, en: `Refusal: ${owner}` },
        lift: (given) => change(given, { refusals: given.wishes.refusals.filter((each) => each !== owner) }),
      }),
    ),
    ...wishes.keepClear.map(
      (zone): Constraint => ({
        title: { zh: `不得立杆：${zone.name}`, en: `Keep clear: ${zone.name}` },
        lift: (given) => change(given, { keepClear: given.wishes.keepClear.filter((each) => each !== zone) }),
      }),
    ),
    ...wishes.mustMerge.map(
      (id): Constraint => ({
        title: { zh: `必须合杆：${id}`, en: `Must merge: ${id}` },
        lift: (given) => change(given, { mustMerge: given.wishes.mustMerge.filter((each) => each !== id) }),
      }),
    ),
  ];
}

function limit(zh: string, en: string, lifted: Partial<PlanPolicies>): Constraint {
  return { title: { zh, en }, lift: (given) => ({ ...given, policies: { ...given.policies, ...lifted } }) };
}

function change(given: Given, wishes: Partial<Wishes>): Given {
  return { ...given, wishes: { ...given.wishes, ...wishes } };
}
