import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { morton } from './morton.ts';

test('worked values', () => {
  expect(morton(0, 0)).toBe(0);
  expect(morton(1, 0)).toBe(1);
  expect(morton(0, 1)).toBe(2);
  expect(morton(3, 5)).toBe(0b100111);
  expect(morton(65_535, 65_535)).toBe(4_294_967_295);
});

test('no two cells share an index, and it can be taken apart again', () => {
  const gather = (code: number): number => {
    let n = 0;
    for (let bit = 0; bit < 16; bit++) if (Math.floor(code / 2 ** (2 * bit)) % 2 === 1) n += 2 ** bit;
    return n;
  };
  const random = seededRandom(5);
  for (let i = 0; i < 5000; i++) {
    const [x, y] = [Math.floor(random() * 65_536), Math.floor(random() * 65_536)];
    const code = morton(x, y);
    if (gather(code) !== x || gather(Math.floor(code / 2)) !== y) expect.fail(`morton(${x}, ${y}) = ${code}`);
  }
});

test('aligned squares are runs of consecutive indices: neighbours stay together', () => {
  for (const [x, y] of [
    [0, 0],
    [64, 128],
    [1024, 4096],
  ] as const) {
    const codes = Array.from({ length: 64 }, (_, i) => morton(x + (i % 8), y + Math.floor(i / 8))).sort(
      (a, b) => a - b,
    );
    expect((codes[63] ?? 0) - (codes[0] ?? 0)).toBe(63);
  }
});
