import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../domain/clock.ts';
import { propertyIndex } from '../../domain/layer.ts';
import type { Quality } from '../../domain/observation.ts';
import { DEFAULT_RETENTION } from '../../domain/retention.ts';
import { type City, type CityLayer, readCity, rowOf } from '../city.ts';
import type { Database } from '../database.ts';
import { makeTestCity, type TestCity } from '../test-city.ts';
import { openTestDatabase } from '../test-database.ts';
import { type History, openHistory } from './history.ts';
import { type SampleCondition, type SampleQuery, spanOfCondition } from './samples.ts';

const NOW = Date.UTC(2026, 10, 23);

let place: TestCity;
let city: City;
let layer: CityLayer;
let database: Database;
let history: History;
beforeEach(async () => {
  place = makeTestCity();
  mkdirSync(place.dataDir, { recursive: true });
  city = readCity(place.folder, 'simulator');
  layer = city.layer('waterlogging') as CityLayer;
  database = await openTestDatabase(place.dataDir);
  history = await openHistory(city, database, () => DEFAULT_RETENTION);
});
afterEach(async () => {
  await database.close();
  place.remove();
});

function send(slot: number, time: number, value: number, quality: Quality = 'good'): void {
  const property = propertyIndex(layer.definition, 'depth');
  const row = rowOf(layer, property, slot);
  history.add({
    ...{ layer, property, slot, row, value, time, quality },
    ...{ origin: 'external', newest: true, historical: false },
  });
}

const time = (by: '=' | '<' | '<=' | '>' | '>=' | '<>', than: number): SampleCondition => ({
  ...{ is: 'compare', what: 'time', by, than },
});
const read = (query: Partial<SampleQuery> = {}) =>
  history.samples(layer, 'depth', 0, { order: [], skip: 0, limit: 1000, ...query });
const values = async (query: Partial<SampleQuery> = {}) => (await read(query)).map(({ value }) => value);

describe('single values of a row', () => {
  it('are its own, newest first, of whatever quality', async () => {
    for (let i = 0; i < 5; i++) send(0, NOW - i * MINUTE, i, i === 2 ? 'bad' : 'good');
    send(1, NOW, 99);
    expect(await read({ limit: 3, skip: 1 })).toEqual([
      { time: NOW - MINUTE, value: 1, quality: 'good', level: 'raw' },
      { time: NOW - 2 * MINUTE, value: 2, quality: 'bad', level: 'raw' },
      { time: NOW - 3 * MINUTE, value: 3, quality: 'good', level: 'raw' },
    ]);
    expect(await values({ order: [{ by: 'time', descending: false }], limit: 2 })).toEqual([4, 3]);
    expect(await history.countSamples(layer, 'depth', 0)).toBe(5);
    expect(await history.samples(layer, 'depth', 2, { order: [], skip: 0, limit: 9 })).toEqual([]);
  });

  it('meet conditions on time and value', async () => {
    for (let i = 0; i < 5; i++) send(0, NOW - i * MINUTE, i);
    const over2: SampleCondition = { is: 'compare', what: 'value', by: '>', than: 2.5 };
    const cases: [SampleCondition, number[]][] = [
      [time('=', NOW - MINUTE), [1]],
      [time('<>', NOW - MINUTE), [0, 2, 3, 4]],
      [time('<', NOW - 3 * MINUTE), [4]],
      [time('<=', NOW - 3 * MINUTE), [3, 4]],
      [time('>', NOW - MINUTE), [0]],
      [time('>=', NOW - MINUTE - 0.5), [0, 1]],
      [over2, [3, 4]],
      [{ is: 'not', part: over2 }, [0, 1, 2]],
      [{ is: 'and', parts: [over2, time('>', NOW - 4 * MINUTE)] }, [3]],
      [{ is: 'or', parts: [over2, time('>=', NOW)] }, [0, 3, 4]],
      [{ is: 'and', parts: [time('>', NOW), time('<', NOW)] }, []],
    ];
    for (const [where, expected] of cases) {
      expect([where, await values({ where })]).toEqual([where, expected]);
      expect(await history.countSamples(layer, 'depth', 0, where)).toBe(expected.length);
    }
    expect(spanOfCondition({ is: 'or', parts: [time('>', NOW)] }).from).toBe(Number.NEGATIVE_INFINITY);
  });

  it('are the last ones of their minutes or hours where they themselves are gone', async () => {
    for (const days of [500, 100, 1])
      for (let second = 0; second < 7200; second += 20) send(0, NOW - days * DAY + second * 1000, second / 20);
    while (await history.condense(NOW)) {}
    await history.forget(NOW);
    const levels = (await read()).map(({ level }) => level);
    const count = (wanted: string) => levels.filter((level) => level === wanted).length;
    expect([count('raw'), count('minutes'), count('hours')]).toEqual([360, 120, 2]);
    const hours = await read({ where: time('<', NOW - 400 * DAY), order: [{ by: 'time', descending: false }] });
    expect(hours).toEqual([
      { time: NOW - 500 * DAY + HOUR - 20_000, value: 179, quality: 'good', level: 'hours' },
      { time: NOW - 500 * DAY + 2 * HOUR - 20_000, value: 359, quality: 'good', level: 'hours' },
    ]);
    expect(await history.countSamples(layer, 'depth', 0)).toBe(482);
  });
});
