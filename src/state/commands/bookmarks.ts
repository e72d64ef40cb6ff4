import { findLayer } from '../../domain/layers/table.ts';
import { DWELL_BOUNDS, MOST_BOOKMARKS, parseBookmarks, type SavedView } from '../../wire/bookmarks.ts';
import { type Command, type CommandContext, command } from '../command.ts';
import { writeLink } from '../link.ts';
import { openLink } from '../open-link.ts';
import { type Bookmark, DEFAULT_SESSION } from '../session.ts';

/** Seconds that a tour stays where nobody said otherwise. */
const USUAL_DWELL = 6;

/** Views that are kept on this machine, and the tour through them. */
export const BOOKMARK_COMMANDS: readonly Command[] = [
  command('bookmark.add', {
    title: { zh: '把当前视图存为书签', en: 'Bookmark this view' },
    key: '5',
    palette: true,
    enabled: ({ store }) => store.getState().mode === 'review',
    perform: (context, argument) => {
      const { bookmarks, language } = context.store.getState();
      const number = bookmarks.length + 1;
      const name = argument ?? (language === 'zh' ? `书签 ${number}` : `Bookmark ${number}`);
      if (typeof name !== 'string' || name.trim() === '')
        throw new RangeError(`Bookmark name ${JSON.stringify(argument)}: give a text.`);
      keep(context, 'bookmark.add', withNew(bookmarks, [{ name, link: linkOf(context), dwell: USUAL_DWELL }]));
      context.store.change((draft) => {
        draft.panels = { ...draft.panels, bookmarks: true };
      });
    },
  }),
  command('bookmark.open', {
    title: { zh: '打开书签', en: 'Open a bookmark' },
    perform: (context, argument) => open(context, known(context, argument)),
  }),
  command('bookmark.change', {
    title: { zh: '修改书签', en: 'Change a bookmark' },
    perform: (context, argument) => {
      const given = (typeof argument === 'object' && argument !== null ? argument : {}) as Partial<Bookmark> & {
        readonly to?: number;
      };
      const bookmark = known(context, given.id);
      const { name = bookmark.name, dwell = bookmark.dwell, to } = given;
      if (typeof name !== 'string' || name.trim() === '')
        throw new RangeError(`Bookmark name ${JSON.stringify(name)}: give a text.`);
      const [least, most] = DWELL_BOUNDS;
      if (!(dwell >= least && dwell <= most))
        throw new RangeError(`Bookmark "${name}": dwell = ${dwell} s; give ${least} to ${most}.`);
      const { bookmarks } = context.store.getState();
      const place = to ?? bookmarks.indexOf(bookmark);
      const others = bookmarks.filter((each) => each !== bookmark);
      keep(context, 'bookmark.change', others.toSpliced(place, 0, { ...bookmark, name: name.trim(), dwell }));
    },
  }),
  command('bookmark.remove', {
    title: { zh: '删除书签', en: 'Remove a bookmark' },
    perform: (context, argument) => {
      const bookmark = known(context, argument);
      const { bookmarks } = context.store.getState();
      keep(
        context,
        'bookmark.remove',
        bookmarks.filter((each) => each !== bookmark),
      );
    },
  }),
  command('bookmark.import', {
    title: { zh: '导入书签', en: 'Import bookmarks' },
    perform: (context, argument) => {
      const { name, text } = argument as { readonly name?: unknown; readonly text?: unknown };
      const { bookmarks } = context.store.getState();
      keep(context, 'bookmark.import', withNew(bookmarks, parseBookmarks(String(text), String(name))));
    },
  }),
  command('tour.play', {
    title: { zh: '播放导览', en: 'Play the tour' },
    palette: true,
    enabled: ({ store }) => store.getState().bookmarks.length > 0,
    perform: (context, argument) => {
      // The list gives way to what it leads to.
      context.store.change((draft) => {
        draft.panels = { ...draft.panels, bookmarks: false };
      });
      visit(context, typeof argument === 'number' ? argument : 0);
    },
  }),
  command('tour.next', {
    title: { zh: '导览下一站', en: 'Next place of the tour' },
    enabled: ({ store }) => store.getState().tour !== null,
    perform: (context) => visit(context, (context.store.getState().tour ?? 0) + 1),
  }),
  command('tour.hold', {
    title: { zh: '暂停或继续导览', en: 'Pause or go on with the tour' },
    palette: true,
    enabled: ({ store }) => store.getState().tour !== null,
    perform: (context, argument) => {
      const { tour, tourHeld } = context.store.getState();
      const held = typeof argument === 'boolean' ? argument : !tourHeld;
      // Going on begins with the place where it was held, from wherever the hand has gone.
      if (!held && tourHeld && tour !== null) return visit(context, tour);
      context.store.change((draft) => {
        draft.tourHeld = held;
      });
    },
  }),
  command('tour.stop', {
    title: { zh: '停止导览', en: 'Stop the tour' },
    palette: true,
    enabled: ({ store }) => store.getState().tour !== null,
    perform: ({ store }) =>
      store.change((draft) => {
        draft.tour = null;
        draft.tourHeld = false;
      }),
  }),
];

/** Goes to a place of the tour; past the last it ends. */
function visit(context: CommandContext, index: number): void {
  const bookmark = context.store.getState().bookmarks[index];
  context.store.change((draft) => {
    draft.tour = bookmark ? index : null;
    draft.tourHeld = false;
  });
  if (bookmark) open(context, bookmark);
}

function open(context: CommandContext, { link }: Bookmark): void {
  const { fields, notices } = openLink(link, context, firstLayers(context));
  context.store.change((draft) => {
    Object.assign(draft, fields);
    const keys = notices.map(({ key }) => key);
    draft.notices = [...draft.notices.filter(({ key }) => !keys.includes(key)), ...notices];
    if (fields.scenario) draft.panels = { ...draft.panels, scenario: true };
  });
}

/** What is seen now, without what belongs to this person and machine: language, quality, a frozen clock, the lit comment. */
function linkOf(context: CommandContext): string {
  const session = context.store.getState();
  const { language, quality, freeze, review } = DEFAULT_SESSION;
  const view = context.here?.() ?? session.view;
  const link = writeLink({ ...session, view, language, quality, freeze, review }, firstLayers(context));
  return link.slice(link.indexOf('?') + 1);
}

function firstLayers({ layers }: CommandContext): readonly string[] {
  return layers.filter((id) => !findLayer(id)?.hiddenAtFirst);
}

function known({ store }: CommandContext, id: unknown): Bookmark {
  const { bookmarks } = store.getState();
  const found = bookmarks.find((each) => each.id === id);
  if (found) return found;
  const ids = bookmarks.map((each) => each.id).join(', ');
  throw new RangeError(`Bookmark ${JSON.stringify(id)}: ${ids === '' ? 'there is none' : `there are ${ids}`}.`);
}

function withNew(bookmarks: readonly Bookmark[], added: readonly SavedView[]): readonly Bookmark[] {
  if (bookmarks.length + added.length > MOST_BOOKMARKS)
    throw new RangeError(`Bookmarks: ${bookmarks.length + added.length}; ${MOST_BOOKMARKS} are the most, remove some.`);
  const last = bookmarks.reduce((most, { id }) => Math.max(most, Number(id.slice(2))), 0);
  return [...bookmarks, ...added.map((each, index) => ({ ...each, id: `B-${last + index + 1}` }))];
}

function keep({ store }: CommandContext, label: string, bookmarks: readonly Bookmark[]): void {
  store.change((draft) => {
    draft.bookmarks = bookmarks;
  }, label);
}
