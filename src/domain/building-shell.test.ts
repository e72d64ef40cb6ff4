import { expect, it } from 'vitest';
import { CORNERS_A_BLOCK, drawnShell, lowerEnd, upperEnd } from './building-shell.ts';

/** A house of `long` × `deep` metres and 9 m, with a ridge 12 m high where `pitched`, whose south-west corner is at (x, 0). */
function house(x: number, long: number, deep: number, first: number, corners: number, apex = -1) {
  const plan = [
    [x, 0],
    [x + long, 0],
    [x + long, deep],
    [x, deep],
  ] as const;
  const points = plan.map(([east, north], i) => ({
    low: [lowerEnd(first + i, corners), [east, 0, -north]] as const,
    high: [upperEnd(first + i, corners), [east, 9, -north]] as const,
  }));
  const [l, u] = [points.map(({ low }) => low[0]), points.map(({ high }) => high[0])];
  const at = (list: number[], i: number) => list[i % 4] as number;
  const walls = [0, 1, 2, 3].flatMap((i) => [at(u, i), at(l, i), at(u, i + 1), at(u, i + 1), at(l, i), at(l, i + 1)]);
  const roof =
    apex < 0
      ? [at(u, 0), at(u, 1), at(u, 2), at(u, 0), at(u, 2), at(u, 3)]
      : [
          at(u, 0),
          at(u, 1),
          apex + 1,
          at(u, 0),
          apex + 1,
          apex,
          at(u, 2),
          at(u, 3),
          apex,
          at(u, 2),
          apex,
          apex + 1,
        ].concat([at(u, 1), at(u, 2), apex + 1, at(u, 3), at(u, 0), apex]);
  return { points: points.flatMap(({ low, high }) => [low, high]), indices: [...walls, ...roof] };
}

function meshOf(corners: number, points: (readonly [number, readonly number[]])[], indices: number[]) {
  const positions: number[] = [];
  for (const [index, spot] of points)
    spot.forEach((value, axis) => {
      positions[3 * index + axis] = value;
    });
  return { corners, positions, indices };
}

it('numbers the ends of corners block by block, each exactly once', () => {
  const corners = 2 * CORNERS_A_BLOCK + 7;
  const all = Array.from({ length: corners }, (_, c) => [lowerEnd(c, corners), upperEnd(c, corners)]).flat();
  expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * corners }, (_, i) => i));
  expect(upperEnd(3, corners)).toBe(CORNERS_A_BLOCK + 3);
  expect(upperEnd(corners - 1, corners)).toBe(2 * corners - 1);
});

it('gives each wall four vertices, its outward normal, the way along it and its length', () => {
  const { points, indices } = house(0, 20, 10, 0, 4);
  const drawn = drawnShell(meshOf(4, points, indices));
  expect(drawn.from).toHaveLength(4 * 4 + 4);
  expect(drawn.indices).toHaveLength(3 * (8 + 2));
  const lengths = [20, 10, 20, 10];
  const outward = [
    [0, 0, 1],
    [1, 0, 0],
    [0, 0, -1],
    [-1, 0, 0],
  ];
  for (let wall = 0; wall < 4; wall++)
    for (let k = 0; k < 4; k++) {
      const v = 4 * wall + k;
      expect([...drawn.normals.slice(3 * v, 3 * v + 3)].map((value) => value + 0)).toEqual(outward[wall]);
      expect([...drawn.places.slice(2 * v, 2 * v + 2)]).toEqual([k < 2 ? 0 : lengths[wall], lengths[wall]]);
    }
});

it('measures each roof in a frame of its own along its longest edge, whichever part stands beside it', () => {
  const [a, b] = [house(0, 20, 10, 0, 8), house(100, 6, 30, 4, 8)];
  const drawn = drawnShell(meshOf(8, [...a.points, ...b.points], [...a.indices, ...b.indices]));
  const roofs = [...drawn.from.keys()].filter((v) => drawn.normals[3 * v + 1] === 1);
  expect(roofs).toHaveLength(8);
  const reach = (list: number[]) => [0, 1].map((k) => Math.max(...list.map((v) => drawn.places[2 * v + k] as number)));
  expect(reach(roofs.slice(0, 4))).toEqual([20, 10]);
  expect(reach(roofs.slice(4))).toEqual([30, 6]);
});

it('shades each slope of a pitched roof by itself, and gives gables no length', () => {
  const { points, indices } = house(0, 20, 10, 0, 4, 8);
  const ridge = [
    [8, [0, 12, -5]],
    [9, [20, 12, -5]],
  ] as const;
  const drawn = drawnShell(meshOf(4, [...points, ...ridge], indices));
  const faces = [...drawn.from.keys()].slice(16);
  const slopes = faces.filter((v) => (drawn.normals[3 * v + 1] as number) > 0.55);
  const gables = faces.filter((v) => (drawn.normals[3 * v + 1] as number) < 0.01);
  expect(slopes).toHaveLength(12);
  expect(gables).toHaveLength(6);
  for (const v of slopes) expect(drawn.normals[3 * v + 1]).toBeCloseTo(5 / Math.hypot(5, 3), 6);
  expect(gables.map((v) => drawn.places[2 * v + 1])).toEqual([0, 0, 0, 0, 0, 0]);
});

it('leaves out what rounding has left without area', () => {
  const { points, indices } = house(0, 0, 10, 0, 4);
  const drawn = drawnShell(meshOf(4, points, indices));
  expect([...drawn.normals].every(Number.isFinite)).toBe(true);
  expect(drawn.indices.length).toBe(3 * (4 + 2));
});
