import { expect, it } from 'vitest';
import { buildingStore, recordsOf, unpackBuildings } from './building-store.ts';
import type { BuildingFeature } from './feature.ts';

const house = (i: number): BuildingFeature => ({
  kind: 'building',
  id: `房屋 ${i}`,
  ...(i % 3 === 0 ? { name: '"名"\n' } : {}),
  use: 'residential',
  storeys: i % 2 === 0 ? null : i,
  year: null,
  parts: [
    {
      rings: [Array.from({ length: 4 + (i % 900) }, (_, k) => [116 + i * 1e-9 + k / 3, 35 + k / 7] as const)],
      base: -0.1,
      top: i / 3,
      ...(i % 5 === 0 ? { roof: 'gabled' as const, roofHeight: 1 / 3 } : {}),
    },
  ],
});

it('gives back every building exactly, in any order, from memory and from its file', () => {
  const store = buildingStore();
  const given = { ...house(1), parts: [], surface: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9) };
  // About 40 MB: several pages.
  const count = 6000;
  for (let i = 0; i < count; i++) store.push(house(i));
  store.push(given);
  expect(store.length).toBe(count + 1);
  for (const i of [0, count - 1, 17, 5999, 2500, 2501, 2499, 3]) expect(store.get(i)).toEqual(house(i));
  expect(store.get(count)).toBe(given);
  let i = 0;
  for (const building of store) if (i++ % 997 === 0) expect(building.id).toBe(`房屋 ${i - 1}`);
  const asked = [5999, 4, count, 2500, 5];
  const packed = store.pack(asked);
  expect(unpackBuildings(structuredClone(packed))).toEqual(asked.map((index) => store.get(index)));
  const bytes = (...indices: number[]) => Buffer.concat([...recordsOf(store.pack(indices))]);
  expect(bytes(5, count)).toEqual(bytes(5, count));
  expect(bytes(5, count)).not.toEqual(bytes(6, count));
  expect(bytes(5, count)).not.toEqual(bytes(count, 5));
  expect(bytes(5, count)).not.toEqual(bytes(5));
  expect(() => store.get(count + 1)).toThrow(/Building 6001 of 6001/);
  store.close();
});
