import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { highsSolver } from '../../src/scenario/poles/optimise/highs-solver.ts';
import type { Solved } from '../../src/scenario/poles/optimise/solver.ts';
import { type SolverPool, type SolverThread, solverPool } from '../../src/scenario/poles/optimise/solver-pool.ts';

const ROLE = 'pole-solver';

/** Solvers on `size` threads of Node; each runs this very file. */
export function nodeSolverPool(size: number): SolverPool {
  return solverPool(Array.from({ length: size }, thread));
}

function thread(): SolverThread {
  const worker = new Worker(new URL(import.meta.url), { workerData: ROLE });
  return {
    send: (program) => worker.postMessage(program),
    onReply(listener) {
      worker.on('message', (reply: Solved) => listener(reply));
      worker.on('error', listener);
    },
    close: () => void worker.terminate(),
  };
}

if (!isMainThread && workerData === ROLE) {
  const solve = await highsSolver();
  parentPort?.on('message', (program: string) => {
    void solve(program).then((solved) => parentPort?.postMessage(solved));
  });
}
