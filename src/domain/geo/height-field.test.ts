import { describe, expect, it } from 'vitest';
import { FLAT_GROUND, groundOf, type HeightField, heightAt } from './height-field.ts';

/** Three by three nodes, one degree apart, at 10°, 20°. */
const field: HeightField = {
  west: 10,
  south: 20,
  stepLongitude: 1,
  stepLatitude: 1,
  columns: 3,
  rows: 3,
  heights: Float32Array.of(0, 1, 2, 10, 11, 12, 20, 21, 122),
};

describe('the height field', () => {
  it('is its nodes at its nodes', () => {
    expect([0, 1, 2].flatMap((j) => [0, 1, 2].map((i) => heightAt(field, 10 + i, 20 + j)))).toEqual([...field.heights]);
  });

  it('is a plane where the nodes are one', () => {
    for (const [x, y] of [
      [0.2, 0.7],
      [0.7, 0.2],
      [1.4, 0.9],
      [1.3, 0.3],
      [0.5, 1.5],
    ] as const)
      expect(heightAt(field, 10 + x, 20 + y)).toBeCloseTo(x + 10 * y, 5);
  });

  it('folds a cell along its diagonal: a single high corner leaves the other half of the cell alone', () => {
    // The cell (1, 1) is even: its fold goes from south-west to north-east, through the high corner.
    expect(heightAt(field, 11.5, 21.5)).toBeCloseTo((11 + 122) / 2, 5);
    // The cell (0, 1) is odd: its fold goes from north-west to south-east.
    expect(heightAt(field, 10.5, 21.5)).toBeCloseTo((20 + 11) / 2, 5);
  });

  it('goes on at its edges', () => {
    expect(heightAt(field, 0, 0)).toBe(0);
    expect(heightAt(field, 50, 20)).toBe(2);
    expect(heightAt(field, 50, 50)).toBe(122);
  });

  it('is flat where there is none', () => {
    expect(groundOf(null)).toBe(FLAT_GROUND);
    expect(groundOf(undefined)(116, 35)).toBe(0);
    expect(groundOf(field)(11, 21)).toBe(11);
  });
});
