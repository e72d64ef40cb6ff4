import { expect, it } from 'vitest';
import { type Lull, lullAfter } from './recurrence.ts';

const RULE = { rest: 0.5, minutes: 60, source: { text: '', confidence: 'D' } } as const;
const after = (samples: readonly (readonly [minute: number, value: number])[]) =>
  samples.reduce<Lull | null>(
    (lull, [minute, value]) => lull && lullAfter(RULE, lull, { time: minute * 60_000, value }),
    { heard: 0, restsSince: null },
  );

it('lasts while water stands, however long, as long as somebody hears of it', () => {
  expect(after(Array.from({ length: 100 }, (_, i) => [i * 10, 3] as const))).not.toBeNull();
  expect(
    after([
      [50, 3],
      [111, 3],
    ]),
  ).toBeNull();
});

it('is over once the road has been dry for an hour; a puddle between starts the hour anew', () => {
  expect(
    after([
      [10, 0],
      [40, 0.2],
      [69, 0],
    ]),
  ).not.toBeNull();
  expect(
    after([
      [10, 0],
      [40, 0.2],
      [70, 0],
    ]),
  ).toBeNull();
  expect(
    after([
      [10, 0],
      [40, 1],
      [70, 0],
      [99, 0],
    ]),
  ).not.toBeNull();
});
