import { steppedDown } from '../../domain/walk.ts';
import { type Command, command } from '../command.ts';

/** Walking through the city at eye level. */
export const WALK_COMMANDS: readonly Command[] = [
  command('walk.toggle', {
    title: { zh: '步行（人眼高度）', en: 'Walk at eye level' },
    key: '7',
    palette: true,
    enabled: ({ store }) => store.getState().mode === 'review',
    perform: ({ store, here, deckBelow }, argument) => {
      const session = store.getState();
      const walking = typeof argument === 'boolean' ? argument : !session.walking;
      const view = here?.() ?? session.view;
      store.change((draft) => {
        draft.walking = walking;
        if (!walking || session.walking) return;
        if (view) draft.view = steppedDown(view, deckBelow);
        // One tool has the pointer.
        draft.area = null;
        if (draft.measure?.open) draft.measure = null;
      });
    },
  }),
];
