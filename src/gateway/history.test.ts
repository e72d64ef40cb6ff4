import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { propertyIndex } from '../domain/layer.ts';
import type { Quality } from '../domain/observation.ts';
import { type City, type CityLayer, readCity, rowOf } from './city.ts';
import type { Database } from './database.ts';
import { type History, openHistory } from './history.ts';
import { makeTestCity, type TestCity } from './test-city.ts';
import { openTestDatabase } from './test-database.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23);

let place: TestCity;
let city: City;
let database: Database;
let history: History;
beforeEach(async () => {
  place = makeTestCity();
  mkdirSync(place.dataDir, { recursive: true });
  city = readCity(place.folder, 'simulator');
  database = await openTestDatabase(place.dataDir);
  history = await openHistory(city, database);
});
afterEach(async () => {
  await database.close();
  place.remove();
});

function add(layerId: string, key: string, daysAgo: number): void {
  const layer = city.layer(layerId) as CityLayer;
  const property = layer.definition.properties.findIndex((each) => each.key === key);
  history.add({
    layer,
    property,
    slot: 0,
    row: rowOf(layer, property, 0),
    value: daysAgo,
    time: NOW - daysAgo * DAY,
    quality: 'good',
    origin: 'external',
    newest: true,
    historical: false,
  });
}

it('forgets what is old, but not what was the last word when the kept history begins', async () => {
  for (const days of [370, 200, 100, 3]) add('billboard', 'inspection', days);
  for (const days of [40, 5]) add('billboard', 'windRatio', days);
  for (const days of [40, 35]) add('waterlogging', 'depth', days);
  await history.forget(NOW - 31 * DAY);
  const kept = await history.changes(0, NOW, 100);
  expect(kept.map((row) => row.value)).toEqual([100, 40, 5, 3]);
  // A replay at the edge still finds what was known then.
  const then = await history.asOf(NOW - 31 * DAY);
  expect(then.map((row) => row.value).sort()).toEqual([100, 40]);
  await history.forget(NOW + 363 * DAY);
  expect((await history.changes(0, NOW, 100)).map((row) => row.value)).toEqual([]);
});

it('cuts a year of one-minute values into buckets: each sample in one, gaps left out', async () => {
  const layer = city.layer('waterlogging') as CityLayer;
  const minutes = 365 * 24 * 60;
  const from = NOW - minutes * 60_000;
  const silent = (minute: number) => minute >= 100 * 1440 && minute < 110 * 1440;
  let count = 0;
  for (let minute = 0; minute < minutes; minute++) {
    if (silent(minute)) continue;
    count++;
    history.add({
      layer,
      property: 0,
      slot: 0,
      row: rowOf(layer, 0, 0),
      value: minute % 1440,
      time: from + minute * 60_000,
      quality: 'good',
      origin: 'external',
      newest: false,
      historical: true,
    });
    if (minute % 100_000 === 0) await history.flush();
  }
  const key = layer.definition.properties[0]?.key ?? '';
  const days = await history.buckets(layer, key, 0, from, NOW, DAY);
  expect(days).toHaveLength(355);
  expect(days.reduce((sum, day) => sum + day.count, 0)).toBe(count);
  expect(days.every(({ min, max, mean, last }) => min === 0 && max === 1439 && mean === 719.5 && last === 1439)).toBe(
    true,
  );
  expect(days.some(({ time }) => silent((time - from) / 60_000))).toBe(false);
}, 60_000);

it('keeps what is sent twice once, with its last word; a restart finds the same', async () => {
  const layer = city.layer('waterlogging') as CityLayer;
  const depth = propertyIndex(layer.definition, 'depth');
  const send = (value: number, minute: number, quality: Quality = 'good') =>
    history.add({
      layer,
      property: depth,
      slot: 0,
      row: rowOf(layer, depth, 0),
      value,
      time: NOW - DAY + minute * 60_000,
      quality,
      origin: 'external',
      newest: true,
      historical: false,
    });
  const kept = async () =>
    (await history.changes(0, NOW, 100)).map(({ value, time, quality }) => [
      (time - NOW + DAY) / 60_000,
      value,
      quality,
    ]);
  for (const minute of [0, 1, 2]) send(minute, minute);
  await history.flush();
  for (const minute of [2, 1]) send(10 * minute, minute, 'suspect');
  send(30, 3);
  send(31, 3); // twice in one batch
  await history.flush();
  const expected = [
    [0, 0, 'good'],
    [1, 10, 'suspect'],
    [2, 20, 'suspect'],
    [3, 31, 'good'],
  ];
  expect(await kept()).toEqual(expected);
  history = await openHistory(city, database);
  for (const minute of [0, 1, 2, 3]) send(99, minute);
  send(4, 4);
  await history.flush();
  expect((await kept()).map(([minute, value]) => [minute, value])).toEqual([
    [0, 99],
    [1, 99],
    [2, 99],
    [3, 99],
    [4, 4],
  ]);
  expect(await history.buckets(layer, 'depth', 0, NOW - DAY, NOW, DAY)).toMatchObject([{ count: 5, last: 4 }]);
});
