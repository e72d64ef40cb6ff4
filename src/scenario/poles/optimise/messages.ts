import type { PlanInput } from '../plan-input.ts';
import type { Incumbent, Progress } from './optimise.ts';
import type { RoadPlan } from './plan-road.ts';
import type { Wishes } from './wishes.ts';

/** What the planner's worker is told. */
export type ToPlanner =
  | { readonly kind: 'start'; readonly input: PlanInput; readonly wishes: Wishes }
  /** Stop at the next block and hand back the best plan so far. */
  | { readonly kind: 'cancel' };

/** What it says. Last comes one of `done`, `cancelled`, `infeasible` and `failed`. */
export type FromPlanner =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'incumbent'; readonly incumbent: Incumbent }
  | { readonly kind: 'done'; readonly plan: Extract<RoadPlan, { kind: 'plan' }> }
  /** With the best plan until then; null when none was known. */
  | { readonly kind: 'cancelled'; readonly plan: Extract<RoadPlan, { kind: 'plan' }> | null }
  | Extract<RoadPlan, { kind: 'infeasible' }>
  | { readonly kind: 'failed'; readonly because: string };
