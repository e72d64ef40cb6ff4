import { describe, expect, it } from 'vitest';
import { halfFov } from './half-fov.ts';

/** Height of field, radians: Cesium's `fov` is that of the wider side. */
const fovy = (fov: number, aspect: number) => (aspect <= 1 ? fov : 2 * Math.atan(Math.tan(fov / 2) / aspect));

describe('field of view of half a screen', () => {
  it('shows things as high as the whole screen does, whatever its shape', () => {
    for (const fov of [0.4, 0.87, 1.2])
      for (const aspect of [0.5, 1, 16 / 10, 16 / 9, 2, 32 / 9])
        expect(fovy(halfFov(fov, aspect), aspect / 2), `${fov} ${aspect}`).toBeCloseTo(fovy(fov, aspect), 12);
  });
});
