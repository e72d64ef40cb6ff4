import type { Side } from '../street-poles.ts';

/** What a planner wants of a plan: prices of what is to be little, and constraints that hold whatever they cost. */
export interface Wishes {
  readonly weights: Weights;
  /** Owners who refuse: poles of these owners stay as they are. */
  readonly refusals: readonly string[];
  /** Poles that must hand their mounts over, by id. */
  readonly mustMerge: readonly string[];
  /** Poles that stay as they are, by id. */
  readonly keep: readonly string[];
  /** Stretches where no new carrier may stand, such as a shop front or a fire lane. */
  readonly keepClear: readonly KeepClear[];
}

/** Points a unit; a plan with fewer points is better. All at least 0. */
interface Weights {
  /** A pole that stands when all is done. */
  readonly count: number;
  /** 10,000 yuan of building, cutting and moving. */
  readonly cost: number;
  /** A metre that a pole's mounts move. */
  readonly movement: number;
  /** An owner's consent: one owner's mounts on one carrier of another's. */
  readonly consents: number;
}

interface KeepClear {
  readonly name: string;
  readonly side: Side;
  /** Metres of chainage. */
  readonly from: number;
  readonly to: number;
}

/** Fewest poles first; among equals the cheaper, then the shorter moves and the fewer agreements. */
export const DEFAULT_WISHES: Wishes = {
  weights: { count: 100, cost: 1, movement: 0.05, consents: 0.2 },
  refusals: [],
  mustMerge: [],
  keep: [],
  keepClear: [],
};
