/** What a solver made of one program. */
export interface Solved {
  readonly status: 'optimal' | 'infeasible';
  /** Points of the best solution; the proven bound is the same. NaN when infeasible. */
  readonly points: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Solves a mixed-integer program in CPLEX LP format to proven optimality. */
export type Solve = (program: string) => Promise<Solved>;
