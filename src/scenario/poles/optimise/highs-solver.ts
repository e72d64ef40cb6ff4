import loadHighs from 'highs';
import type { Solve, Solved } from './solver.ts';

/**
 * HiGHS (MIT; Huangfu and Hall 2018, doi:10.1007/s12532-017-0130-5) compiled to WebAssembly, one thread, deterministic:
 * the same program gives the same solution everywhere.
 *
 * @param wasm address of `highs.wasm`; under Node the package finds its own
 */
export async function highsSolver(wasm?: string): Promise<Solve> {
  const highs = await loadHighs(wasm === undefined ? {} : { locateFile: () => wasm });
  return async (program): Promise<Solved> => {
    const { Status, ObjectiveValue, Columns } = highs.solve(program, {
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
      output_flag: false,
    });
    if (Status === 'Infeasible') return { status: 'infeasible', points: Number.NaN, values: {} };
    if (Status !== 'Optimal')
      throw new Error(`HiGHS ended with "${Status}"; the program of a block is bounded and always solvable in full.`);
    const values = Object.fromEntries(Object.entries(Columns).map(([name, column]) => [name, column.Primal ?? 0]));
    return { status: 'optimal', points: ObjectiveValue, values };
  };
}
