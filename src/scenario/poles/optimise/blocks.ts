import type { Gap, MergeProblem, Mover } from './merge-problem.ts';

/** A part of the road whose choices touch no other part: it can be solved alone, and the optima add up. */
export interface Block {
  readonly movers: readonly Mover[];
  /** Gaps that choices of the block could break. */
  readonly gaps: readonly Gap[];
}

/**
 * Cuts the problem into blocks that cannot interact, from west to east: two poles are in one block when one may join the
 * other's carrier, or when they are neighbouring lights whose shifts together could break the spacing.
 */
export function blocksOf(problem: MergeProblem): Block[] {
  const parent = problem.movers.map((mover) => mover.index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const join = (a: number, b: number) => {
    parent[root(a)] = root(b);
  };
  for (const mover of problem.movers)
    for (const { place } of mover.options) join(mover.index, (problem.places[place] as { host: number }).host);
  const binding = problem.gaps.filter((gap) => {
    const west = lightsOf(problem, gap.west);
    const east = lightsOf(problem, gap.east);
    const widest = Math.max(...east) - Math.min(...west);
    const closest = Math.min(...east) - Math.max(...west);
    return widest > gap.most + SLACK || closest < gap.least - SLACK;
  });
  for (const gap of binding) join(gap.west, gap.east);

  const blocks = new Map<number, { movers: Mover[]; gaps: Gap[] }>();
  for (const mover of problem.movers) {
    const key = root(mover.index);
    const block = blocks.get(key) ?? { movers: [], gaps: [] };
    block.movers.push(mover);
    blocks.set(key, block);
  }
  for (const gap of binding) blocks.get(root(gap.west))?.gaps.push(gap);
  return [...blocks.values()];
}

/** Chainages are compared to a tenth of a millimetre. */
export const SLACK = 1e-4;

/** Where the light of lamp `index` may stand, metres of chainage. */
function lightsOf({ movers, places }: MergeProblem, index: number): number[] {
  const mover = movers[index] as Mover;
  const at = mover.options.map(({ place }) => (places[place] as { chainage: number }).chainage);
  return mover.stay === null && at.length > 0 ? at : [...at, mover.pole.chainage];
}
