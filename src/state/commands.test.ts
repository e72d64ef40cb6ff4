import { beforeEach, describe, expect, test } from 'vitest';
import type { CameraView } from '../domain/camera.ts';
import { parseAlternativeRef } from './alternative-ref.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS, runCommand } from './commands.ts';
import { formatPlayhead, parsePlayhead } from './playhead.ts';
import { createSessionStore } from './store.ts';

describe('a playhead', () => {
  test.each([
    ['now', { kind: 'now' }],
    ['T0', { kind: 'slice', slice: 'T0' }],
    ['T6', { kind: 'slice', slice: 'T6' }],
    ['2027-03-01T08:00:00+08:00', { kind: 'instant', at: Date.UTC(2027, 2, 1) }],
    [0, { kind: 'instant', at: 0 }],
  ] as const)('%s', (input, expected) => {
    expect(parsePlayhead(input)).toEqual(expected);
  });

  test.each([
    'T7',
    't0',
    'NOW',
    '',
    '2027-03-01',
    '2027-02-30T00:00:00Z',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    {},
  ])('%s is refused', (input) => {
    expect(() => parsePlayhead(input)).toThrow(RangeError);
  });

  test('what is written is read again', () => {
    for (const text of ['now', 'T3', '2027-03-01T00:00:00.000Z'])
      expect(formatPlayhead({ playhead: parsePlayhead(text) })).toBe(text);
  });
});

test('an alternative is <scenario>.<alternative>', () => {
  expect(parseAlternativeRef('guanghe-poles.B')).toEqual({ id: 'guanghe-poles', alternative: 'B' });
  for (const input of ['guanghe-poles', 'a.b.c', '.B', 'a.', 7, null])
    expect(() => parseAlternativeRef(input)).toThrow(RangeError);
});

describe('commands', () => {
  let context: CommandContext;
  beforeEach(() => {
    context = {
      store: createSessionStore(),
      layers: ['bridge', 'lamp', 'pole'],
      alternatives: (id) => (id === 'guanghe-poles' ? ['base', 'A', 'B'] : undefined),
      assetLayer: (id) => (id === 'LP-1' ? 'lamp' : undefined),
      basemaps: ['aerial'],
    };
  });
  const state = () => context.store.getState();

  test('plays at 1× to 3600×, faster and slower by a key, and remembers its speed', () => {
    const play = (argument?: unknown) => runCommand(context, 'time.play', argument);
    play();
    expect(state()).toMatchObject({ playing: 600, speed: 600 });
    runCommand(context, 'time.faster', undefined);
    expect(state().playing).toBe(3600);
    expect(COMMANDS.find(({ id }) => id === 'time.faster')?.enabled(context)).toBe(false);
    for (const next of [600, 60, 10, 1]) {
      runCommand(context, 'time.slower', undefined);
      expect(state().playing).toBe(next);
    }
    play();
    expect(state()).toMatchObject({ playing: 0, speed: 1 });
    runCommand(context, 'time.speed', 60);
    expect(state()).toMatchObject({ playing: 0, speed: 60 });
    play(1800);
    expect(state()).toMatchObject({ playing: 1800, speed: 1800 });
    play(0);
    expect(state()).toMatchObject({ playing: 0, speed: 1800 });
    for (const wrong of [-1, 0.5, 3601, Number.NaN, '60', null]) expect(() => play(wrong)).toThrow(/from 1 to 3600/);
  });

  test('one key goes to the first alert and back to where the camera was', () => {
    const [from, view]: CameraView[] = [
      [116.5, 35.4, 2000, 0, -45, 0],
      [116.6, 35.5, 260, 0, -35, 0],
    ];
    if (!from || !view) return expect.unreachable();
    const visit = COMMANDS.find(({ id }) => id === 'alert.visit');
    expect(visit?.enabled(context), 'nothing to see').toBe(false);
    let alert: { from: CameraView; view: CameraView } | null = { from, view };
    context = { ...context, firstAlert: () => alert };
    expect(visit?.enabled(context)).toBe(true);
    runCommand(context, 'alert.visit', undefined);
    expect(state()).toMatchObject({ view, returnTo: from });
    // It ends while the camera is there: the way back stays open.
    alert = null;
    expect(visit?.enabled(context)).toBe(true);
    runCommand(context, 'alert.visit', undefined);
    expect(state()).toMatchObject({ view: from, returnTo: null });
    expect(visit?.enabled(context)).toBe(false);
  });

  test('have unique ids and keys, and the embedding contract is there', () => {
    const ids = COMMANDS.map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = COMMANDS.flatMap((each) => each.key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const id of [
      'time.set',
      'scenario.open',
      'compare.set',
      'layer.toggle',
      'camera.set',
      'asset.select',
      'undo',
      'redo',
    ])
      expect(ids).toContain(id);
  });

  test('a slice needs an open scenario; closing it returns to now', () => {
    expect(() => runCommand(context, 'time.set', 'T2')).toThrow(/scenario\.open/);
    runCommand(context, 'scenario.open', 'guanghe-poles.B');
    runCommand(context, 'time.set', 'T2');
    expect(state().playhead).toEqual({ kind: 'slice', slice: 'T2' });
    runCommand(context, 'scenario.open', null);
    expect(state().playhead).toEqual({ kind: 'now' });
    expect(state().compare).toBeNull();
  });

  test('assumptions are held for the open plan alone, one by one, each undone by itself', () => {
    runCommand(context, 'scenario.open', 'guanghe-poles.B');
    runCommand(context, 'scenario.assume', { key: 'tariff', value: 0.7 });
    runCommand(context, 'scenario.assume', { key: 'crews', value: 3 });
    expect(state().assume).toEqual({ tariff: 0.7, crews: 3 });
    runCommand(context, 'undo', undefined);
    expect(state().assume).toEqual({ tariff: 0.7 });
    runCommand(context, 'scenario.open', 'guanghe-poles.A');
    expect(state().assume).toEqual({ tariff: 0.7 });
    runCommand(context, 'scenario.assume', { key: 'tariff', value: null });
    expect(state().assume).toEqual({});
    for (const bad of ['tariff', { key: 'tariff' }, { key: 'tariff', value: Number.NaN }])
      expect(() => runCommand(context, 'scenario.assume', bad)).toThrow(/finite value/);
    runCommand(context, 'scenario.assume', { key: 'tariff', value: 0.7 });
    runCommand(context, 'scenario.open', null);
    expect(state().assume).toEqual({});
  });

  test('layers keep the order of the tree, whatever the order of clicks, and undo takes one back', () => {
    for (const id of ['pole', 'bridge', 'lamp']) runCommand(context, 'layer.toggle', id);
    expect(state().layers).toEqual(['bridge', 'lamp', 'pole']);
    runCommand(context, 'undo', undefined);
    expect(state().layers).toEqual(['bridge', 'pole']);
    runCommand(context, 'redo', undefined);
    expect(state().layers).toEqual(['bridge', 'lamp', 'pole']);
    runCommand(context, 'layer.toggle', { id: 'lamp', shown: true });
    expect(state().layers).toEqual(['bridge', 'lamp', 'pole']);
  });

  test.each([
    ['scenario.open', 'other.A', /Unknown scenario "other"/],
    ['scenario.open', 'guanghe-poles.Z', /base, A, B/],
    ['layer.toggle', 'sewer', /"sewer".*bridge, lamp, pole/],
    ['camera.set', [1, 2, 3], /\[lon, lat, height, heading, pitch, roll\]/],
    ['camera.set', [1, 2, 3, 4, 5, Number.NaN], /Camera/],
    ['asset.select', 'LP-2', /LP-2/],
    ['mode.set', 'expert', /review, hall, exhibition/],
    ['quality.set', 'ultra', /low, medium, high, test/],
    ['compare.split', 1.5, /0 to 1/],
    ['fly', undefined, /Unknown command "fly"/],
  ])('%s %s is refused with the remedy, and nothing changes', (id, argument, message) => {
    const before = state();
    expect(() => runCommand(context, id, argument)).toThrow(RangeError);
    expect(() => runCommand(context, id, argument)).toThrow(message);
    expect(state()).toBe(before);
  });

  test('one key goes through the city styles and round again, each undone by itself', () => {
    const seen = Array.from({ length: 4 }, () => {
      runCommand(context, 'style.set', undefined);
      return state().style;
    });
    expect(seen).toEqual(['white', 'status', 'translucent', 'natural']);
    runCommand(context, 'undo', undefined);
    expect(state().style).toBe('translucent');
  });

  test('undo with nothing to undo is silent', () => {
    expect(() => runCommand(context, 'undo', undefined)).not.toThrow();
  });
});
