import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildingFeature, Rings } from '../feature.ts';
import { wholeAround } from './building-parts.ts';
import { readInputs } from './read-inputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-parts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const feature = (id: string, properties: object, ring: readonly (readonly [number, number])[]): string =>
  JSON.stringify({ type: 'Feature', id, properties, geometry: { type: 'Polygon', coordinates: [ring] } });

async function read(...lines: string[]) {
  const file = join(folder, 'parts.geojsonl');
  writeFileSync(file, lines.join('\n'));
  const options = { inputs: [file], out: '', crs: null, height: null, id: null, json: false };
  const source = await readInputs(options, () => {});
  const heights = Object.fromEntries(
    ([...source.city.features] as BuildingFeature[]).map(({ id, parts }) => [id, parts.map(({ top }) => top)]),
  );
  return { source, heights };
}

describe('parts of buildings that name no building, as exports of OSM have them', () => {
  it.each([
    ['tags that a record lacks', {}],
    ['columns that are null', { building: null, root_id: null }],
    ['columns that are empty', { building: '', 'building:root': '' }],
  ])('join the building that they stand in: %s', async (_, nothing) => {
    const { source, heights } = await read(
      feature('part', { ...nothing, 'building:part': 'yes', height: 170 }, square(7.4, 43.7, 0.0008)),
      feature('beside', { building: 'yes', height: 9, 'building:part': null }, square(7.402, 43.7, 0.001)),
      feature('tower', { building: 'apartments', height: 160 }, square(7.4, 43.7, 0.001)),
      feature('alone', { ...nothing, 'building:part': 'yes', height: 20 }, square(7.42, 43.7, 0.001)),
    );
    expect(heights).toEqual({ beside: [9], tower: [170] });
    expect(source.byClass?.()).toEqual({ buildingPart: 1 });
    expect(source.skipped()).toEqual([{ reason: 'building part without its building', count: 1, examples: ['alone'] }]);
  });

  it('are as high as their building where they tell no height', async () => {
    const { heights } = await read(
      feature('a', { building: 'yes', height: 30 }, square(7.4, 43.7, 0.001)),
      feature('p', { 'building:part': 'yes' }, square(7.4, 43.7, 0.001)),
      feature('b', { building: 'yes' }, square(7.41, 43.7, 0.001)),
      feature('q', { 'building:part': 'yes' }, square(7.41, 43.7, 0.001)),
    );
    expect(heights).toEqual({ a: [30], b: [6] });
  });

  it('are known by the name that a Shapefile cuts to ten characters', async () => {
    const { heights } = await read(
      feature('a', { building: 'yes', height: 30, building_p: '' }, square(7.4, 43.7, 0.001)),
      feature('p', { building: '', building_p: 'yes', height: 40, root_id: '' }, square(7.4, 43.7, 0.001)),
    );
    expect(heights).toEqual({ a: [40] });
  });
});

it('finds the first outline around a part, be it small, over many cells or at the edge of one', () => {
  const city: readonly Rings[] = [
    [square(7.0, 43.0, 0.0004)],
    [square(6.9, 42.9, 1)],
    [square(7.0039, 43.0039, 0.0002)],
    [square(7.0, 43.0, 0.001)],
  ];
  const whole = wholeAround(city.keys(), (i) => [city[i] as Rings]);
  const at = (x: number, y: number): number | undefined => whole([square(x, y, 0.00001).slice(0, 4)]);
  expect(at(7.0001, 43.0001)).toBe(0);
  // The wide one comes before it.
  expect(at(7.00404, 43.00404)).toBe(1);
  expect(at(7.0008, 43.0008)).toBe(1);
  expect(at(5, 43)).toBeUndefined();
  const later = wholeAround([2, 1], (i) => [city[i] as Rings]);
  expect(later([square(7.00404, 43.00404, 0.00001)])).toBe(2);
});
