import { LAMP_METRE, type MergeProblem, type Mover, type Place } from './merge-problem.ts';

/** Shifts of a lamp, metres east, outside of which it need not be looked for. */
interface Range {
  west: number;
  east: number;
}

/**
 * The same problem without shifts that no optimum needs, which is what lets a road fall into blocks. Moving a lamp farther
 * east pays only while it brings a pole within reach, or more than `LAMP_METRE` poles closer, or when it keeps the distance
 * from a neighbour that does so, less the play between the two. Take any plan and draw every lamp back into its range: no pole
 * loses its carrier, every gap stays within its limits, and the sum of moves grows no longer.
 */
export function withUsefulShifts(problem: MergeProblem): MergeProblem {
  const guests = guestsOf(problem);
  const onGrid = upTo(problem.stepMetres);
  const ranges = new Map<number, Range>();
  for (const index of new Set(problem.gaps.flatMap(({ west, east }) => [west, east])))
    ranges.set(index, ownRange(problem, problem.movers[index] as Mover, guests.get(index) ?? []));
  const plays = problem.gaps.map((gap) => {
    const today = (problem.movers[gap.east] as Mover).pole.chainage - (problem.movers[gap.west] as Mover).pole.chainage;
    return {
      west: ranges.get(gap.west) as Range,
      east: ranges.get(gap.east) as Range,
      wider: gap.most - today,
      closer: today - gap.least,
    };
  });
  for (const { west, east, wider, closer } of plays) {
    east.east = Math.max(east.east, onGrid(west.east - closer));
    east.west = Math.min(east.west, -onGrid(-west.west - wider));
  }
  for (const { west, east, wider, closer } of plays.reverse()) {
    west.east = Math.max(west.east, onGrid(east.east - wider));
    west.west = Math.min(west.west, -onGrid(-east.west - closer));
  }
  const useful = (place: Place): boolean => {
    const range = ranges.get(place.host);
    if (!range) return true;
    const shift = shiftOf(problem, problem.movers[place.host] as Mover, place.index);
    return shift <= range.east + 1e-9 && shift >= range.west - 1e-9;
  };
  return {
    ...problem,
    movers: problem.movers.map((mover) => ({
      ...mover,
      options: mover.options.filter(({ place }) => useful(problem.places[place] as Place)),
    })),
  };
}

/** A pole that may join a lamp's carrier, in metres east of the lamp. */
interface Guest {
  readonly at: number;
  /** Shifts of the lamp that bring it within reach. */
  readonly from: number;
  readonly to: number;
}

function guestsOf(problem: MergeProblem): Map<number, Guest[]> {
  const guests = new Map<number, Guest[]>();
  for (const mover of problem.movers) {
    const shifts = new Map<number, number[]>();
    for (const { place } of mover.options) {
      const { host, kind } = problem.places[place] as Place;
      if (host === mover.index || kind === 'junction') continue;
      const shift = shiftOf(problem, problem.movers[host] as Mover, place);
      shifts.set(host, [...(shifts.get(host) ?? []), shift]);
    }
    for (const [host, own] of shifts) {
      const at = mover.pole.chainage - (problem.movers[host] as Mover).pole.chainage;
      const guest = { at, from: Math.min(...own), to: Math.max(...own) };
      guests.set(host, [...(guests.get(host) ?? []), guest]);
    }
  }
  return guests;
}

function ownRange(problem: MergeProblem, lamp: Mover, guests: readonly Guest[]): Range {
  const shifts = lamp.options.map(({ place }) => shiftOf(problem, lamp, place));
  const onCorner = lamp.options.flatMap(({ place }, index) =>
    (problem.places[place] as Place).host === lamp.index ? [] : [shifts[index] as number],
  );
  if (!shifts.includes(0)) return { west: Math.min(0, ...shifts), east: Math.max(0, ...shifts) };
  const onGrid = upTo(problem.stepMetres);
  const eastward = [...guests].sort((a, b) => b.at - a.at);
  return {
    east: Math.max(0, ...onCorner, ...guests.map(({ from }) => from), onGrid(eastward[LAMP_METRE]?.at ?? 0)),
    west: Math.min(0, ...onCorner, ...guests.map(({ to }) => to), -onGrid(-(eastward.at(-1 - LAMP_METRE)?.at ?? 0))),
  };
}

/** The least shift of a grid of `step` metres at or beyond `metres`. */
function upTo(step: number): (metres: number) => number {
  return (metres) => Math.ceil(metres / step - 1e-9) * step;
}

function shiftOf({ places }: MergeProblem, mover: Mover, place: number): number {
  return Math.round(((places[place] as Place).chainage - mover.pole.chainage) * 1e6) / 1e6;
}
