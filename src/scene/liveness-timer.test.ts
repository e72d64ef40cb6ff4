import { expect, it } from 'vitest';
import type { Frames } from './frame.ts';
import { createLivenessTimer } from './liveness-timer.ts';

function bench() {
  const waits: number[] = [];
  let due: (() => void) | null = null;
  const frames = {
    schedule: (_: string, milliseconds: number, before: () => void) => {
      waits.push(milliseconds);
      due = before;
    },
    cancel: () => {
      due = null;
    },
  } as unknown as Frames;
  const clock = { now: 1000 as number | null, next: 5000 };
  const judged: number[] = [];
  const timer = createLivenessTimer(
    frames,
    () => clock.now,
    () => clock.next,
    (at) => {
      judged.push(at);
      clock.now = at;
      clock.next = at + 3000;
    },
  );
  return { timer, clock, waits, judged, ring: () => due?.(), isWaiting: () => due !== null };
}

it('waits for the next transition once, however many messages come before it', () => {
  const { timer, waits, clock } = bench();
  timer.arm(false);
  for (let i = 0; i < 100; i++) timer.arm(false);
  expect(waits).toEqual([4020]);
  clock.next = 3000;
  timer.arm(false);
  expect(waits).toEqual([4020, 2020]);
});

it('waits anew after a jump of the clock, and not at all while ages stand still', () => {
  const { timer, waits, clock, isWaiting } = bench();
  timer.arm(true);
  clock.now = 4000;
  timer.arm(true);
  expect(waits).toEqual([4020, 1020]);
  clock.now = null;
  timer.arm(true);
  expect(isWaiting()).toBe(false);
});

it('judges at the transition and waits for the one after', () => {
  const { timer, waits, judged, ring } = bench();
  timer.arm(false);
  ring();
  ring();
  expect(judged).toEqual([5000, 8000]);
  expect(waits).toEqual([4020, 3020, 3020]);
});
