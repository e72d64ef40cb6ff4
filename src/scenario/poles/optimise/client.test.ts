import { expect, test } from 'vitest';
import { syntheticStreet } from '../../fixture/synthetic-street.ts';
import { type PlannerPort, startPlanner } from './client.ts';
import type { FromPlanner, ToPlanner } from './messages.ts';
import { DEFAULT_WISHES } from './wishes.ts';

function open() {
  const sent: ToPlanner[] = [];
  const port: PlannerPort & { ended: number } = {
    ended: 0,
    onmessage: null,
    onerror: null,
    postMessage: (message) => void sent.push(message),
    terminate: () => void port.ended++,
  };
  const heard: FromPlanner[] = [];
  const street = syntheticStreet(500, 1);
  const tables = new Map([...street.tables, ['bridge', street.tables.get('lamp') as never]]);
  const run = startPlanner(
    { ...street, tables },
    DEFAULT_WISHES,
    (message) => void heard.push(message),
    () => port,
  );
  const say = (data: FromPlanner) => port.onmessage?.({ data } as MessageEvent<FromPlanner>);
  return { sent, port, heard, run, say };
}

const progress = { solved: 1, blocks: 2, incumbent: 5, bound: 4 };

test('sends the two tables that the plan is made from, and ends the worker after the last message', () => {
  const { sent, port, heard, say } = open();
  expect(sent[0]?.kind === 'start' && [...sent[0].input.tables.keys()]).toEqual(['lamp', 'pole']);
  say({ kind: 'progress', progress });
  expect(port.ended).toBe(0);
  say({ kind: 'infeasible', conflict: [] });
  expect(port.ended).toBe(1);
  say({ kind: 'progress', progress });
  expect(heard.map(({ kind }) => kind)).toEqual(['progress', 'infeasible']);
});

test('a cancel asks for the best plan so far; a close says nothing more', () => {
  const { sent, port, heard, run, say } = open();
  run.cancel();
  expect(sent.map(({ kind }) => kind)).toEqual(['start', 'cancel']);
  run.close();
  say({ kind: 'progress', progress });
  expect([port.ended, heard.length]).toEqual([1, 0]);
});

test('a worker that cannot start is a failure with its reason', () => {
  const { port, heard } = open();
  port.onerror?.({ message: 'blocked by CSP' } as ErrorEvent);
  expect(heard).toEqual([{ kind: 'failed', because: "The planner's worker failed: blocked by CSP" }]);
});
