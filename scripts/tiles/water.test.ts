import { expect, test } from 'vitest';
import { insideRing } from '../../src/domain/geo/inside-ring.ts';
import { parseCityWater } from '../../src/wire/city-water.ts';
import type { AreaFeature, StructureFeature } from './feature.ts';
import { waterOf } from './water.ts';

const box = (west: number, south: number, east: number, north: number) =>
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ] as [number, number][];

test('a river with an island and a bridge: wet beside them, dry on them', () => {
  const area = (kind: 'water' | 'lawn', rings: [number, number][][]) =>
    ({ kind: 'area', id: kind, class: kind, height: 0, rings }) as AreaFeature;
  const deck = box(4, -1, 5, 11);
  const bridge = {
    kind: 'structure',
    id: 'b',
    class: 'bridge',
    color: '#fff',
    // A deck in two triangles, with a pier's top inside it.
    triangles: Float64Array.from(
      [deck[0], deck[1], deck[2], deck[0], deck[2], deck[3], [4.5, 5], [4.6, 5], [4.5, 5.1]].flatMap((each) => [
        ...(each as [number, number]),
        3,
      ]),
    ),
  } as StructureFeature;
  const file = waterOf(
    [area('water', [box(0, 0, 10, 10), box(7, 7, 8, 8)]), area('lawn', [box(20, 0, 30, 9)])],
    [bridge],
  );
  const { water, dry } = parseCityWater(JSON.parse(JSON.stringify(file)), 'water.json');
  const wet = (at: [number, number]) =>
    water.some((ring) => insideRing(at, ring)) && !dry.some((ring) => insideRing(at, ring));
  expect([wet([2, 5]), wet([4.5, 5]), wet([7.5, 7.5]), wet([25, 5])]).toEqual([true, false, false, false]);
  expect(dry[1]).toHaveLength(4);
});
