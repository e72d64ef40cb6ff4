import { type Command, command } from '../command.ts';
import { parsePlayhead } from '../playhead.ts';
import { PLAY_SPEEDS } from '../session.ts';
import type { SessionStore } from '../store.ts';

const FASTEST = 3600;

/** Where the playhead stands, and how it plays. */
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
        const toggled = draft.playing === 0 ? draft.speed : 0;
        draft.playing = argument === undefined ? toggled : argument === 0 ? 0 : speedOf(argument);
        if (draft.playing !== 0) draft.speed = draft.playing;
      }),
  }),
  command('time.speed', {
    title: { zh: '播放倍速', en: 'Playing speed' },
    perform: ({ store }, argument) => atSpeed(store, speedOf(argument)),
  }),
  command('time.faster', {
    title: { zh: '加快播放', en: 'Play faster' },
    key: '.',
    palette: true,
    enabled: ({ store }) => store.getState().speed < FASTEST,
    perform: ({ store }) => atSpeed(store, PLAY_SPEEDS.find((each) => each > store.getState().speed) ?? FASTEST),
  }),
  command('time.slower', {
    title: { zh: '放慢播放', en: 'Play slower' },
    key: ',',
    palette: true,
    enabled: ({ store }) => store.getState().speed > 1,
    perform: ({ store }) => atSpeed(store, PLAY_SPEEDS.findLast((each) => each < store.getState().speed) ?? 1),
  }),
];

/** What plays goes on at the new speed. */
function atSpeed(store: SessionStore, speed: number): void {
  store.change((draft) => {
    draft.speed = speed;
    if (draft.playing !== 0) draft.playing = speed;
  });
}

function speedOf(input: unknown): number {
  if (typeof input === 'number' && input >= 1 && input <= FASTEST) return input;
  throw new RangeError(`Speed ${JSON.stringify(input)}: expected a number from 1 to ${FASTEST}, or 0 to stop.`);
}
