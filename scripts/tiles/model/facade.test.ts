import { expect, it } from 'vitest';
import { localFrame, toGeographic } from '../../../src/domain/geo/local-frame.ts';
import { buildingSurface } from './building-surface.ts';
import { facetPlaces } from './facade.ts';
import { normaliseRings } from './ring.ts';

const frame = localFrame(116.6, 35.4);

/** A rectangle turned by 30°, so that no wall runs along an axis. */
function building(long: number, deep: number, roof?: 'gabled') {
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const ring = (
    [
      [0, 0],
      [long, 0],
      [long, deep],
      [0, deep],
    ] as const
  ).map(([x, y]) => toGeographic(frame, x * c - y * s, x * s + y * c));
  const rings = normaliseRings([ring]);
  if (!rings) throw new Error('no area');
  const part = { rings, base: 0, top: 18, ...(roof ? { roof } : {}) };
  return buildingSurface({ kind: 'building', id: 'b', use: 'residential', storeys: 5, year: null, parts: [part] });
}

it('tells each corner of a wall how far along it stands and how long the wall is', () => {
  const { facade = [], normals } = building(48, 12);
  const walls = Array.from({ length: facade.length / 2 }, (_, i) => i).filter(
    (i) => Math.abs(normals[3 * i + 2]!) < 0.5,
  );
  expect(walls).toHaveLength(16);
  for (let wall = 0; wall < 4; wall++) {
    const corners = walls.slice(4 * wall, 4 * wall + 4).map((i) => [facade[2 * i]!, facade[2 * i + 1]!] as const);
    const length = corners[0]![1];
    expect(Math.min(Math.abs(length - 48), Math.abs(length - 12))).toBeLessThan(0.02);
    expect(corners.map(([along]) => along)).toEqual([0, 0, length, length]);
    expect(corners.map(([, each]) => each)).toEqual([length, length, length, length]);
  }
});

it('measures roofs along the longest edge, from zero, whichever way the building stands', () => {
  const { facade = [], normals } = building(48, 12);
  const roof = Array.from({ length: facade.length / 2 }, (_, i) => i).filter((i) => normals[3 * i + 2]! > 0.5);
  const [x, y] = [0, 1].map((k) => roof.map((i) => facade[2 * i + k]!));
  expect(Math.min(...x!)).toBeCloseTo(0, 2);
  expect(Math.max(...x!)).toBeCloseTo(48, 1);
  expect(Math.min(...y!)).toBeCloseTo(0, 2);
  expect(Math.max(...y!)).toBeCloseTo(12, 1);
});

it('gives a gable no length of its own, so that its windows stand at their usual distance', () => {
  const { facade = [], positions, normals } = building(48, 12, 'gabled');
  const apexes = Array.from({ length: facade.length / 2 }, (_, i) => i).filter(
    (i) => positions[3 * i + 2] === 18 && Math.abs(normals[3 * i + 2]!) < 0.5,
  );
  expect(apexes).toHaveLength(2);
  for (const i of apexes) expect(facade[2 * i + 1]).toBe(0);
});

it('never gives a place below zero on a surface that comes as triangles', () => {
  const flat = building(30, 10);
  const corners: number[] = [];
  const normals: number[] = [];
  for (const i of flat.indices) {
    corners.push(...flat.positions.slice(3 * i, 3 * i + 3));
    normals.push(...flat.normals.slice(3 * i, 3 * i + 3));
  }
  const places = facetPlaces({ positions: corners, normals, indices: corners.map((_, i) => i) });
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...places)).toBeLessThan(33);
});
