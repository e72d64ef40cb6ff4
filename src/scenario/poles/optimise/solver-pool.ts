import type { Solve, Solved } from './solver.ts';

/** A solver on a thread of its own: one program in, one reply out, in order. Node threads and browser workers both fit. */
export interface SolverThread {
  send(program: string): void;
  /** Called with each reply; an Error when the thread failed. */
  onReply(listener: (reply: Solved | Error) => void): void;
  close(): void;
}

/** Threads behind one `solve`; each takes the next program when it is free. */
export interface SolverPool {
  readonly solve: Solve;
  close(): void;
}

export function solverPool(threads: readonly SolverThread[]): SolverPool {
  if (threads.length === 0) throw new RangeError('A solver pool needs at least 1 thread, got 0.');
  const waiting: { program: string; settle: (reply: Solved | Error) => void }[] = [];
  const free = [...threads];
  const running = new Map<SolverThread, (reply: Solved | Error) => void>();
  const next = () => {
    for (let job = waiting[0]; job && free.length > 0; job = waiting[0]) {
      const thread = free.shift() as SolverThread;
      waiting.shift();
      running.set(thread, job.settle);
      thread.send(job.program);
    }
  };
  for (const thread of threads)
    thread.onReply((reply) => {
      const settle = running.get(thread);
      running.delete(thread);
      // A thread that failed takes no more programs.
      if (!(reply instanceof Error)) free.push(thread);
      settle?.(reply);
      if (running.size === 0 && free.length === 0)
        for (const job of waiting.splice(0)) job.settle(new Error('Every solver thread has failed.'));
      next();
    });
  return {
    solve: (program) =>
      new Promise((resolve, reject) => {
        waiting.push({ program, settle: (reply) => (reply instanceof Error ? reject(reply) : resolve(reply)) });
        next();
      }),
    close() {
      for (const thread of threads) thread.close();
    },
  };
}
