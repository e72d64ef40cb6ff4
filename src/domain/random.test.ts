import { expect, test } from 'vitest';
import { seededRandom, seedOf } from './random.ts';

test('the same seed makes the same numbers, uniform in [0, 1)', () => {
  const [a, b, c] = [seededRandom(1), seededRandom(1), seededRandom(2)];
  const counts = new Array<number>(10).fill(0);
  let same = 0;
  for (let i = 0; i < 20_000; i++) {
    const x = a();
    if (x !== b() || !(x >= 0 && x < 1)) expect.fail(`draw ${i}: ${x}`);
    if (x === c()) same++;
    counts[Math.floor(10 * x)] = (counts[Math.floor(10 * x)] ?? 0) + 1;
  }
  expect(same).toBeLessThan(5);
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('seeds of texts are FNV-1a and differ', () => {
  expect(seedOf('')).toBe(0x811c9dc5);
  expect(seedOf('a')).toBe(0xe40c292c);
  expect(seedOf('foobar')).toBe(0xbf9cf968);
  expect(new Set(Array.from({ length: 12_000 }, (_, i) => seedOf(`LP-${i}`))).size).toBe(12_000);
});
