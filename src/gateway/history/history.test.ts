import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { propertyIndex } from '../../domain/layer.ts';
import type { Quality } from '../../domain/observation.ts';
import { DEFAULT_RETENTION } from '../../domain/retention.ts';
import { type City, type CityLayer, readCity, rowOf } from '../city.ts';
import type { Database } from '../database.ts';
import type { Sample } from '../ingest.ts';
import { makeTestCity, type TestCity } from '../test-city.ts';
import { openTestDatabase } from '../test-database.ts';
import { type History, openHistory } from './history.ts';

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
  history = await openHistory(city, database, () => DEFAULT_RETENTION);
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

function sampleOf(layer: CityLayer, key: string, value: number, time: number): Sample {
  const property = propertyIndex(layer.definition, key);
  return {
    layer,
    property,
    slot: 0,
    row: rowOf(layer, property, 0),
    value,
    time,
    quality: 'good',
    origin: 'external',
    newest: true,
    historical: false,
  };
}

/** Takes all steps that wait; returns their number. */
async function condensed(): Promise<number> {
  for (let steps = 0; ; steps++) if (!(await history.condense(NOW))) return steps;
}

it('forgets what is old, but not what was the last word when the kept history begins', async () => {
  for (const days of [370, 200, 100, 3]) add('billboard', 'inspection', days);
  for (const days of [40, 5]) add('billboard', 'windRatio', days);
  for (const days of [40, 35]) add('waterlogging', 'depth', days);
  const values = async () => {
    const rows = await Promise.all(
      ['billboard', 'waterlogging'].map((layer) => database.read(`SELECT value FROM "history_${layer}" ORDER BY time`)),
    );
    return rows.flat().map(({ value }) => value);
  };
  // What waits to be condensed stays, however old it is.
  await history.forget(NOW);
  expect(await values()).toHaveLength(8);
  await condensed();
  await history.forget(NOW);
  expect(await values()).toEqual([100, 40, 5, 3]);
  // A replay at the edge still finds what was known then.
  const then = await history.asOf(NOW - 31 * DAY);
  expect(then.map((row) => row.value).sort()).toEqual([100, 40]);
  await history.forget(NOW + 394 * DAY);
  expect(await values()).toEqual([]);
});

it('keeps minutes and hours where the values are gone, and says which; what comes late makes its hour anew', async () => {
  const layer = city.layer('waterlogging') as CityLayer;
  const begin = NOW - 500 * DAY;
  for (const days of [500, 100, 1])
    for (let second = 0; second < 7200; second += 20) {
      const sample = sampleOf(layer, 'depth', second / 20, NOW - days * DAY + second * 1000);
      history.add(sample);
    }
  history.add({ ...sampleOf(layer, 'depth', 399, NOW - 500 * DAY + 1500 * 1000), quality: 'bad' });
  expect(history.levelsOf(layer, begin, NOW)).toEqual(['raw']);
  const whole = await history.buckets(layer, 'depth', 0, begin, NOW, DAY);
  expect(whole).toHaveLength(3);
  expect(await condensed()).toBeGreaterThan(0);
  await history.forget(NOW);
  expect(history.levelsOf(layer, begin, NOW)).toEqual(['hours', 'minutes', 'raw']);
  const after = await history.buckets(layer, 'depth', 0, begin, NOW, DAY);
  expect(after.map(({ time, min, max, last, count }) => [time, min, max, last, count])).toEqual(
    whole.map(({ time, min, max, last, count }) => [time, min, max, last, count]),
  );
  after.forEach(({ mean }, i) => {
    expect(mean).toBeCloseTo(whole[i]?.mean ?? Number.NaN, 9);
  });
  // By the minute 100 days ago, by the hour 500 days ago.
  const spans = async (days: number) => {
    const points = await history.buckets(layer, 'depth', 0, NOW - days * DAY, NOW - days * DAY + 7_200_000, 60_000);
    return points.length;
  };
  expect([await spans(500), await spans(100), await spans(1)]).toEqual([2, 120, 120]);
  expect((await history.asOf(NOW - 100 * DAY + 90_000)).map(({ value }) => value)).toEqual([2]);
  expect((await history.changes(begin, NOW - 99 * DAY, 1000)).length).toBe(2 + 120);

  history.add(sampleOf(layer, 'depth', 350, NOW - DAY + 10_000));
  await condensed();
  const [row] = await database.read(`SELECT high, n FROM "hours_waterlogging" WHERE time = ${NOW - DAY}`);
  expect(row).toMatchObject({ high: 350, n: 181 });
  // A late value for an hour whose values are gone does not take the place of what was made of all of them.
  history.add(sampleOf(layer, 'depth', 380, NOW - 100 * DAY + 10_000));
  await condensed();
  const [old] = await database.read(`SELECT n FROM "hours_waterlogging" WHERE time = ${NOW - 100 * DAY}`);
  expect(old).toMatchObject({ n: 180 });
});

it('keeps every value of a span that somebody needs', async () => {
  const layer = city.layer('waterlogging') as CityLayer;
  for (const days of [200, 199, 100]) history.add(sampleOf(layer, 'depth', days, NOW - days * DAY));
  await condensed();
  history.keep((each) => (each === layer ? [{ from: NOW - 200 * DAY, to: NOW - 199 * DAY }] : []));
  await history.forget(NOW);
  const kept = await database.read('SELECT value FROM "history_waterlogging" ORDER BY time');
  expect(kept.map(({ value }) => value)).toEqual([200, 199]);
  expect(history.levelsOf(layer, NOW - 200 * DAY, NOW - 199 * DAY)).toEqual(['raw']);
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
  history = await openHistory(city, database, () => DEFAULT_RETENTION);
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
