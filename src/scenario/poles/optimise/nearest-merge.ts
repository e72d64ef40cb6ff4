import type { Load } from '../mount-load.ts';
import type { Choices } from './block-program.ts';
import type { Block } from './blocks.ts';
import type { MergeProblem, Mover, Place } from './merge-problem.ts';

/**
 * Greedy merging: every lamp and signal founds a carrier where it stands, then each other pole joins the nearest carrier
 * within reach. `minding` loads, it takes the nearest that still bears it; else it just takes the nearest, as a join by
 * distance in a map does.
 *
 * @returns null when a pole that has to go finds no carrier, or a lamp may not found where it stands
 */
export function nearestMerge(problem: MergeProblem, block: Pick<Block, 'movers'>, minding: boolean): Choices | null {
  const { places } = problem;
  const choices = new Map<number, number | null>();
  const borne = new Map<number, Load>();
  const founds = (mover: Mover) =>
    mover.options.findIndex(({ place, metres }) => (places[place] as Place).host === mover.index && metres < 1e-9);
  const isFounder = ({ pole }: Mover) => pole.class === 'LP' || pole.class === 'TS';
  for (const mover of block.movers) {
    if (!isFounder(mover)) continue;
    const option = founds(mover);
    if (option < 0 && mover.stay === null) return null;
    choices.set(mover.index, option < 0 ? null : option);
    if (option >= 0) borne.set(mover.options[option]?.place as number, mover.load);
  }
  for (const mover of block.movers) {
    if (isFounder(mover)) continue;
    const near = mover.options
      .map(({ place, metres }, option) => ({ place, metres, option, load: sum(borne.get(place), mover.load) }))
      .filter(({ place, load }) => borne.has(place) && (!minding || fits(load, places[place] as Place)))
      .sort((a, b) => a.metres - b.metres || a.place - b.place)[0];
    if (!near && mover.stay === null) return null;
    choices.set(mover.index, near?.option ?? null);
    if (near) borne.set(near.place, near.load);
  }
  return choices;
}

function sum(a: Load | undefined, b: Load): Load {
  return a ? { kg: a.kg + b.kg, m2: a.m2 + b.m2, signs: a.signs + b.signs } : b;
}

function fits(load: Load, { capacity }: Place): boolean {
  return load.kg <= capacity.kg + 1e-9 && load.m2 <= capacity.m2 + 1e-9 && load.signs <= capacity.signs;
}
