import wasm from 'highs/runtime?url';
import { highsSolver } from './highs-solver.ts';

/** Solves one program a message; HiGHS blocks its thread, so the planner's own worker stays free to hear a cancel. */
const solver = highsSolver(wasm);

addEventListener('message', ({ data }: MessageEvent<string>) => {
  void solver
    .then((solve) => solve(data))
    .then((solved) => postMessage(solved))
    .catch((error: unknown) => {
      // Thrown outside the promise it reaches the planner as the worker's error.
      setTimeout(() => {
        throw error;
      });
    });
});
