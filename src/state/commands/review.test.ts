import { describe, expect, it } from 'vitest';
import type { ReviewAnchor, ReviewThread } from '../../domain/review/review.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import { readLink, writeLink } from '../link.ts';
import { DEFAULT_SESSION } from '../session.ts';
import { createSessionStore } from '../store.ts';

const ANCHOR: ReviewAnchor = {
  place: [116.58, 35.41, 8],
  object: { layer: 'pole', id: 'GH-B-002' },
  moment: { kind: 'slice', slice: 'T4' },
  plan: { id: 'guanghe-poles', alternative: 'B', version: 3, edition: null },
  compare: { alternative: 'A', moment: { kind: 'slice', slice: 'T6' }, view: 'onion', split: 0.3 },
  view: [116.58, 35.41, 60, 10, -30, 0],
};
const thread = (id: string, change: Partial<ReviewAnchor> = {}): ReviewThread => ({
  id,
  anchor: { ...ANCHOR, ...change },
  entries: [{ kind: 'comment', text: 'x', by: { user: 'li', name: '李', at: 0, demo: false } }],
});

function desk(threads: readonly ReviewThread[], alternatives = ['base', 'A', 'B']) {
  const store = createSessionStore(DEFAULT_SESSION);
  const context: CommandContext = {
    store,
    layers: [],
    alternatives: (id) => (id === 'guanghe-poles' ? alternatives : undefined),
    assetLayer: (id) => (id.startsWith('GH-') ? 'pole' : undefined),
    basemaps: [],
    review: {
      thread: (id) => threads.find((each) => each.id === id),
      placeOf: (id) => (id.startsWith('GH-') ? { place: [1, 2, 3], object: { layer: 'pole', id } } : null),
    },
  };
  return { store, context, run: (id: string, argument?: unknown) => runCommand(context, id, argument) };
}

describe('a review thread that is shown', () => {
  it('brings back view, slice, alternative, comparison and selection, in one step that can be undone', () => {
    const { store, run } = desk([thread('R-1')]);
    run('review.show', 'R-1');
    expect(store.getState()).toMatchObject({
      view: ANCHOR.view,
      playhead: ANCHOR.moment,
      scenario: { id: 'guanghe-poles', alternative: 'B' },
      compare: { id: 'guanghe-poles', alternative: 'A' },
      compareAt: { kind: 'slice', slice: 'T6' },
      compareView: 'onion',
      split: 0.3,
      select: 'GH-B-002',
      review: { thread: 'R-1', pinning: null },
    });
    expect(store.getState().panels.review).toBe(true);
    run('undo');
    expect(store.getState()).toMatchObject({ scenario: null, select: null, view: null });
  });

  it('goes to today where its alternative is gone, and says so; an object that is gone is not selected', () => {
    const { store, run } = desk([thread('R-1', { object: { layer: 'pole', id: 'X-1' } })], ['base', 'A']);
    run('review.show', 'R-1');
    expect(store.getState()).toMatchObject({ scenario: { id: 'guanghe-poles', alternative: 'base' }, select: null });
    expect(store.getState().notices.map(({ text }) => text.zh)).toEqual([
      expect.stringContaining('guanghe-poles.B 已不存在'),
    ]);
  });

  it('of today closes the plan', () => {
    const { store, run } = desk([thread('R-1'), thread('R-2', { plan: null, compare: null, moment: { kind: 'now' } })]);
    run('review.show', 'R-1');
    run('review.show', 'R-2');
    expect(store.getState()).toMatchObject({ scenario: null, compare: null, playhead: { kind: 'now' } });
  });

  it('is named in the link, with everything that it is about, and opens from it', () => {
    const { store, context, run } = desk([thread('R-12')]);
    run('review.show', 'R-12');
    const link = writeLink(store.getState(), []);
    expect(link).toContain('comment=R-12');
    const opened = readLink(link.slice(1), context);
    for (const key of [
      'view',
      'scenario',
      'compare',
      'compareAt',
      'compareView',
      'split',
      'playhead',
      'select',
    ] as const)
      expect(opened[key], key).toEqual(store.getState()[key]);
    expect(opened.review?.thread).toBe('R-12');
    expect(readLink('?comment=12', context)).toMatchObject({ notices: [{ key: 'link.not-found' }] });
  });

  it('refuses a thread that nobody raised', () => {
    const { run } = desk([]);
    for (const id of ['review.show', 'review.open'])
      expect(() => run(id, 'R-9')).toThrow(/Unknown review thread "R-9"/);
  });
});

describe('a comment that is being pinned', () => {
  it('takes the selected asset, else waits for a place', () => {
    const { store, run } = desk([thread('R-1')]);
    run('review.pin');
    expect(store.getState().review.pinning).toEqual({ for: 'new', at: null });
    run('review.unpin');
    run('asset.select', 'GH-1');
    run('review.pin');
    expect(store.getState().review.pinning?.at).toEqual({ place: [1, 2, 3], object: { layer: 'pole', id: 'GH-1' } });
    run('review.pin', { at: { place: [116, 35, 0], object: null } });
    expect(store.getState().review.pinning?.at?.place).toEqual([116, 35, 0]);
    expect(() => run('review.pin', { at: { place: [116] } })).toThrow(/Place \[116\]/);
    expect(() => run('review.pin', 'NOBODY')).toThrow(/Unknown asset "NOBODY"/);
  });

  it('attaches the open thread, and there must be one', () => {
    const { store, run } = desk([thread('R-1')]);
    expect(() => run('review.pin', { for: 'attach', object: 'GH-1' })).toThrow(/open thread/);
    run('review.open', 'R-1');
    run('review.pin', { for: 'attach', object: 'GH-1' });
    expect(store.getState().review).toMatchObject({ thread: 'R-1', pinning: { for: 'attach' } });
  });
});

it('filters by its own fields alone', () => {
  const { store, run } = desk([]);
  run('review.filter', { status: 'open', version: 'draft' });
  expect(store.getState().review.filter).toMatchObject({ status: 'open', version: 'draft', author: null });
  expect(() => run('review.filter', { colour: 'red' })).toThrow(/there are status, author/);
  expect(() => run('review.filter', { status: 7 })).toThrow(/text or null/);
});
