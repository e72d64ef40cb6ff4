import { expect, it } from 'vitest';
import { luxTexels } from './lux-texels.ts';

/** As the shader reads it. */
function valueAt(texels: Uint8Array, index: number): number {
  const texel = (index >> 9) * 256 + ((index >> 1) & 255);
  const at = 4 * texel + ((index & 1) === 0 ? 0 : 2);
  return (texels[at]! * 256 + texels[at + 1]!) / 64;
}

it('every value is read back to a hundredth of a lux', () => {
  const lux = Float32Array.from({ length: 1300 }, (_, index) => 0.37 * index);
  const texels = luxTexels(lux);
  expect(texels.length % 1024).toBe(0);
  lux.forEach((value, index) => {
    expect(Math.abs(valueAt(texels, index) - value), `${index}`).toBeLessThanOrEqual(1 / 128 + 1e-4);
  });
});

it('what no road has is held at the end of the range', () => {
  const texels = luxTexels(Float32Array.of(-1, 5000));
  expect(valueAt(texels, 0)).toBe(0);
  expect(valueAt(texels, 1)).toBeCloseTo(1023.98, 1);
});
