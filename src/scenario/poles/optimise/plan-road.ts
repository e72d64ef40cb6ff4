import type { Words } from '../../../domain/words.ts';
import type { ScenarioDocument } from '../../../wire/scenario-document.ts';
import { planContext } from '../plan.ts';
import type { PlanInput } from '../plan-input.ts';
import { conflictOf } from './conflict.ts';
import { explainKept } from './explain.ts';
import { mergeProblem } from './merge-problem.ts';
import { optimise, type Progress, type Run } from './optimise.ts';
import { type Kept, optimisedAlternative } from './outcome.ts';
import { withoutRejected } from './rejections.ts';
import type { Solve } from './solver.ts';
import type { Wishes } from './wishes.ts';

export type RoadPlan =
  | {
      readonly kind: 'plan';
      /** To be put beside the others of the road's scenario document. */
      readonly alternative: ScenarioDocument['alternatives'][number];
      /** Each pole that could have merged and stays, with what binds it; empty when the run was cancelled. */
      readonly kept: readonly Kept[];
      readonly progress: Progress;
      /** False when it was cancelled: the best plan found until then. */
      readonly proven: boolean;
    }
  /** Named constraints that conflict: together they leave no plan, without any one of them there is one. */
  | { readonly kind: 'infeasible'; readonly conflict: readonly Words[] }
  /** Cancelled before any plan was known. */
  | { readonly kind: 'stopped' };

/**
 * Plans a road from its tables to an alternative; throws RangeError as `planPoles` does. The validator judges every plan
 * as if all limits of standards were checked: a sign on a carrier where a rule rejects it is ruled out, and the plan is
 * solved again, until nothing that the plan moves is rejected.
 */
export async function planRoad(input: PlanInput, wishes: Wishes, solver: Solve, run: Run = {}): Promise<RoadPlan> {
  const context = planContext(input);
  const solve = remembering(solver);
  let whole = mergeProblem(context.poles, context.policies, wishes);
  for (;;) {
    const result = await optimise(whole, solve, run);
    if (result.kind === 'infeasible')
      return { kind: 'infeasible', conflict: await named(conflictOf(context.poles, context.policies, wishes, solve)) };
    if (result.kind === 'stopped') return result;
    const { problem, choices, progress, proven } = result;
    const allowed = withoutRejected(input, context, whole, result);
    if (allowed && proven) {
      whole = allowed;
      continue;
    }
    const kept = proven ? await explainKept(problem, choices, solve) : [];
    return { kind: 'plan', alternative: optimisedAlternative(context, problem, choices, kept), kept, progress, proven };
  }
}

/** With the wishes alone there is a plan when it is the validator that leaves none. */
async function named(conflict: Promise<readonly Words[]>): Promise<readonly Words[]> {
  const words = await conflict;
  return words.length > 0
    ? words
    : [{ zh: '必须合杆与标志视认规则（R4、R6）', en: 'Poles that must merge, and sight of signs (R4, R6)' }];
}

/** Blocks that a new ruling leaves alone have the same program as before and need no second run. */
function remembering(solve: Solve): Solve {
  const known = new Map<string, ReturnType<Solve>>();
  return (program) => {
    const solved = known.get(program) ?? solve(program);
    known.set(program, solved);
    return solved;
  };
}
