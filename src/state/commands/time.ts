import { type Command, command } from '../command.ts';
import { parsePlayhead } from '../playhead.ts';

/** Where the playhead stands. */
export const TIME_COMMANDS: readonly Command[] = [
  command('time.set', {
    title: { zh: '跳到时刻', en: 'Go to time' },
    perform: ({ store }, argument) => {
      const playhead = parsePlayhead(argument);
      if (playhead.kind === 'slice' && !store.getState().scenario)
        throw new RangeError(`Slice ${playhead.slice} needs an open scenario; run scenario.open first.`);
      store.change((draft) => {
        draft.playhead = playhead;
        draft.playing = 0;
      });
    },
  }),
  command('time.now', {
    title: { zh: '回到现在', en: 'Back to now' },
    key: 'Home',
    palette: true,
    perform: ({ store }) =>
      store.change((draft) => {
        draft.playhead = { kind: 'now' };
        draft.playing = 0;
      }),
  }),
  command('time.play', {
    title: { zh: '播放 / 停止', en: 'Play / stop' },
    key: 'Space',
    palette: true,
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.playing = typeof argument === 'number' ? argument : draft.playing === 0 ? 600 : 0;
      }),
  }),
];
