import type { Solve } from './solver.ts';

/** A solver that runs no program twice: blocks that a new ruling leaves alone have the same program as before. */
export function remembering(solve: Solve): Solve {
  const known = new Map<string, ReturnType<Solve>>();
  return (program) => {
    const solved = known.get(program) ?? solve(program);
    known.set(program, solved);
    return solved;
  };
}
