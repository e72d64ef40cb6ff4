import { expect, it } from 'vitest';
import { exhibition } from './exhibition.ts';
import { hall } from './hall.ts';
import { idleStep } from './idle.ts';
import { review } from './review.ts';

it('brings the hall back to now after three minutes, without a countdown', () => {
  expect(hall.idle.action).toBe('now');
  expect([0, 179, 180, 900].map((seconds) => idleStep(hall.idle, seconds).kind)).toEqual([
    'wait',
    'wait',
    'due',
    'due',
  ]);
});

it('counts down before the exhibition is wiped, and leaves a review alone', () => {
  expect(idleStep(exhibition.idle, 44)).toEqual({ kind: 'wait' });
  expect(idleStep(exhibition.idle, 46)).toEqual({ kind: 'countdown', left: 9 });
  expect(idleStep(exhibition.idle, 55)).toEqual({ kind: 'due' });
  expect(idleStep(review.idle, 100_000)).toEqual({ kind: 'wait' });
});
