import { expect, it, vi } from 'vitest';
import type { OwnItem } from '../domain/own-data.ts';
import type { SharedItem } from '../domain/shared-data.ts';
import { DEFAULT_SESSION, type Notice } from '../state/session.ts';
import { createSessionStore } from '../state/store.ts';
import { createSharedNews } from './shared-news.ts';

const item = (id: string, user: string, at: number): SharedItem => ({
  ...{ id, name: `${id}.csv`, kind: 'csv', datum: 'WGS-84', place: null, bytes: 9, classification: 'internal' },
  by: { user, name: user, at, demo: false },
});
const copyOf = ({ id, name, by }: SharedItem): OwnItem => ({
  ...{ id: `OWN-${id}`, name, kind: 'csv', count: 1, visible: true, datum: 'WGS-84', place: null, shared: id },
  from: { by, classification: 'internal' },
});

/** A desk at noon: its person is wang. */
function desk(options: { own?: readonly OwnItem[]; wanted?: boolean } = {}) {
  const notices: Notice[] = [];
  let items: readonly SharedItem[] = [];
  const list = vi.fn(async () => ({ ok: true, value: items }) as const);
  const news = createSharedNews({
    store: createSessionStore({ ...DEFAULT_SESSION, own: options.own ?? [] }),
    list,
    me: async () => 'wang',
    now: () => 1000,
    wanted: () => options.wanted ?? true,
    show: (notice) => notices.push(notice),
  });
  news.edition(7);
  return {
    news,
    list,
    told: () => notices.map(({ tone, text }) => `${tone} ${text.zh}`),
    set: (...next: SharedItem[]) => {
      items = next;
    },
  };
}

it('tells once of what a colleague shares from now on, not of the own and not of what lay there before', async () => {
  const { news, told, set, list } = desk();
  expect(list, 'coming to the desk is no news').not.toHaveBeenCalled();
  set(item('b', 'li', 1200), item('mine', 'wang', 1300), item('old', 'li', 900));
  news.edition(8);
  await vi.waitFor(() => expect(told()).toEqual([expect.stringMatching(/^info li共享了“b\.csv”/)]));
  news.edition(8);
  news.edition(9);
  await vi.waitFor(() => expect(list).toHaveBeenCalledTimes(2));
  expect(told()).toHaveLength(1);
});

it('warns that what is in the view here was taken back, once, and not of the own that was', async () => {
  const [theirs, kept, { from: _, ...mine }] = ['a', 'b', 'c'].map((id) => copyOf(item(id, 'li', 0))) as [
    OwnItem,
    OwnItem,
    OwnItem,
  ];
  const { news, told, set, list } = desk({ own: [theirs, kept, mine] });
  set(item('b', 'li', 0));
  news.edition(8);
  await vi.waitFor(() => expect(told()).toEqual([expect.stringMatching(/^warning li共享的“a\.csv”已撤回/)]));
  news.edition(9);
  await vi.waitFor(() => expect(list).toHaveBeenCalledTimes(2));
  expect(told()).toHaveLength(1);
});

it('asks and tells nothing on a screen that has no own data', async () => {
  const { news, list, told } = desk({ wanted: false });
  news.edition(8);
  await Promise.resolve();
  expect(list).not.toHaveBeenCalled();
  expect(told()).toEqual([]);
});
