import { describe, expect, it } from 'vitest';
import { localFrame, toGeographic } from '../../../src/domain/geo/local-frame.ts';
import { seededRandom } from '../../../src/domain/random.ts';
import type { BuildingFeature } from '../feature.ts';
import { alignmentsOf, wayOfBox, wayOfWalls } from './orientation.ts';

const QUARTER = Math.PI / 2;
const apart = (a: number, b: number): number => {
  const d = Math.abs(a - b) % QUARTER;
  return Math.min(d, QUARTER - d);
};

/** An L of right angles turned by `turn`. */
function angle(turn: number): BuildingFeature {
  const frame = localFrame(116.6, 35.4);
  const plan = [
    [0, 0],
    [24, 0],
    [24, 9],
    [10, 9],
    [10, 30],
    [0, 30],
  ] as const;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const ring = plan.map(([x, y]) => toGeographic(frame, c * x - s * y, s * x + c * y));
  return {
    kind: 'building',
    id: 'a',
    use: 'residential',
    storeys: null,
    year: null,
    parts: [{ rings: [ring], base: 0, top: 9 }],
  };
}

describe('the way of walls', () => {
  it.each([0, 0.3, 0.9, 1.5, 2.2, -0.4])('is that of the walls, whichever of them is longest: %f', (turn) => {
    expect(apart(wayOfWalls(angle(turn)), turn)).toBeLessThan(1e-4);
    expect(apart(wayOfBox({ half: [Math.cos(turn), Math.sin(turn)] }), turn)).toBeLessThan(1e-9);
  });
});

describe('alignmentsOf', () => {
  const random = seededRandom(9);
  const streets = [0.001, 0.4, 0.41, 1.2];
  /** Sixty houses a street, which stray by half a milliradian, over a quarter of a turn where that is near; some lie anyhow. */
  const turns = [...streets.flatMap((street) => Array.from({ length: 60 }, () => street)), 0.7, 0.75, 1.0].map(
    (turn, i) => (turn + (i < 240 ? 0.001 * (random() - 0.5) - 0.0008 : 0) + QUARTER) % QUARTER,
  );

  it('finds the ways of the streets, also of those that are nearly the same, and leaves nobody out', () => {
    const ways = alignmentsOf(turns, 0.0008);
    expect(ways).toHaveLength(streets.length);
    for (const street of streets)
      expect(Math.min(...ways.map((way) => apart(way.turn, street - 0.0008)))).toBeLessThan(2e-4);
    expect(ways.flatMap((way) => [...way.members]).sort((a, b) => a - b)).toEqual([...turns.keys()]);
    for (const { turn, members } of ways) {
      expect([...members]).toEqual([...members].sort((a, b) => a - b));
      for (const i of members.filter((each) => each < 240))
        expect(apart(turns[i] as number, turn)).toBeLessThan(0.0008);
    }
  });

  it('takes streets that are nearly the same as one where more may stray', () => {
    expect(alignmentsOf(turns, 0.02)).toHaveLength(streets.length - 1);
  });

  it('is one way where few or none are alike', () => {
    expect(alignmentsOf([0.1, 0.9], 0.001).map((way) => way.members)).toEqual([[0, 1]]);
    expect(alignmentsOf([], 0.001).flatMap((way) => [...way.members])).toEqual([]);
    const scattered = Array.from({ length: 9 }, (_, i) => i / 6);
    expect(alignmentsOf(scattered, 0.001)).toHaveLength(1);
  });
});
