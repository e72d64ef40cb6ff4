import { expect, test } from 'vitest';
import { BUILDING_USE_WORDS, BUILDING_USES, cityBuilding } from './building.ts';

const feature = (properties: Record<string, number>) => ({
  tileset: 'buildings',
  cell: '4-1-12',
  feature: 3,
  properties,
});

test('a building says what its row says, and what is not known is not a number', () => {
  const whole = { height: 24.5, base: 0, storeys: 8, use: 3, year: 1998, seed: 7 };
  expect(cityBuilding(feature(whole), 'building', ['B-1', '市政大楼'], [116.6, 35.4, 12])).toEqual({
    id: 'B-1',
    name: '市政大楼',
    is: 'building',
    tileset: 'buildings',
    height: 24.5,
    base: 0,
    storeys: 8,
    year: 1998,
    use: 'office',
    at: [116.6, 35.4, 12],
  });
  expect(
    cityBuilding(feature({ ...whole, storeys: 0, use: 99, year: 0 }), 'building', ['B-1', null], null),
  ).toMatchObject({ storeys: null, year: null, use: 'unknown', name: null });
});

test('every use has words', () => {
  for (const use of BUILDING_USES) expect(BUILDING_USE_WORDS[use].en).not.toBe('');
});
