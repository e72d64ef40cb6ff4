import { blockProgram, type Choices, choicesOf } from './block-program.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { MergeProblem } from './merge-problem.ts';
import { nearestMerge } from './nearest-merge.ts';
import { pointsOf } from './plan-points.ts';
import type { Solve } from './solver.ts';
import { withUsefulShifts } from './useful-shifts.ts';

/** How far a run has come. Points are those of the wishes; the best plan lies between `bound` and `incumbent`. */
export interface Progress {
  readonly solved: number;
  readonly blocks: number;
  /** Points of the best plan known; Infinity while none is known. */
  readonly incumbent: number;
  /** No plan has fewer points than this. */
  readonly bound: number;
}

/** The best plan known, in figures. */
export interface Incumbent {
  readonly points: number;
  readonly carriers: number;
  /** Poles that could merge and stay. */
  readonly kept: number;
}

export type Optimised =
  | {
      readonly kind: 'plan';
      /** The problem that `choices` number the options of. */
      readonly problem: MergeProblem;
      readonly choices: Choices;
      readonly progress: Progress;
      /** Every block solved to proven optimality; false when the run was cancelled before. */
      readonly proven: boolean;
    }
  /** Cancelled before any plan was known. */
  | { readonly kind: 'stopped' }
  /** No plan keeps every constraint; the blocks that have none. */
  | { readonly kind: 'infeasible'; readonly problem: MergeProblem; readonly blocks: readonly Block[] };

export interface Run {
  /** Programs that may be under way at once; a pool of workers takes as many. Default 1. */
  readonly lanes?: number;
  /** Aborted: what is not solved keeps its incumbent. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress, incumbent: Incumbent | null) => void;
}

/** The best plan of a whole road: block by block, each to proven optimality, the largest first. */
export async function optimise(whole: MergeProblem, solve: Solve, run: Run = {}): Promise<Optimised> {
  const problem = withUsefulShifts(whole);
  const blocks = blocksOf(problem).map((block) => {
    const start = nearestMerge(problem, block, true);
    const incumbent = start ? pointsOf(problem, start) : Number.POSITIVE_INFINITY;
    return { block, choices: start, incumbent, bound: Math.min(incumbent, boundOf(block)) };
  });
  const infeasible: Block[] = [];
  let solved = 0;
  const progress = (): Progress => ({
    solved,
    blocks: blocks.length,
    incumbent: blocks.reduce((sum, each) => sum + each.incumbent, 0),
    bound: blocks.reduce((sum, each) => sum + each.bound, 0),
  });
  const best = (): Choices | null =>
    blocks.every(({ choices }) => choices) ? new Map(blocks.flatMap(({ choices }) => [...(choices as Choices)])) : null;
  run.onProgress?.(progress(), incumbentOf(problem, best()));

  const waiting = [...blocks].sort((a, b) => b.block.movers.length - a.block.movers.length);
  const lane = async () => {
    for (let next = waiting.shift(); next && !run.signal?.aborted; next = waiting.shift()) {
      // A block whose start is as good as any plan could be needs no proof by the solver.
      if (next.incumbent > next.bound + 1e-9 || next.choices === null) {
        const result = await solve(blockProgram(problem, next.block));
        if (run.signal?.aborted) return;
        if (result.status === 'infeasible') {
          infeasible.push(next.block);
          continue;
        }
        next.choices = choicesOf(next.block, result.values);
        next.incumbent = pointsOf(problem, next.choices);
        next.bound = next.incumbent;
      }
      solved++;
      run.onProgress?.(progress(), incumbentOf(problem, best()));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, run.lanes ?? 1) }, lane));
  if (infeasible.length > 0) return { kind: 'infeasible', problem, blocks: infeasible };
  const choices = best();
  if (!choices) return { kind: 'stopped' };
  return { kind: 'plan', problem, choices, progress: progress(), proven: solved === blocks.length };
}

function incumbentOf(problem: MergeProblem, choices: Choices | null): Incumbent | null {
  if (!choices) return null;
  let [carriers, kept] = [0, 0];
  for (const [index, choice] of choices) {
    const place = choice === null ? undefined : problem.movers[index]?.options[choice]?.place;
    if (place === undefined) kept++;
    else if (problem.places[place]?.host === index) carriers++;
  }
  return { points: pointsOf(problem, choices), carriers, kept };
}

/** What the block costs at least: the cheapest option of every mover, as if carriers were free to join. */
function boundOf(block: Block): number {
  return block.movers.reduce((sum, { options, stay }) => {
    const cheapest = Math.min(stay ?? Number.POSITIVE_INFINITY, ...options.map(({ points }) => points));
    return sum + (Number.isFinite(cheapest) ? cheapest : 0);
  }, 0);
}
