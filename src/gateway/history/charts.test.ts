import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../domain/clock.ts';
import { propertyIndex } from '../../domain/layer.ts';
import type { Quality } from '../../domain/observation.ts';
import { DEFAULT_RETENTION, type Retention } from '../../domain/retention.ts';
import { type City, type CityLayer, readCity, rowOf } from '../city.ts';
import type { Database } from '../database.ts';
import { makeTestCity, type TestCity } from '../test-city.ts';
import { openTestDatabase } from '../test-database.ts';
import { type History, openHistory } from './history.ts';

const NOW = Date.UTC(2026, 10, 23);
const FROM = NOW - 4 * DAY;

let place: TestCity;
let city: City;
let layer: CityLayer;
let database: Database;
let history: History;
/** What was sent and holds, by slot and time. */
let truth: Map<string, { slot: number; time: number; value: number; quality: Quality }>;

beforeEach(async () => {
  place = makeTestCity();
  mkdirSync(place.dataDir, { recursive: true });
  city = readCity(place.folder, 'simulator');
  layer = city.layer('waterlogging') as CityLayer;
  database = await openTestDatabase(place.dataDir);
  history = await openHistory(city, database, () => DEFAULT_RETENTION);
  truth = new Map();
});
afterEach(async () => {
  await database.close();
  place.remove();
});

function send(slot: number, time: number, value: number, quality: Quality = 'good'): void {
  const property = propertyIndex(layer.definition, 'depth');
  const row = rowOf(layer, property, slot);
  const sample = { layer, property, slot, row, value, time, quality };
  history.add({ ...sample, origin: 'external', newest: true, historical: false });
  truth.set(`${slot} ${time}`, { slot, time, value, quality });
}

/** The same buckets counted by hand from everything that was sent. */
function byHand(slot: number, from: number, to: number, width: number) {
  const buckets = new Map<number, { time: number; value: number }[]>();
  for (const each of truth.values())
    if (each.slot === slot && each.time >= from && each.time < to && each.quality !== 'bad') {
      const start = from + Math.floor((each.time - from) / width) * width;
      buckets.set(start, [...(buckets.get(start) ?? []), each]);
    }
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([time, samples]) => {
      const values = samples.map(({ value }) => value);
      return {
        time,
        min: Math.min(...values),
        max: Math.max(...values),
        mean: expect.closeTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9),
        last: samples.toSorted((a, b) => a.time - b.time).at(-1)?.value,
        count: values.length,
      };
    });
}

const SPANS = [
  { from: FROM, to: NOW, width: DAY },
  { from: FROM, to: NOW, width: 6 * HOUR },
  { from: FROM, to: NOW - 17 * MINUTE, width: 5 * MINUTE },
  { from: FROM + 30 * MINUTE, to: NOW - HOUR, width: 3 * HOUR },
  { from: FROM + 12_345, to: NOW - 777, width: 7 * HOUR },
] as const;

async function compare(): Promise<void> {
  for (const slot of [0, 1])
    for (const { from, to, width } of SPANS)
      expect(await history.buckets(layer, 'depth', slot, from, to, width)).toEqual(byHand(slot, from, to, width));
}

async function condensed(): Promise<void> {
  while (await history.condense(NOW)) {}
}

function fill(): void {
  for (let time = FROM; time < NOW; time += 47_000)
    if (!(time >= FROM + DAY && time < FROM + DAY + 9 * HOUR)) {
      send(0, time, Math.round(50 + 49 * Math.sin(time / 1e7)));
      if (time % 3 === 0) send(1, time + 5, (time / 1000) % 100, time % 2 === 0 ? 'good' : 'bad');
    }
}

it('tells the same from levels and values, whatever comes late, twice or corrected', async () => {
  fill();
  await compare();
  await condensed();
  await compare();
  // Late values, into the gap and between others; corrections; a whole minute and a whole hour that turn out bad.
  for (let minute = 0; minute < 90; minute++) send(0, FROM + DAY + 4 * HOUR + minute * MINUTE + 1, minute);
  for (const { slot, time } of [...truth.values()])
    if (time >= FROM + 2 * DAY && time < FROM + 2 * DAY + HOUR) send(slot, time, 7, 'bad');
    else if (time % 5 === 0 && time < FROM + HOUR) send(slot, time, 99);
  await compare();
  await history.condense(NOW);
  await compare();
  await condensed();
  await compare();
  const [hours] = await database.read('SELECT count(*) AS n FROM uncondensed');
  expect(Number(hours?.n)).toBeLessThanOrEqual(1);
});

it('reads hours in place of values where nothing waits, and values again where something came late', async () => {
  fill();
  await condensed();
  await history.flush();
  // A mark in the tables that only a reader of them sees.
  await database.write((writer) => writer.run('UPDATE "hours_waterlogging" SET high = 1000'));
  const highest = async () => (await history.buckets(layer, 'depth', 0, FROM, FROM + DAY, DAY))[0]?.max;
  expect(await highest()).toBe(1000);
  send(0, FROM + 5, 3);
  const first = (await history.buckets(layer, 'depth', 0, FROM, FROM + HOUR, HOUR))[0];
  expect(first?.max).toBe(byHand(0, FROM, FROM + HOUR, HOUR)[0]?.max);
});

it('makes a level that is kept from now on of the values that are there, and forgets one that is not', async () => {
  let retention: Retention = { raw: 31, minutes: 0, hours: 0 };
  history = await openHistory(city, database, () => retention);
  fill();
  await condensed();
  await compare();
  const cells = async (level: string) =>
    Number((await database.read(`SELECT count(*) AS n FROM "${level}_waterlogging"`))[0]?.n);
  expect([await cells('minutes'), await cells('hours')]).toEqual([0, 0]);
  retention = { raw: 31, minutes: 366, hours: Number.POSITIVE_INFINITY };
  history = await openHistory(city, database, () => retention);
  await compare();
  await condensed();
  await compare();
  expect(await cells('hours')).toBe(2 * (4 * 24 - 1 - 9));
  retention = { ...retention, minutes: 0 };
  history = await openHistory(city, database, () => retention);
  expect(await cells('minutes')).toBe(0);
  await compare();
});

it('keeps values, minutes and hours apart on whole hours, so that none is counted twice', async () => {
  history = await openHistory(city, database, () => ({ raw: 1, minutes: 2, hours: Number.POSITIVE_INFINITY }));
  fill();
  await condensed();
  const day = { from: FROM, to: NOW, width: DAY };
  await history.forget(NOW - 17 * MINUTE - 13);
  expect(history.levelsOf(layer, FROM, NOW)).toEqual(['hours', 'minutes', 'raw']);
  expect(await history.buckets(layer, 'depth', 0, day.from, day.to, day.width)).toEqual(
    byHand(0, day.from, day.to, day.width),
  );
  expect(await history.buckets(layer, 'depth', 0, day.from, day.to, HOUR)).toEqual(byHand(0, day.from, day.to, HOUR));
  // Values that are kept for ever do not keep the rest from being forgotten.
  history = await openHistory(city, database, () => ({ ...DEFAULT_RETENTION, raw: Number.POSITIVE_INFINITY }));
  await history.forget(NOW);
});
