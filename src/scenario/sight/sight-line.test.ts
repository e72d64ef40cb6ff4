import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../domain/random.ts';
import { cuts, type Obstacle, obstacleGrid, type Point } from './sight-line.ts';

const EYE: Point = [0, 0, 1.2];

describe('one obstacle', () => {
  const pole: Obstacle = { kind: 'cylinder', x: 25, y: 0, radius: 0.15, bottom: 0, top: 3 };
  // At 25 of 50 m the line from 1.2 m up to 6.2 m is at 3.7 m, to 4.2 m at 2.7 m.
  test.each([
    [[50, 0, 6.2], false],
    [[50, 0, 4.2], true],
    [[50, 0.29, 4.2], true],
    [[50, 0.31, 4.2], false],
    [[24, 0, 1.2], false],
  ] as const)('a pole of 3 m half way, looking at %j: %s', (to, hidden) => {
    expect(cuts(pole, EYE, to)).toBe(hidden);
  });

  test('a crown hides what it touches with its radius alone', () => {
    const crown: Obstacle = { kind: 'sphere', centre: [30, 3, 1.2], radius: 2.9 };
    expect(cuts(crown, EYE, [50, 0, 1.2])).toBe(false);
    expect(cuts({ ...crown, radius: 3.1 }, EYE, [50, 0, 1.2])).toBe(true);
    // Behind what is looked at.
    expect(cuts({ ...crown, centre: [60, 0, 1.2] }, EYE, [50, 0, 1.2])).toBe(false);
  });

  test('an arm across the line hides it only at its height', () => {
    const arm = (z: number): Obstacle => ({ kind: 'beam', from: [25, -3, z], to: [25, 3, z], radius: 0.1 });
    expect(cuts(arm(3.7), EYE, [50, 0, 6.2])).toBe(true);
    expect(cuts(arm(3.95), EYE, [50, 0, 6.2])).toBe(false);
    expect(cuts({ kind: 'beam', from: [25, 1, 3.7], to: [25, 3, 3.7], radius: 0.1 }, EYE, [50, 0, 6.2])).toBe(false);
  });

  test('a building hides what is behind it, not what is above it or beside it', () => {
    const ring = [
      [20, -5],
      [30, -5],
      [30, 5],
      [20, 5],
    ] as const;
    const house: Obstacle = { kind: 'prism', ring, top: 10 };
    expect(cuts(house, EYE, [50, 0, 6])).toBe(true);
    expect(cuts(house, EYE, [50, 0, 60])).toBe(false);
    expect(cuts(house, EYE, [50, 20, 6])).toBe(false);
    expect(
      cuts(
        {
          kind: 'prism',
          ring: [
            [20, -5],
            [22, -5],
            [22, 3],
            [28, 3],
            [28, -5],
            [30, -5],
            [30, 5],
            [20, 5],
          ],
          top: 10,
        },
        [23, 0, 1],
        [27, 0, 1],
      ),
    ).toBe(false);
  });
});

test('the grid leaves out nothing that cuts a line', () => {
  const random = seededRandom(5);
  const at = () => (random() - 0.5) * 300;
  const obstacles = Array.from({ length: 300 }, (_, i): Obstacle => {
    const [x, y] = [at(), at()];
    if (i % 3 === 0) return { kind: 'cylinder', x, y, radius: 0.3, bottom: 0, top: 8 };
    if (i % 3 === 1) return { kind: 'sphere', centre: [x, y, 4], radius: 3 };
    return {
      kind: 'prism',
      ring: [
        [x, y],
        [x + 30, y],
        [x + 30, y + 8],
        [x, y + 8],
      ],
      top: 20,
    };
  });
  const grid = obstacleGrid(obstacles);
  let hidden = 0;
  for (let round = 0; round < 300; round++) {
    const [a, b]: Point[] = [
      [at(), at(), 1.2],
      [at(), at(), 6],
    ];
    const all = obstacles.filter((each) => cuts(each, a as Point, b as Point));
    const near = grid.near(a as Point, b as Point).filter((each) => cuts(each, a as Point, b as Point));
    expect(new Set(near)).toEqual(new Set(all));
    if (all.length > 0) hidden++;
  }
  expect(hidden).toBeGreaterThan(100);
});
