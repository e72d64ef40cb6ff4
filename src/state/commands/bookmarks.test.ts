import { beforeEach, expect, test } from 'vitest';
import { writeBookmarks } from '../../wire/bookmarks.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { DEFAULT_SESSION } from '../session.ts';
import { createSessionStore } from '../store.ts';

let view: readonly [number, number, number, number, number, number];
let context: CommandContext;
const state = () => context.store.getState();
const run = (id: string, argument?: unknown) => runCommand(context, id, argument);

beforeEach(() => {
  view = [116.59, 35.42, 300, 0, -45, 0];
  context = {
    store: createSessionStore({ ...DEFAULT_SESSION, layers: ['lamp', 'pole'] }),
    layers: ['lamp', 'pole', 'drain'],
    alternatives: (id) => (id === 'guanghe-poles' ? ['base', 'A'] : undefined),
    assetLayer: () => undefined,
    basemaps: [],
    here: () => view,
  };
});

test('a bookmark is everything that is seen, and comes back as it was', () => {
  run('scenario.open', 'guanghe-poles.A');
  run('compare.set', 'guanghe-poles.base');
  run('time.set', 'T4');
  run('clip.box', { width: 50 });
  run('bookmark.add', '四期');
  const { clip } = state();
  view = [116.6, 35.4, 900, 0, -90, 0];
  for (const [id, argument] of [
    ['time.set', 'now'],
    ['scenario.open', null],
    ['clip.box', null],
    ['language.toggle', 'en'],
  ] as const)
    run(id, argument);
  run('layer.toggle', 'lamp');
  run('bookmark.open', 'B-1');
  expect(state()).toMatchObject({
    scenario: { id: 'guanghe-poles', alternative: 'A' },
    compare: { id: 'guanghe-poles', alternative: 'base' },
    playhead: { kind: 'slice', slice: 'T4' },
    layers: ['lamp', 'pole'],
    view: [116.59, 35.42, 300, 0, -45, 0],
    // The reader's own.
    language: 'en',
  });
  expect(state().clip).toMatchObject({ width: 50, depth: clip?.kind === 'box' ? clip.depth : 0 });
});

test('they are renamed, ordered, removed, and undone', () => {
  for (const name of ['a', 'b', 'c']) run('bookmark.add', name);
  run('bookmark.change', { id: 'B-3', to: 0, name: ' first ', dwell: 20 });
  expect(state().bookmarks.map(({ name, dwell }) => [name, dwell])).toEqual([
    ['first', 20],
    ['a', 6],
    ['b', 6],
  ]);
  run('bookmark.remove', 'B-1');
  expect(state().bookmarks.map(({ id }) => id)).toEqual(['B-3', 'B-2']);
  run('undo');
  expect(state().bookmarks).toHaveLength(3);
  run('bookmark.add');
  expect(state().bookmarks.at(-1)).toMatchObject({ id: 'B-4', name: '书签 4' });
});

test('a tour goes from one to the next and ends after the last', () => {
  expect(() => run('tour.play')).toThrow(/not available/);
  run('bookmark.add', 'near');
  view = [116.6, 35.4, 900, 0, -90, 0];
  run('bookmark.add', 'far');
  run('tour.play');
  expect(state().panels.bookmarks).toBe(false);
  expect(state()).toMatchObject({ tour: 0, view: [116.59, 35.42, 300, 0, -45, 0] });
  run('tour.next');
  expect(state()).toMatchObject({ tour: 1, view: [116.6, 35.4, 900, 0, -90, 0] });
  run('tour.next');
  expect(state().tour).toBeNull();
  run('tour.play', 1);
  run('tour.hold');
  expect(state()).toMatchObject({ tour: 1, tourHeld: true });
  run('camera.set', [116.7, 35.5, 50, 0, 0, 0]);
  run('tour.hold');
  expect(state()).toMatchObject({ tour: 1, tourHeld: false, view: [116.6, 35.4, 900, 0, -90, 0] });
  run('tour.stop');
  expect(() => run('tour.hold')).toThrow(/not available/);
  expect(state().tour).toBeNull();
});

test('a file brings more of them; what it names and is unknown is said when opened', () => {
  const link = 't=now&layers=lamp,ghost&view=116.59,35.42,300,0,-45,0';
  run('bookmark.import', { name: 'tour.json', text: writeBookmarks([{ name: 'x', link, dwell: 3 }]) });
  run('bookmark.open', 'B-1');
  expect(state().layers).toEqual(['lamp']);
  expect(state().notices.at(-1)?.text.en).toContain('layers=ghost');
  expect(() => run('bookmark.import', { name: 'tour.json', text: '{}' })).toThrow(/tour\.json: bookmarks/);
});

test('what cannot be is refused with its value', () => {
  expect(() => run('bookmark.open', 'B-9')).toThrow(/"B-9": there is none/);
  run('bookmark.add', 'a');
  expect(() => run('bookmark.change', { id: 'B-1', dwell: 0 })).toThrow(/dwell = 0 s; give 1 to 600/);
  expect(() => run('bookmark.change', { id: 'B-1', name: '' })).toThrow(/name ""/);
});
