import { describe, expect, it } from 'vitest';
import { repairRings } from './repair.ts';
import { areaOf } from './ring.ts';

const at = (...places: readonly (readonly [number, number])[]) =>
  places.map(([x, y]) => [116.6 + x * 1e-5, 35.4 + y * 1e-5] as const);
const square = at([0, 0], [100, 0], [100, 100], [0, 100]);
const area = (rings: Parameters<typeof areaOf>[0]) => areaOf(rings);

describe('repairRings', () => {
  it('leaves sound footprints alone, with holes and corners on the outline', () => {
    const hole = at([20, 20], [20, 40], [40, 40]);
    const touching = at([0, 50], [20, 60], [20, 40]);
    for (const rings of [[square], [square, hole], [square, touching]])
      expect(repairRings(rings)).toMatchObject({
        polygons: [expect.objectContaining({ length: rings.length })],
        mends: [],
      });
  });

  it('divides a bow-tie into its two halves', () => {
    const { polygons, mends } = repairRings([at([0, 0], [100, 100], [100, 0], [0, 100])]);
    expect(mends).toEqual(['outline that crosses itself']);
    expect(polygons).toHaveLength(2);
    const total = polygons.reduce((sum, each) => sum + area(each), 0);
    expect(total / area([square])).toBeCloseTo(0.5, 3);
  });

  it('cuts a hole off where it leaves its outline, and drops one outside', () => {
    const out = repairRings([square, at([200, 200], [220, 200], [220, 220])]);
    expect(out.mends).toEqual(['hole outside its outline']);
    expect(out.polygons).toHaveLength(1);
    expect(area(out.polygons[0] ?? []) / area([square])).toBeCloseTo(1, 6);
    const half = repairRings([square, at([50, 20], [150, 20], [150, 40], [50, 40])]);
    expect(area(half.polygons[0] ?? []) / area([square])).toBeCloseTo(0.9, 3);
  });

  it('answers none for what has no area', () => {
    expect(repairRings([at([0, 0], [50, 0], [100, 0])]).polygons).toEqual([]);
    expect(repairRings([at([0, 0], [100, 0])]).polygons).toEqual([]);
    expect(repairRings([]).polygons).toEqual([]);
  });
});
