import { blockProgram, type Choices, type Relaxed } from './block-program.ts';
import { blocksOf } from './blocks.ts';
import type { MergeProblem, Mover } from './merge-problem.ts';
import type { Kept } from './outcome.ts';
import { pointsOf } from './plan-points.ts';
import type { Solve } from './solver.ts';

/**
 * Says of every pole that stays what binds it. A pole with options is put to the test: its block is solved once more with
 * the pole made to go. If that has a plan, the pole was outbid, and `price` is what merging it costs in all; if not, the
 * limit without which there is a plan is the one that binds.
 */
export async function explainKept(problem: MergeProblem, choices: Choices, solve: Solve): Promise<Kept[]> {
  const blocks = blocksOf(problem);
  const kept: Kept[] = [];
  for (const block of blocks)
    for (const mover of block.movers) {
      if ((choices.get(mover.index) ?? null) !== null) continue;
      const { id, layer } = mover.pole;
      const say = (reason: Kept['reason'], price: number | null = null) => kept.push({ id, layer, reason, price });
      if (mover.wished) say('wished');
      else if (mover.refused) say('refused');
      else if (mover.options.length === 0) say('out-of-reach');
      else {
        const forced: Mover = { ...mover, stay: null };
        const movers = block.movers.map((each) => (each === mover ? forced : each));
        const trial = { ...problem, movers: problem.movers.map((each) => (each === mover ? forced : each)) };
        const has = async (relaxed: Relaxed) =>
          (await solve(blockProgram(trial, { ...block, movers }, relaxed))).points;
        const points = await has(new Set());
        if (!Number.isNaN(points)) {
          const today = pointsOf(
            problem,
            new Map(block.movers.map(({ index }) => [index, choices.get(index) ?? null])),
          );
          say('outbid', Math.max(0, points - today));
        } else if (!Number.isNaN(await has(new Set(['spacing'])))) say('spacing');
        else say(tooManySigns(problem, mover) ? 'too-many-signs' : 'overload');
      }
    }
  return kept;
}

/** Whether its signs alone are too many for every carrier that it reaches. */
function tooManySigns({ movers, places }: MergeProblem, mover: Mover): boolean {
  return mover.options.every(({ place }) => {
    const at = places[place];
    const host = at && movers[at.host];
    return at !== undefined && host !== undefined && host.load.signs + mover.load.signs > at.capacity.signs;
  });
}
