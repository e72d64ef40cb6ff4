import { expect, it } from 'vitest';
import { type BuildingsTask, type BuildingsWorker, createBuildingDivider } from './building-divider.ts';

function fakeWorker() {
  const tasks: BuildingsTask[] = [];
  const state = { opened: 0, ended: 0 };
  const worker: BuildingsWorker = {
    postMessage: (task) => tasks.push(task),
    onmessage: null,
    onerror: null,
    terminate: () => {
      state.ended += 1;
    },
  };
  const open = () => {
    state.opened += 1;
    return worker;
  };
  const reply = (data: object) =>
    worker.onmessage?.({ data } as Parameters<NonNullable<BuildingsWorker['onmessage']>>[0]);
  return { worker, tasks, state, open, reply };
}

it('gives each content what was made of it, in whatever order the worker answers, and opens it once', async () => {
  const { tasks, state, open, reply } = fakeWorker();
  const divider = createBuildingDivider(open);
  expect(state.opened).toBe(0);
  const [first, second] = [divider.divide(new ArrayBuffer(1)), divider.divide(new ArrayBuffer(2))];
  reply({ task: tasks[1]?.task, bytes: new ArrayBuffer(20) });
  reply({ task: tasks[0]?.task, bytes: new ArrayBuffer(10) });
  expect((await first).byteLength).toBe(10);
  expect((await second).byteLength).toBe(20);
  expect(state.opened).toBe(1);
});

it('fails a content by its own trouble alone, and all of them when the worker or the scene ends', async () => {
  const { worker, tasks, state, open, reply } = fakeWorker();
  const divider = createBuildingDivider(open);
  const [broken, waiting] = [divider.divide(new ArrayBuffer(1)), divider.divide(new ArrayBuffer(1))];
  reply({ task: tasks[0]?.task, failed: 'no corners' });
  await expect(broken).rejects.toThrow('no corners');
  worker.onerror?.({ message: 'out of memory' } as ErrorEvent);
  await expect(waiting).rejects.toThrow('out of memory');
  await expect(divider.divide(new ArrayBuffer(1))).rejects.toThrow('out of memory');
  expect(state.ended).toBe(1);
});
