import { describe, expect, test } from 'vitest';
import { syntheticStreet } from '../../fixture/synthetic-street.ts';
import { DEFAULT_POLICIES } from '../policies.ts';
import { streetPoles } from '../street-poles.ts';
import { blockProgram } from './block-program.ts';
import { blocksOf } from './blocks.ts';
import { fewestPoints } from './exhaustive.ts';
import { highsSolver } from './highs-solver.ts';
import { mergeProblem } from './merge-problem.ts';
import { nearestMerge } from './nearest-merge.ts';
import { type Optimised, optimise, type Progress } from './optimise.ts';
import { faultsOf, pointsOf } from './plan-points.ts';
import { randomRoad } from './random-road.ts';
import type { Solve } from './solver.ts';
import { DEFAULT_WISHES } from './wishes.ts';

const solve = await highsSolver();
const planOf = (result: Optimised) => {
  if (result.kind !== 'plan') throw new Error('no plan');
  return result;
};
/** Steps of 2.5 m, so that every plan of a small road can be looked at. */
const coarse = (seed: number) => mergeProblem(randomRoad(seed), DEFAULT_POLICIES, DEFAULT_WISHES, 2.5);

describe('against every plan there is', () => {
  test.each(Array.from({ length: 30 }, (_, index) => index + 1))('small random road %i', async (seed) => {
    const problem = coarse(seed);
    const result = planOf(await optimise(problem, solve));
    expect(result.proven).toBe(true);
    expect(faultsOf(result.problem, result.choices)).toEqual([]);
    expect(pointsOf(result.problem, result.choices)).toBeCloseTo(fewestPoints(problem), 6);
  });

  test('the random roads are worth the trouble: greedy merging misses the best plan on many of them', () => {
    let missed = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const problem = coarse(seed);
      const greedy = nearestMerge(problem, problem, true);
      if (!greedy || pointsOf(problem, greedy) > fewestPoints(problem) + 1e-6) missed++;
    }
    expect(missed).toBeGreaterThan(10);
  });
});

describe('a made-up arterial of 2 km', () => {
  const { poles } = streetPoles(syntheticStreet(2000, 3).tables, syntheticStreet(2000, 3).project);
  const problem = mergeProblem(poles, DEFAULT_POLICIES, DEFAULT_WISHES);

  test('blocks, and shifts left out, lose nothing: the whole as one program has the same best', async () => {
    const whole = { movers: problem.movers, gaps: problem.gaps };
    const { points } = await solve(blockProgram(problem, whole));
    const result = planOf(await optimise(problem, solve));
    expect(result.progress.blocks).toBeGreaterThan(10);
    expect(result.progress.incumbent).toBeCloseTo(points, 4);
    expect(faultsOf(result.problem, result.choices)).toEqual([]);
  });

  test('the gap closes step by step and never opens', async () => {
    const seen: Progress[] = [];
    await optimise(problem, solve, { onProgress: (progress) => seen.push(progress) });
    seen.slice(1).forEach((now, index) => {
      const before = seen[index] as Progress;
      expect(now.incumbent).toBeLessThanOrEqual(before.incumbent + 1e-6);
      expect(now.bound).toBeGreaterThanOrEqual(before.bound - 1e-6);
      expect(now.bound).toBeLessThanOrEqual(now.incumbent + 1e-6);
    });
    expect(seen.at(-1)?.incumbent).toBeCloseTo(seen.at(-1)?.bound as number, 6);
    expect(seen[0]?.incumbent).toBeGreaterThan(seen[0]?.bound as number);
  });

  test('cancelled half way, it keeps the best plan so far and does not call it proven', async () => {
    const stop = new AbortController();
    let calls = 0;
    const slow: Solve = async (program) => {
      if (++calls === 4) stop.abort();
      return solve(program);
    };
    const full = planOf(await optimise(problem, solve));
    const part = planOf(await optimise(problem, slow, { signal: stop.signal }));
    expect(part.proven).toBe(false);
    expect(part.choices.size).toBe(problem.movers.length);
    expect(faultsOf(part.problem, part.choices)).toEqual([]);
    expect(part.progress.incumbent).toBeGreaterThanOrEqual(full.progress.incumbent);
    expect(part.progress.bound).toBeLessThanOrEqual(full.progress.incumbent);
  });

  test('two lanes find the same plan as one', async () => {
    const [one, two] = [await optimise(problem, solve), await optimise(problem, solve, { lanes: 2 })];
    expect([...planOf(two).choices]).toEqual([...planOf(one).choices]);
  });

  test('neighbouring blocks share no pole and no gap', () => {
    const blocks = blocksOf(problem);
    const movers = blocks.flatMap((block) => block.movers.map(({ index }) => index));
    expect(new Set(movers).size).toBe(problem.movers.length);
    expect(movers.length).toBe(problem.movers.length);
  });

  test('dearer movement moves less, and never for fewer points of count alone', async () => {
    const moved = async (movement: number) => {
      const weights = { ...DEFAULT_WISHES.weights, movement };
      const result = planOf(
        await optimise(mergeProblem(poles, DEFAULT_POLICIES, { ...DEFAULT_WISHES, weights }), solve),
      );
      let metres = 0;
      for (const [index, choice] of result.choices)
        if (choice !== null) metres += result.problem.movers[index]?.options[choice]?.metres ?? 0;
      return metres;
    };
    expect(await moved(20)).toBeLessThan(await moved(0.05));
  });
});
