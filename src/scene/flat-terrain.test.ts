import { Cartesian3, Cartographic } from '@cesium/engine';
import { describe, expect, it } from 'vitest';
import { FLAT_ENOUGH, flatTerrain, sagOf } from './flat-terrain.ts';

/** Metres that the middle of a cell's diagonal lies below the ellipsoid, for a tile at the equator, where it is most. */
function measured(level: number): number {
  const step = 180 / 2 ** level / 15;
  const [a, b] = [Cartesian3.fromDegrees(0, 0), Cartesian3.fromDegrees(step, step)];
  return -Cartographic.fromCartesian(Cartesian3.midpoint(a, b, new Cartesian3())).height;
}

describe('the ground of a flat city', () => {
  it.each([4, 8, 10, FLAT_ENOUGH])('a tile of level %i lies as far below the ellipsoid as is said', (level) => {
    expect(sagOf(level) / measured(level)).toBeGreaterThan(0.99);
    expect(sagOf(level) / measured(level)).toBeLessThan(1.02);
  });

  it('is refined until it is missed by half a pixel or 5 mm, and no further', () => {
    const provider = flatTerrain(() => false);
    expect(sagOf(FLAT_ENOUGH)).toBeLessThan(0.005);
    expect(sagOf(FLAT_ENOUGH - 1)).toBeGreaterThan(0.005);
    // The globe's bound is 4 pixels of what the provider says.
    for (const level of [4, 8, FLAT_ENOUGH - 1])
      expect((4 * sagOf(level)) / provider.getLevelMaximumGeometricError(level)).toBeCloseTo(0.5, 9);
    for (const level of [FLAT_ENOUGH, FLAT_ENOUGH + 5]) expect(provider.getLevelMaximumGeometricError(level)).toBe(0);
  });

  it('is refined for a map as far as the map needs it, from the moment that there is one', () => {
    let mapped = false;
    const provider = flatTerrain(() => mapped);
    mapped = true;
    expect(provider.getLevelMaximumGeometricError(FLAT_ENOUGH)).toBeGreaterThan(1);
    expect(provider.getLevelMaximumGeometricError(FLAT_ENOUGH + 1)).toBe(
      provider.getLevelMaximumGeometricError(FLAT_ENOUGH) / 2,
    );
  });
});
