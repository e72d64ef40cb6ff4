import { expect, test } from 'vitest';
import { shortStreetDocument } from '../../scenario/fixture/short-street.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { createSessionStore } from '../store.ts';

function desk(role: 'planner' | 'public' = 'planner') {
  const editions: ScenarioDocument[] = [shortStreetDocument([], [])];
  const store = createSessionStore();
  const shown = () => editions[store.getState().editions.short ?? 0] as ScenarioDocument;
  const context: CommandContext = {
    store,
    layers: [],
    alternatives: () => ['base', 'X'],
    assetLayer: () => undefined,
    basemaps: [],
    ...(role === 'public'
      ? {}
      : {
          working: {
            document: shown,
            keep: (document) => ({ edition: editions.push(document) - 1, leftOut: [] }),
            tables: new Map(),
            download: () => {},
          },
        }),
  };
  runCommand(context, 'scenario.open', 'short.X');
  return {
    context,
    limits: () => shown().limits,
    run: (argument: unknown) => runCommand(context, 'rule.limit', argument),
  };
}

test('a limit is edited, compared, taken back, and all of it can be undone', () => {
  const { context, limits, run } = desk();
  run({ rule: 'R2', value: 32 });
  expect(limits()).toEqual({ R2: { value: 32 } });
  run({ rule: 'R2', clause: '第 5.1.3 条', by: '王工', on: '2026-11-23' });
  run({ rule: 'L-uE-junction', value: 0.45 });
  expect(limits()?.['L-uE-junction']).toEqual({ value: 0.45 });
  run({ rule: 'L-uE-junction', value: null });
  run({ rule: 'S7', value: 400 });
  const both = { R2: { value: 32, clause: '第 5.1.3 条', by: '王工', on: '2026-11-23' }, S7: { value: 400 } };
  expect(limits()).toEqual(both);
  expect(context.store.getState().scenario).toEqual({ id: 'short', alternative: 'X' });
  run({ rule: 'R2', clause: null });
  expect(limits()).toEqual({ R2: { value: 32 }, S7: { value: 400 } });
  run({ rule: 'R2', value: null });
  expect(limits()).toEqual({ S7: { value: 400 } });
  run(null);
  expect(limits()).toBeUndefined();
  for (let step = 0; step < 3; step++) runCommand(context, 'undo', undefined);
  expect(limits()).toEqual(both);
});

test('a number that is none, a clause without text and a rule that cannot be are refused and change nothing', () => {
  const { limits, run } = desk();
  for (const bad of [
    {},
    { rule: 'R2', value: '3' },
    { rule: 'R2', value: Number.NaN },
    { rule: 'R2', clause: ' ' },
    { rule: 'K-refused', value: 1 },
  ])
    expect(() => run(bad)).toThrow(/give \{ rule \}/);
  expect(limits()).toBeUndefined();
});

test('a public session edits nothing', () => {
  expect(() => desk('public').run({ rule: 'R2', value: 3 })).toThrow(/not available/);
});
