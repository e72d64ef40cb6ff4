import { expect, test } from 'vitest';
import { wavesOf } from './waves.ts';

test.each([
  [11, 500, 600, 6],
  [11, 500, 1000, 6],
  [24, 480, 1500, 4],
  [1, 300, 600, 3],
  [7, 500, 500, 1],
])(
  '%i segments of %i m under a cap of %i m with %i crews: each once, no long fence, crews suffice',
  (count, metres, cap, crews) => {
    const waves = wavesOf(count, metres, cap, crews);
    expect(waves.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    for (const wave of waves) {
      expect(wave.length).toBeLessThanOrEqual(crews);
      let run = 0;
      for (let segment = 0; segment < count; segment++) {
        run = wave.includes(segment) ? run + 1 : 0;
        expect(run * metres).toBeLessThanOrEqual(cap);
      }
    }
  },
);

test('eleven segments go in two waves of odd and even ones', () => {
  expect(wavesOf(11, 480, 600, 6)).toEqual([
    [0, 2, 4, 6, 8, 10],
    [1, 3, 5, 7, 9],
  ]);
});
