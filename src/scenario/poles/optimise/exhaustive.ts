import type { Choices } from './block-program.ts';
import type { MergeProblem, Mover } from './merge-problem.ts';
import { faultsOf, pointsOf } from './plan-points.ts';

/**
 * The fewest points of any plan, by looking at every combination of options in turn; for roads of a few poles, as a check
 * on the solver that shares nothing with it. Infinity when no plan holds.
 */
export function fewestPoints(problem: MergeProblem): number {
  let fewest = Number.POSITIVE_INFINITY;
  const choices = new Map<number, number | null>();
  const cheapest = problem.movers.map(({ options, stay }) =>
    Math.min(stay ?? Number.POSITIVE_INFINITY, ...options.map(({ points }) => points)),
  );
  const from = (index: number): number => cheapest.slice(index).reduce((sum, each) => sum + each, 0);
  const rest = problem.movers.map((_, index) => from(index + 1));
  const visit = (index: number, points: number) => {
    const mover = problem.movers[index] as Mover | undefined;
    if (!mover) {
      if (faultsOf(problem, choices as Choices).length === 0) fewest = Math.min(fewest, pointsOf(problem, choices));
      return;
    }
    for (const choice of [...mover.options.keys(), ...(mover.stay === null ? [] : [null])]) {
      const own = choice === null ? (mover.stay as number) : (mover.options[choice]?.points as number);
      // Agreements only add points, so a start that is no better already cannot end better.
      if (points + own + (rest[index] as number) >= fewest) continue;
      choices.set(index, choice);
      visit(index + 1, points + own);
    }
    choices.delete(index);
  };
  visit(0, 0);
  return fewest;
}
