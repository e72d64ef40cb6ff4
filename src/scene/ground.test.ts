import { describe, expect, it } from 'vitest';
import { FLAT_GROUND, type HeightField } from '../domain/geo/height-field.ts';
import { FLAT, firstBelow, sceneGround, slopeAt } from './ground.ts';
import { localPlace } from './local-place.ts';
import { placementTexels } from './placement-texels.ts';

/** Rises a metre a hundredth of a degree to the east, from 30 m at 116.5°. */
const field: HeightField = {
  west: 116.5,
  south: 35.3,
  stepLongitude: 0.01,
  stepLatitude: 0.01,
  columns: 21,
  rows: 21,
  heights: Float32Array.from({ length: 441 }, (_, i) => 30 + (i % 21)),
};

describe('the ground of a scene', () => {
  it('is flat at 0 without a terrain', () => {
    expect(sceneGround(null)).toBe(FLAT);
    expect(FLAT.heightAt).toBe(FLAT_GROUND);
  });

  it('knows its lowest and highest place', () => {
    const { low, high, heightAt } = sceneGround({ url: '/city/terrain/', field });
    expect([low, high]).toEqual([30, 50]);
    expect(heightAt(116.6, 35.4)).toBeCloseTo(40, 3);
  });

  it('lifts whatever a frame places: feet of poles, ribbons, guides, light', () => {
    const { heightAt } = sceneGround({ url: '/city/terrain/', field });
    const [flat, hilly] = [localPlace(116.6, 35.4, FLAT_GROUND), localPlace(116.6, 35.4, heightAt)];
    expect(flat.at(116.6, 35.4, 7)[2]).toBeCloseTo(7, 6);
    expect(hilly.at(116.6, 35.4, 7)[2]).toBeCloseTo(47, 3);
    // 900 m to the east the ground is a metre higher and the Earth 6 cm lower.
    expect(hilly.at(116.61, 35.4, 7)[2] - flat.at(116.61, 35.4, 7)[2]).toBeCloseTo(41, 2);
    const table = {
      layer: 'pole',
      count: 1,
      capacity: 1,
      ids: ['a'],
      positions: Float64Array.of(116.6, 35.4, 0),
      headings: Float32Array.of(90),
      columns: {},
      provenance: 'illustrative' as const,
    };
    expect(placementTexels(table, hilly, 1)[2]).toBeCloseTo(40, 3);
  });

  it('leans with the slope, and not without one', () => {
    const { heightAt } = sceneGround({ url: '/city/terrain/', field });
    const [east, north] = slopeAt(heightAt, 116.6, 35.4);
    expect(east).toBeCloseTo(1 / 908, 4);
    expect(north).toBeCloseTo(0, 4);
    expect(slopeAt(FLAT_GROUND, 116.6, 35.4)).toEqual([0, 0]);
  });
});

describe('where a ray meets the ground', () => {
  it('is the first place, not the one behind the hill', () => {
    // A ray that falls 1 in 10 from 50 m, over a hill of 30 m at 300 m.
    const above = (at: number) => 50 - at / 10 - (Math.abs(at - 300) < 80 ? 30 : 0);
    expect(firstBelow(above, 0, 1000)).toBeCloseTo(220, 2);
    expect(firstBelow((at) => 50 - at / 10, 0, 1000)).toBeCloseTo(500, 3);
  });

  it('is nowhere when it stays above, and at once when it starts below', () => {
    expect(firstBelow(() => 3, 0, 1000)).toBeNull();
    expect(firstBelow(() => -1, 5, 1000)).toBe(5);
  });
});
