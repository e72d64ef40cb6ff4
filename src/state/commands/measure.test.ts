import { beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { readLink, writeLink } from '../link.ts';
import { createSessionStore } from '../store.ts';

const A = [116.59, 35.42, 0];
const B = [116.6, 35.42, 12.5];
const C = [116.6, 35.43, 0];
let context: CommandContext;
const measure = () => context.store.getState().measure;
const run = (id: string, argument?: unknown) => runCommand(context, id, argument);

beforeEach(() => {
  context = {
    store: createSessionStore(),
    layers: ['lamp'],
    alternatives: () => undefined,
    assetLayer: () => undefined,
    basemaps: [],
  };
});

test('points come and go, and the end keeps what is measured', () => {
  run('measure.distance');
  for (const point of [A, B, C]) run('measure.add', point);
  run('measure.back');
  expect(measure()).toEqual({ kind: 'distance', points: [A, B], open: true });
  run('measure.finish');
  expect(measure()).toEqual({ kind: 'distance', points: [A, B], open: false });
  expect(() => run('measure.add', C)).toThrow(/not available/);
  run('measure.finish');
  expect(measure()).toBeNull();
});

test('what has too few points to be measured is gone at its end', () => {
  run('measure.area');
  run('measure.add', A);
  run('measure.add', B);
  run('measure.finish');
  expect(measure()).toBeNull();
});

test('a height is foot and top, and a third point begins the next', () => {
  run('measure.height');
  run('measure.add', [A, [116.59, 35.42, 30]]);
  expect(measure()?.points).toHaveLength(2);
  run('measure.add', B);
  expect(measure()?.points).toEqual([B]);
});

test('the same tool again puts it down, another takes over, and an area being drawn gives way', () => {
  run('selection.area', 'box');
  run('measure.distance');
  expect(context.store.getState().area).toBeNull();
  run('measure.area');
  expect(measure()?.kind).toBe('area');
  run('measure.area');
  expect(measure()).toBeNull();
});

test('a link carries what is measured to the millimetre', () => {
  run('measure.set', { kind: 'distance', points: [[116.590000011, 35.42, 0.004], B] });
  const link = writeLink(context.store.getState(), []);
  expect(link).toContain('measure=distance:116.59000001,35.42,0');
  expect(readLink(link.slice(2), context).measure).toEqual({
    kind: 'distance',
    points: [[116.59000001, 35.42, 0], B],
    open: false,
  });
  expect(readLink('measure=distance:116,95,0', context).notices?.[0]?.text.en).toContain('measure=distance:116,95,0');
  expect(readLink('measure=volume:116,35,0', context).measure).toBeUndefined();
});

test('what is no point is refused with its value', () => {
  run('measure.distance');
  expect(() => run('measure.add', [116.59, 135, 0])).toThrow(/135/);
  expect(() => run('measure.add', 'here')).toThrow(/"here"/);
  expect(() => run('measure.set', { kind: 'height', points: [A, B, C] })).toThrow(/at most 2/);
  expect(() => run('measure.set', { kind: 'weight', points: [] })).toThrow(/weight/);
  expect(measure()?.points).toEqual([]);
});
