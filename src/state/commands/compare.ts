import { knownAlternative } from '../alternative-ref.ts';
import { type Command, type CommandContext, command, option } from '../command.ts';
import { parsePlayhead } from '../playhead.ts';
import { COMPARE_VIEWS, type CompareView, type Session } from '../session.ts';

const planOpen = ({ store }: CommandContext) => store.getState().scenario !== null;

/** What the open plan is compared with, when, and how the two are seen. */
export const COMPARE_COMMANDS: readonly Command[] = [
  command('compare.set', {
    title: { zh: '对比', en: 'Compare' },
    perform: (context, argument) => {
      const ref = argument === null ? null : knownAlternative(context, argument);
      context.store.change((draft) => {
        draft.compare = ref;
        if (ref === null) draft.compareAt = null;
      }, 'compare.set');
    },
  }),
  command('compare.time', {
    title: { zh: '对比时刻：固定在此刻 / 同步', en: 'Compared time: keep it here / follow' },
    key: 't',
    palette: true,
    enabled: planOpen,
    perform: ({ store }, argument) => {
      const { playhead, compareAt } = store.getState();
      const kept = compareAt === null ? playhead : null;
      const at = argument === undefined ? kept : argument === null ? null : parsePlayhead(argument);
      store.change((draft) => {
        draft.compareAt = at;
        // The same plan at two times, unless something else stands beside it already.
        if (at !== null) draft.compare ??= draft.scenario;
      }, 'compare.time');
    },
  }),
  command('compare.view', {
    title: { zh: '卷帘 / 并排 / 叠影', en: 'Swipe / side by side / onion skin' },
    key: 'd',
    palette: true,
    enabled: planOpen,
    perform: ({ store }, argument) => {
      const view: CompareView =
        argument === undefined ? nextView(store.getState()) : option(argument, COMPARE_VIEWS, 'Comparison');
      store.change((draft) => {
        draft.compareView = view;
        // There must be something to compare with: today's city, unless the person has chosen.
        if (draft.scenario) draft.compare ??= { id: draft.scenario.id, alternative: 'base' };
      }, 'compare.view');
    },
  }),
  command('compare.split', {
    title: { zh: '移动分隔线', en: 'Move divider' },
    perform: ({ store }, argument) => {
      if (typeof argument !== 'number' || !(argument >= 0 && argument <= 1))
        throw new RangeError(`Divider ${JSON.stringify(argument)}: expected a number from 0 to 1.`);
      store.change((draft) => {
        draft.split = argument;
      });
    },
  }),
];

/** The view after the present one; the present one where nothing is compared yet. */
function nextView({ compare, compareView }: Session): CompareView {
  if (compare === null) return compareView;
  return COMPARE_VIEWS[(COMPARE_VIEWS.indexOf(compareView) + 1) % COMPARE_VIEWS.length] as CompareView;
}
