import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import { alternativeWords } from './alternative-words.ts';
import { fullMerge, type Merge } from './full-merge.ts';
import { minimalMerge } from './minimal-merge.ts';
import type { Run } from './optimise/optimise.ts';
import { mergeOf } from './optimise/outcome.ts';
import { mergeRoad } from './optimise/plan-road.ts';
import type { Solve } from './optimise/solver.ts';
import { DEFAULT_WISHES } from './optimise/wishes.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanInput } from './plan-input.ts';
import { planContext, roadDocument } from './road-document.ts';

/**
 * Plans the merging of a road's poles: alternatives A (minimal), B (full) and C (full with micro cells), their phases and
 * slices. B is the plan that the optimiser proves to be the best under the default wishes. Every figure of the plan follows
 * from the poles in `input.tables`; none is typed in. Called by the tile build after slots are assigned.
 *
 * @throws RangeError when the tables lack a layer, or the extent holds no pole of the road
 */
export async function planPoles(input: PlanInput, solver: Solve, run: Run = {}): Promise<ScenarioDocument> {
  const context = planContext(input);
  const result = await mergeRoad(input, context, DEFAULT_WISHES, solver, run);
  if (result.kind !== 'plan')
    throw new RangeError(
      `${input.project.road}: merging ended with "${result.kind}"; the default wishes always leave a plan.`,
    );
  return planWith(input, context, () => mergeOf(context, result, context.code));
}

/**
 * The document of alternatives A, B and C.
 *
 * @param merge makes the full merge; called once for each alternative, which then changes it
 */
export function planWith(input: PlanInput, context: PlanContext, merge: () => Merge): ScenarioDocument {
  return roadDocument(input, context, [
    { id: 'A', ...alternativeWords.A, phases: minimalMerge(context) },
    { id: 'B', ...alternativeWords.B, phases: fullMerge(context, false, merge()) },
    { id: 'C', ...alternativeWords.C, phases: fullMerge(context, true, merge()) },
  ]);
}
