import type { Words } from '../../../domain/words.ts';
import type { ScenarioDocument } from '../../../wire/scenario-document.ts';
import type { PlanContext } from '../plan-context.ts';
import type { PlanInput } from '../plan-input.ts';
import { planContext } from '../road-document.ts';
import { conflictOf } from './conflict.ts';
import { explainKept } from './explain.ts';
import { mergeProblem } from './merge-problem.ts';
import { optimise, type Progress, type Run } from './optimise.ts';
import { type Chosen, type Kept, optimisedAlternative } from './outcome.ts';
import { withoutRejected } from './rejections.ts';
import { remembering } from './remembering.ts';
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

/** A merge of a road with what it was chosen from, or why there is none. */
type RoadMerge =
  | (Chosen & { readonly kind: 'plan'; readonly progress: Progress; readonly proven: boolean })
  | Exclude<RoadPlan, { kind: 'plan' }>;

/** Plans a road from its tables to an alternative; throws RangeError as `planContext` does. */
export async function planRoad(input: PlanInput, wishes: Wishes, solver: Solve, run: Run = {}): Promise<RoadPlan> {
  const context = planContext(input);
  const result = await mergeRoad(input, context, wishes, solver, run);
  if (result.kind !== 'plan') return result;
  const { kind, kept, progress, proven } = result;
  return { kind, alternative: optimisedAlternative(context, result), kept, progress, proven };
}

/**
 * The best merge of a road. The validator judges every plan as if all limits of standards were checked: a sign on a carrier
 * where a rule rejects it is ruled out, and the plan is solved again, until nothing that the plan moves is rejected.
 */
export async function mergeRoad(
  input: PlanInput,
  context: PlanContext,
  wishes: Wishes,
  solver: Solve,
  run: Run,
): Promise<RoadMerge> {
  const solve = remembering(solver);
  let whole = mergeProblem(context.poles, context.policies, wishes);
  for (;;) {
    const result = await optimise(whole, solve, run);
    if (result.kind === 'infeasible')
      return { kind: 'infeasible', conflict: await named(conflictOf(context.poles, context.policies, wishes, solve)) };
    if (result.kind === 'stopped') return result;
    const { problem, choices, proven } = result;
    const allowed = withoutRejected(input, context, whole, result);
    if (allowed && proven) {
      whole = allowed;
      continue;
    }
    return { ...result, kept: proven ? await explainKept(problem, choices, solve) : [] };
  }
}

/** With the wishes alone there is a plan when it is the validator that leaves none. */
async function named(conflict: Promise<readonly Words[]>): Promise<readonly Words[]> {
  const words = await conflict;
  return words.length > 0
    ? words
    : [{ zh: '必须合杆与标志视认规则（R4、R6）', en: 'Poles that must merge, and sight of signs (R4, R6)' }];
}
