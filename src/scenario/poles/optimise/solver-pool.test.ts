import { expect, test } from 'vitest';
import type { Solved } from './solver.ts';
import { type SolverThread, solverPool } from './solver-pool.ts';

/** A thread that answers when told to. */
function manualThread() {
  let listen: (reply: Solved | Error) => void = () => undefined;
  const thread = {
    got: [] as string[],
    closed: false,
    send: (program: string) => thread.got.push(program),
    onReply: (listener: typeof listen) => {
      listen = listener;
    },
    close: () => {
      thread.closed = true;
    },
    reply: (points: number) => listen({ status: 'optimal', points, values: {} }),
    fail: () => listen(new Error('out of memory')),
  };
  return thread satisfies SolverThread;
}

test('each thread has one program at a time, and each caller its own answer', async () => {
  const [a, b] = [manualThread(), manualThread()];
  const pool = solverPool([a, b]);
  const answers = ['one', 'two', 'three'].map((program) => pool.solve(program));
  expect([a.got, b.got]).toEqual([['one'], ['two']]);
  b.reply(2);
  expect(b.got).toEqual(['two', 'three']);
  a.reply(1);
  b.reply(3);
  expect((await Promise.all(answers)).map(({ points }) => points)).toEqual([1, 2, 3]);
  pool.close();
  expect([a.closed, b.closed]).toEqual([true, true]);
});

test('a failed thread fails its program and takes no more; with none left, the waiting ones fail too', async () => {
  const a = manualThread();
  const pool = solverPool([a]);
  const [first, second] = [pool.solve('one'), pool.solve('two')];
  a.fail();
  await expect(first).rejects.toThrow('out of memory');
  await expect(second).rejects.toThrow('Every solver thread has failed.');
  expect(a.got).toEqual(['one']);
});
