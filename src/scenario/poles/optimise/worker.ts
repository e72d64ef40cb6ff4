import type { FromPlanner, ToPlanner } from './messages.ts';
import type { Incumbent, Progress } from './optimise.ts';
import { planRoad } from './plan-road.ts';
import { type SolverThread, solverPool } from './solver-pool.ts';

/** Threads that solve blocks side by side; a laptop has four cores and draws the city with one of them. */
const MOST_THREADS = 3;

const say = (message: FromPlanner) => postMessage(message);
let stop: AbortController | null = null;

addEventListener('message', ({ data }: MessageEvent<ToPlanner>) => {
  if (data.kind === 'cancel') stop?.abort();
  else
    void plan(data).catch((error: unknown) => {
      say({ kind: 'failed', because: error instanceof Error ? error.message : String(error) });
    });
});

async function plan({ input, wishes }: Extract<ToPlanner, { kind: 'start' }>): Promise<void> {
  const own = new AbortController();
  stop = own;
  const size = Math.min(MOST_THREADS, Math.max(1, navigator.hardwareConcurrency - 1));
  const pool = solverPool(Array.from({ length: size }, thread));
  let least = Number.POSITIVE_INFINITY;
  const onProgress = (progress: Progress, incumbent: Incumbent | null) => {
    say({ kind: 'progress', progress });
    if (!incumbent || progress.incumbent >= least) return;
    least = progress.incumbent;
    say({ kind: 'incumbent', incumbent });
  };
  try {
    const result = await planRoad(input, wishes, pool.solve, { lanes: size, signal: own.signal, onProgress });
    if (result.kind === 'infeasible') say(result);
    else if (result.kind === 'stopped') say({ kind: 'cancelled', plan: null });
    else say({ kind: result.proven ? 'done' : 'cancelled', plan: result });
  } finally {
    pool.close();
  }
}

function thread(): SolverThread {
  const worker = new Worker(new URL('./solver-worker.ts', import.meta.url), { type: 'module' });
  return {
    send: (program) => worker.postMessage(program),
    onReply(listener) {
      worker.onmessage = ({ data }) => listener(data);
      worker.onerror = ({ message }) => listener(new Error(`The solver's worker failed: ${message}`));
    },
    close: () => worker.terminate(),
  };
}
