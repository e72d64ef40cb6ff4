import { expect, test } from 'vitest';
import { waterTexels } from './water-texels.ts';

test('millimetres about the middle, both signs, held at the ends', () => {
  const texels = waterTexels(Float32Array.of(0, 0.257, -0.001, 99, -99));
  const value = (index: number) => 256 * (texels[2 * index] as number) + (texels[2 * index + 1] as number) - 32_768;
  expect([0, 1, 2, 3, 4].map(value)).toEqual([0, 257, -1, 32_767, -32_768]);
  expect(texels.length % 1024).toBe(0);
  expect(waterTexels(new Float32Array(513)).length).toBe(2 * 1024);
});
