import { describe, expect, it } from 'vitest';
import { FLAT_GROUND } from './height-field.ts';
import { legOf, measureArea, measurePath, type Place } from './measure.ts';

/** Vincenty 1975, worked out apart from this product. */
const VINCENTY: readonly (readonly [from: Place, to: Place, metres: number, error: number])[] = [
  [[116.59, 35.42, 0], [116.6, 35.42, 0], 908.19262, 1e-4],
  [[116.59, 35.42, 0], [116.59, 35.43, 0], 1109.48378, 1e-4],
  [[116.59, 35.42, 0], [116.645, 35.465, 0], 7061.42386, 1e-3],
  [[116.3, 35.2, 0], [116.8, 35.6, 0], 63_502.27368, 0.25],
];

describe('a distance', () => {
  it.each(VINCENTY)('%j to %j is that of Vincenty', (from, to, metres, error) => {
    expect(Math.abs(legOf(from, to, FLAT_GROUND).horizontal - metres)).toBeLessThan(error);
  });

  it('rises by the ground and by the height above it', () => {
    // 10 m at the west, 40 m at the east; 3-4-5 in hundreds of metres.
    const ground = (longitude: number) => (longitude > 116.595 ? 40 : 10);
    const leg = legOf([116.59, 35.42, 400], [116.6, 35.42, 1051.1445], ground);
    expect(leg.rise).toBeCloseTo(681.1445, 4);
    expect(leg.slope).toBeCloseTo((908.19262 * 5) / 4, 3);
  });

  it('adds its legs up, and the way back down counts against the rise', () => {
    const points: Place[] = [
      [116.59, 35.42, 0],
      [116.6, 35.42, 30],
      [116.6, 35.43, 10],
    ];
    const { legs, total } = measurePath(points, FLAT_GROUND);
    expect(legs.map(({ rise }) => rise)).toEqual([30, -20]);
    expect(total.rise).toBe(10);
    expect(total.horizontal).toBeCloseTo(908.19262 + 1109.48378, 3);
    expect(measurePath(points.slice(0, 1), FLAT_GROUND).total).toEqual({ horizontal: 0, slope: 0, rise: 0 });
  });
});

describe('an area', () => {
  const square: Place[] = [
    [116.59, 35.42, 0],
    [116.6, 35.42, 0],
    [116.6, 35.43, 0],
    [116.59, 35.43, 0],
  ];

  it('is that of the ellipsoid between two parallels, whichever way round', () => {
    // b²/2 · Δλ · [sin φ / (1 − e² sin² φ) + artanh(e sin φ) / e], closed form.
    for (const outline of [square, [...square].reverse()]) {
      const { plan, surface, perimeter } = measureArea(outline, FLAT_GROUND);
      expect(Math.abs(plan - 1_007_562.7216)).toBeLessThan(0.01);
      expect(surface).toBe(plan);
      // 2 meridians and 2 parallels.
      expect(perimeter).toBeCloseTo(2 * 1109.48378 + 908.19262 + 908.08017, 0);
    }
  });

  it('of a slope of 3 in 4 is 5 quarters of its plan', () => {
    const metres = (Math.PI * 6378137) / 180;
    const { plan, surface } = measureArea(square, (_, latitude) => 0.75 * metres * latitude);
    expect(surface / plan).toBeCloseTo(1.25, 6);
  });

  it('of a bent outline is even in its parts', () => {
    const bend: Place[] = [square[0] as Place, square[1] as Place, [116.595, 35.425, 0], square[3] as Place];
    expect(measureArea(bend, FLAT_GROUND).plan / measureArea(square, FLAT_GROUND).plan).toBeCloseTo(0.5, 3);
    expect(measureArea([], FLAT_GROUND)).toEqual({ plan: 0, perimeter: 0, surface: 0 });
  });
});
