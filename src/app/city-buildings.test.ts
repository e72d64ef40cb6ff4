import { expect, test, vi } from 'vitest';
import type { CityFeature } from '../domain/building.ts';
import { cityBuildings } from './city-buildings.ts';

const TILESETS = [
  { id: 'buildings', kind: 'buildings' },
  { id: 'ground', kind: 'ground' },
] as const;
const feature: CityFeature = {
  tileset: 'buildings',
  cell: '4-1-12',
  feature: 1,
  properties: { height: 24, base: 0, storeys: 8, use: 1, year: 0, seed: 3 },
};

function bench(found: CityFeature | null, answer: (url: string) => Response) {
  const asked: string[] = [];
  const fetch = vi.fn(async (url: string | URL | Request) => {
    asked.push(String(url));
    return answer(String(url));
  });
  const scene = { featureAt: async () => found, placeAt: () => [116.6, 35.4, 12] as const };
  const buildings = cityBuildings(TILESETS, { origin: '', role: 'operator', fetch }, () => scene);
  return { buildings, asked };
}

const rows = () =>
  Response.json([
    ['B-1', null],
    ['B-2', '市政大楼'],
  ]);

test('a building has its numbers from the tile and its name from the file beside it, read once', async () => {
  const { buildings, asked } = bench(feature, rows);
  for (let i = 0; i < 2; i++)
    expect(await buildings.at(5, 5)).toMatchObject({
      id: 'B-2',
      name: '市政大楼',
      storeys: 8,
      year: null,
      at: [116.6, 35.4, 12],
    });
  expect(asked).toEqual(['/city/names/buildings/4-1-12.json']);
});

test('what stands for many from afar, what is no building and nothing at all are no building', async () => {
  const missing = () => Response.json({ error: 'no such file' }, { status: 404 });
  expect(await bench(feature, missing).buildings.at(5, 5)).toBeNull();
  expect(await bench({ ...feature, feature: 7 }, rows).buildings.at(5, 5)).toBeNull();
  expect(await bench({ ...feature, tileset: 'ground' }, rows).buildings.at(5, 5)).toBeNull();
  expect(await bench(null, rows).buildings.at(5, 5)).toBeNull();
});

test('without the file its numbers are told all the same, and it is asked for again', async () => {
  let up = false;
  const { buildings, asked } = bench(feature, () => (up ? rows() : Response.json({}, { status: 503 })));
  expect(await buildings.at(5, 5)).toMatchObject({ id: null, name: null, height: 24 });
  up = true;
  expect(await buildings.at(5, 5)).toMatchObject({ id: 'B-2' });
  expect(asked).toHaveLength(2);
});
