import { expect, it } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import type { LocalPlace } from '../local-place.ts';
import { ribbonMesh } from './ribbon-mesh.ts';

/** A flat place whose degrees are metres. */
const FLAT = { at: (x: number, y: number, z: number) => [x, y, z] as const } as unknown as LocalPlace;

function table(shapes: AssetTable['shapes'], width: number): AssetTable {
  const count = shapes?.length ?? 0;
  return {
    layer: 'greenway',
    count,
    capacity: count,
    ids: [],
    positions: new Float64Array(3 * count),
    headings: new Float32Array(count),
    columns: { width: Array.from({ length: count }, () => width) },
    ...(shapes ? { shapes } : {}),
    provenance: 'illustrative',
  };
}

it('keeps both edges of a right-angled bend half a width from its axis', () => {
  const { places, across, indices } = ribbonMesh(
    table(
      [
        [
          [0, 0],
          [100, 0],
          [100, 100],
        ],
      ],
      4,
    ),
    FLAT,
  );
  expect(places.length / 4).toBe(6);
  expect(indices.length).toBe(12);
  // Middle joint, left side: the inner corner of a turn to the left.
  const at = 2;
  const [x, y] = [0, 1].map((i) => places[4 * at + i]! + across[4 * at + i]! * across[4 * at + 2]!);
  expect(x).toBeCloseTo(98, 4);
  expect(y).toBeCloseTo(2, 4);
});

it('measures along the line and leaves out slots without one', () => {
  const { places, across } = ribbonMesh(
    table(
      [
        null,
        [
          [0, 0],
          [30, 40],
        ],
      ],
      3,
    ),
    FLAT,
  );
  expect(places[3]).toBe(1);
  expect(across[4 * 2 + 3]).toBeCloseTo(51);
  expect(across[4 * 3 + 3]).toBeCloseTo(-51);
});

it('hangs a wire between its poles, deepest in the middle, and colours it by its kind', () => {
  const wires = {
    ...table(
      [
        [
          [0, 0],
          [40, 0],
          [80, 0],
        ],
      ],
      0,
    ),
    positions: Float64Array.of(0, 0, 10),
    columns: { kind: ['telecom'] },
  };
  const { places, tints } = ribbonMesh(wires, FLAT, {
    attribute: 'kind',
    colors: { telecom: '#00ff00' },
    width: 0.1,
    sag: 0.02,
  });
  const heightAt = (x: number) => places.find((_, i) => i % 4 === 2 && places[i - 2] === x);
  for (const pole of [0, 40, 80]) expect(heightAt(pole)).toBeCloseTo(10, 6);
  for (const middle of [20, 60]) expect(heightAt(middle)).toBeCloseTo(10 - 0.02 * 40, 6);
  expect([...tints.slice(0, 3)]).toEqual([0, 1, 0]);
  expect(tints[3]).toBeGreaterThan(0);
});

it('a line without a look of its own is coloured by its status alone', () => {
  const { tints } = ribbonMesh(
    table(
      [
        [
          [0, 0],
          [10, 0],
        ],
      ],
      2,
    ),
    FLAT,
  );
  expect([...tints].every((each) => each === 0)).toBe(true);
});

it('follows the ground between its own points, and stays as drawn where the ground is a plane', () => {
  const line = table(
    [
      [
        [0, 0],
        [100, 0],
      ],
    ],
    4,
  );
  const valley = {
    at: (x: number, y: number, z: number) => [x, y, z + Math.abs(x - 50) / 10],
  } as unknown as LocalPlace;
  const slope = { at: (x: number, y: number, z: number) => [x, y, z + x / 10] } as unknown as LocalPlace;
  expect(ribbonMesh(line, slope).places.length / 4).toBe(4);
  const { places } = ribbonMesh(line, valley);
  expect(places.length / 4).toBe(6);
  expect(places[4 * 2]).toBeCloseTo(50, 5);
  expect(places[4 * 2 + 2]).toBeCloseTo(0.4, 5);
});
