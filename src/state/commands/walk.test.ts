import { expect, test } from 'vitest';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { createSessionStore } from '../store.ts';

const context: CommandContext = {
  store: createSessionStore(),
  layers: ['lamp'],
  alternatives: () => undefined,
  assetLayer: () => undefined,
  basemaps: [],
  here: () => [116.59, 35.42, 300, 90, -45, 0],
};
const run = (id: string, argument?: unknown) => runCommand(context, id, argument);

test('a walk begins on what is looked at and takes the pointer', () => {
  run('measure.distance');
  run('walk.toggle');
  const { walking, view, measure } = context.store.getState();
  expect([walking, measure]).toEqual([true, null]);
  expect(view?.slice(2)).toEqual([1.6, 90, 0, 0]);
  run('walk.toggle');
  expect(context.store.getState()).toMatchObject({ walking: false, view });
});
