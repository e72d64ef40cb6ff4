import { expect, it } from 'vitest';
import { layerOf } from '../domain/layers/table.ts';
import { PAGE } from '../domain/observation-table.ts';
import { seededRandom } from '../domain/random.ts';
import { createTransitions } from './transitions.ts';

it('is never later than the earliest slot, and finds it by its page', () => {
  const slots = 10 * PAGE - 5;
  const transitions = createTransitions(slots);
  expect(transitions.next()).toBe(Number.POSITIVE_INFINITY);
  const due = new Float64Array(slots).fill(Number.POSITIVE_INFINITY);
  const random = seededRandom(3);
  let clock = 0;
  let visited = 0;
  for (let round = 0; round < 400; round++) {
    for (let i = 0; i < 40; i++) {
      const slot = Math.floor(random() * slots);
      due[slot] = clock + 1000 * layerOf('lamp').liveness.late * (0.5 + random());
      transitions.note(slot, due[slot]!);
    }
    const earliest = due.reduce((a, b) => Math.min(a, b));
    expect(transitions.next()).toBeLessThanOrEqual(earliest);
    clock = transitions.next();
    transitions.passed(clock, (first, end) => {
      visited += 1;
      expect(end).toBeLessThanOrEqual(slots);
      transitions.forget(first, end);
      for (let slot = first; slot < end; slot++) {
        if (due[slot]! <= clock) due[slot] = Number.POSITIVE_INFINITY;
        transitions.note(slot, due[slot]!);
      }
    });
    expect(due.every((each) => each > clock)).toBe(true);
  }
  // A bound that passes costs its page, not the table.
  expect(visited).toBeLessThan(400 * 2);
});
