import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/random.ts';
import type { Gesture } from '../editing-spec.ts';
import { type Aim, type Box, type GestureInput, type GestureState, type Hold, IDLE, stepGesture } from './gesture.ts';

const HOLD: Hold = { handle: 'pole', layer: 'pole', id: 'MF-1', mount: null };
const aimAt = (x: number, y: number): Aim => ({ at: [x, y], bearing: 0, over: null });
const down = (x: number, y: number, hold: Hold | 'box' | null = HOLD, pointer = 1): GestureInput => ({
  kind: 'down',
  pointer,
  x,
  y,
  hold,
});
const move = (x: number, y: number, pointer = 1, aim: () => Aim | null = () => aimAt(x, y)): GestureInput => ({
  kind: 'move',
  pointer,
  x,
  y,
  aim,
});
const up = (pointer = 1): GestureInput => ({ kind: 'up', pointer });
const cancel: GestureInput = { kind: 'cancel' };

function play(...inputs: GestureInput[]) {
  let state: GestureState = IDLE;
  const gestures: Gesture[] = [];
  const boxes: Box[] = [];
  for (const input of inputs) {
    const step = stepGesture(state, input);
    state = step.state;
    gestures.push(...step.gestures);
    if (step.box) boxes.push(step.box);
  }
  return { state, boxes, gestures, phases: gestures.map(({ phase }) => phase) };
}

describe('a drag', () => {
  it('begins with the first real motion and ends where it was last aimed', () => {
    const { phases, gestures, state } = play(down(10, 10), move(12, 11), move(30, 10), move(40, 12), up());
    expect(phases).toEqual(['start', 'move', 'move', 'end']);
    expect(gestures.at(-1)).toEqual({ phase: 'end', ...HOLD, ...aimAt(40, 12) });
    expect(state).toBe(IDLE);
  });

  it('stays a click when nothing moved', () => {
    expect(play(down(10, 10), move(12, 12), up()).phases).toEqual([]);
  });

  it('is taken back by Escape, and the rest of the motion is nothing', () => {
    expect(play(down(0, 0), move(20, 0), cancel, move(30, 0), up()).phases).toEqual(['start', 'move', 'cancel']);
  });

  it('is taken back by a second finger', () => {
    expect(play(down(0, 0), move(20, 0), down(90, 90, null, 2), move(30, 0), up(2), up()).phases).toEqual([
      'start',
      'move',
      'cancel',
    ]);
  });

  it('keeps its last aim above the horizon, and does not begin there', () => {
    const { gestures } = play(
      down(0, 0),
      move(20, 0),
      move(40, 0, 1, () => null),
      up(),
    );
    expect(gestures.at(-1)?.at).toEqual([20, 0]);
    expect(
      play(
        down(0, 0),
        move(20, 0, 1, () => null),
        up(),
      ).phases,
    ).toEqual([]);
  });

  it('does not listen to another pointer', () => {
    expect(play(down(0, 0), move(20, 0, 2), up(2), move(20, 0), up()).phases).toEqual(['start', 'move', 'end']);
  });

  it('is not begun by a press on nothing', () => {
    expect(play(down(0, 0, null), move(50, 50), up())).toMatchObject({ gestures: [], boxes: [], state: IDLE });
  });
});

describe('a box', () => {
  it('has its sides in order whichever way it is drawn', () => {
    expect(play(down(50, 60, 'box'), move(20, 10), up()).boxes).toEqual([{ left: 20, top: 10, right: 50, bottom: 60 }]);
  });

  it('is nothing when it was not drawn or was taken back', () => {
    expect(play(down(50, 60, 'box'), up()).boxes).toEqual([]);
    expect(play(down(50, 60, 'box'), move(80, 90), cancel, up()).boxes).toEqual([]);
  });
});

it('pairs every start with one end or cancel, whatever the pointers do', () => {
  const random = seededRandom(11);
  const inputs = Array.from({ length: 4000 }, (): GestureInput => {
    const [x, y, pointer] = [random() * 40, random() * 40, 1 + Math.floor(random() * 2)];
    const kind = random();
    if (kind < 0.2) return down(x, y, random() < 0.7 ? HOLD : random() < 0.5 ? 'box' : null, pointer);
    if (kind < 0.8) return move(x, y, pointer, () => (random() < 0.9 ? aimAt(x, y) : null));
    return kind < 0.95 ? up(pointer) : cancel;
  });
  let open = false;
  for (const phase of play(...inputs, cancel).phases) {
    expect(phase === 'start').toBe(!open);
    open = phase === 'start' || phase === 'move';
  }
  expect(open).toBe(false);
  expect(play(...inputs).phases.filter((phase) => phase === 'end').length).toBeGreaterThan(10);
});
