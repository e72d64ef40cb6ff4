import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION } from '../../domain/retention.ts';
import { openAlertStore } from '../alert-store.ts';
import { type City, type CityLayer, readCity } from '../city.ts';
import type { Database } from '../database.ts';
import { openHistory } from '../history/history.ts';
import { SOLE } from '../lease.ts';
import { makeTestCity, type TestCity } from '../test-city.ts';
import { openTestDatabase } from '../test-database.ts';
import { type ImportOptions, importHistory, type Refused } from './import-history.ts';
import { openImports } from './imports.ts';

const NOW = Date.UTC(2026, 10, 23);

let place: TestCity;
let city: City;
let database: Database;
beforeEach(async () => {
  place = makeTestCity();
  mkdirSync(place.dataDir, { recursive: true });
  city = readCity(place.folder, 'external');
  database = await openTestDatabase(place.dataDir);
});
afterEach(async () => {
  await database.close();
  place.remove();
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(place.folder, name);
  writeFileSync(path, content);
  return path;
}

async function take(
  files: string[],
  layerId: string,
  assignments: string[],
  more: Partial<ImportOptions> = {},
  dry = false,
) {
  const refused: Refused[] = [];
  const options: ImportOptions = {
    files,
    layer: city.layer(layerId) as CityLayer,
    assignments,
    asset: undefined,
    assetMap: new Map(),
    timeZone: undefined,
    timeFormat: undefined,
    provenance: 'published',
    retentionOf: () => DEFAULT_RETENTION,
    ...more,
  };
  const summary = await importHistory(
    options,
    city,
    dry ? undefined : database,
    NOW,
    (each) => refused.push(each),
    () => undefined,
  );
  const reasons = Object.fromEntries(summary.refused.map(({ reason, count }) => [reason, count]));
  return { ...summary, reasons, all: refused };
}

async function kept(): Promise<{ asset: string | undefined; time: string; value: number; quality: string }[]> {
  const history = await openHistory(city, database, () => DEFAULT_RETENTION);
  return (await history.changes(0, NOW, 1_000_000)).map(({ row, time, value, quality }) => {
    const layer = city.layers.findLast((each) => each.firstRow <= row) as CityLayer;
    return {
      asset: layer.assets.ids[(row - layer.firstRow) % layer.assets.capacity],
      time: new Date(time).toISOString(),
      value,
      quality,
    };
  });
}

const DEPTHS = `\uFEFFid,Time (-),depth,flag
A,2026-07-01 08:00:00,1.5,good
A,2026-07-01T00:05:00Z,2,good
A,2026-07-01 08:10:00,abc,good
B,2026-07-01 08:00:00,3,good
Z,2026-07-01 08:00:00,3,good
A,01.07.2026,3,good
A,2026-07-01 08:15:00,,good
A,2026-07-01 08:20:00,9999,good
A,2027-07-01 08:20:00,4,good
A,2026-07-01 08:25:00,4,odd
A,2026-07-01 08:30:00,4,suspect
A,2026-07-01 08:30:00,5,suspect
`;
const MAP = ['asset=id', 'time=Time (-)', 'depth=depth:in', 'quality=flag'];
const IDS = {
  assetMap: new Map([
    ['A', 'WL-1'],
    ['B', 'WL-2'],
  ]),
  timeZone: 'Asia/Shanghai',
};

describe('a file of observations', () => {
  it('is kept in our units and zone, row by row; what cannot be is counted by reason and handed back whole', async () => {
    const summary = await take([file('depths.csv', DEPTHS)], 'waterlogging', MAP, IDS);
    expect(summary).toMatchObject({ rows: 12, observations: 4 });
    expect(summary.reasons).toEqual({
      'not-a-number': 1,
      'unknown-asset': 1,
      'not-a-time': 1,
      'no-value': 1,
      'out-of-range': 1,
      'in-future': 1,
      'unknown-quality': 1,
    });
    expect(summary.all.find(({ reason }) => reason === 'unknown-asset')).toMatchObject({
      row: 5,
      cells: ['Z', '2026-07-01 08:00:00', '3', 'good'],
    });
    expect(await kept()).toEqual([
      { asset: 'WL-1', time: '2026-07-01T00:00:00.000Z', value: 3.81, quality: 'good' },
      { asset: 'WL-2', time: '2026-07-01T00:00:00.000Z', value: 7.62, quality: 'good' },
      { asset: 'WL-1', time: '2026-07-01T00:05:00.000Z', value: 5.08, quality: 'good' },
      { asset: 'WL-1', time: '2026-07-01T00:30:00.000Z', value: 12.7, quality: 'suspect' },
    ]);
    expect(await (await openImports(database)).list()).toMatchObject([
      { layer: 'waterlogging', files: ['depths.csv'], provenance: 'published', observations: 4 },
    ]);
  });

  it('taken twice is kept once; a dry run keeps nothing', async () => {
    const path = file('depths.csv', DEPTHS);
    expect((await take([path], 'waterlogging', MAP, IDS, true)).observations).toBe(4);
    expect(await kept()).toEqual([]);
    await take([path], 'waterlogging', MAP, IDS);
    const first = await kept();
    await take([path], 'waterlogging', MAP, IDS);
    expect(await kept()).toEqual(first);
    expect(await (await openImports(database)).list()).toHaveLength(1);
  });

  it('of another zone than its neighbour, or of none, is refused with its row and not guessed', async () => {
    const { reasons, observations } = await take([file('depths.csv', DEPTHS)], 'waterlogging', MAP, {
      assetMap: IDS.assetMap,
    });
    expect(observations).toBe(1);
    expect(reasons['time-without-zone']).toBeGreaterThan(5);
  });

  it('may be zipped, in Latin-1, with broken lines', async () => {
    const text = 'Time (-),Air Temperature (°C),\n11.04.2022 08:36:25.984,1.5\n11.04.2022 08:36:26.984,2.5\nodd;line\n';
    const latin = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const summary = await take(
      [file('t.zip', zipSync({ 'a.csv': latin }))],
      'bridge',
      ['time=Time (-)', 'temperature=Air Temperature (°C)'],
      {
        asset: 'BR-1',
        timeZone: 'Europe/Berlin',
        timeFormat: 'dd.MM.yyyy HH:mm:ss.SSS',
      },
    );
    expect(summary.observations).toBe(2);
    expect(summary.all).toMatchObject([{ row: 3, cells: ['odd;line', null, null] }]);
    expect((await kept()).map(({ time, value }) => [time, value])).toEqual([
      ['2022-04-11T06:36:25.984Z', 1.5],
      ['2022-04-11T06:36:26.984Z', 2.5],
    ]);
  });

  it('may be Parquet', async () => {
    const path = join(place.folder, 'depths.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT 'WL-1' AS id, TIMESTAMP '2026-07-01 00:00:00' + INTERVAL (i) MINUTE AS made, i::DOUBLE AS level FROM range(5000) t(i)) TO '${path}'`,
    );
    connection.closeSync();
    instance.closeSync();
    const { observations, refused } = await take([path], 'waterlogging', ['asset=id', 'time=made', 'depth=level:mm'], {
      timeZone: 'UTC',
    });
    expect(refused.map(({ reason, count }) => [reason, count])).toEqual([['out-of-range', 999]]);
    expect(observations).toBe(4001);
    expect((await kept()).at(-1)).toMatchObject({ time: '2026-07-03T18:40:00.000Z', value: 400 });
  });

  it('that is none says so, and nothing is kept', async () => {
    await expect(take([file('x.csv', '')], 'waterlogging', MAP)).rejects.toThrow(/x\.csv is empty/);
    await expect(take([file('x.zip', 'PK no zip')], 'waterlogging', MAP)).rejects.toThrow(/no readable ZIP/);
    await expect(take([file('x.json', '{"a": 1}')], 'waterlogging', MAP)).rejects.toThrow(/no page of SensorThings/);
    await expect(take([join(place.folder, 'nothing.csv')], 'waterlogging', MAP)).rejects.toThrow(/cannot be opened/);
    await expect(
      take([file('a.csv', DEPTHS), file('b.csv', 'other,columns\n1,2\n')], 'waterlogging', MAP, IDS),
    ).rejects.toThrow(/the file has other, columns/);
    expect(await kept()).toEqual([]);
  });
});

const SHARED = resolve(import.meta.dirname, '../../../../shared/data');
const inShared = (path: string) => join(SHARED, path);

describe.skipIf(!existsSync(SHARED))('published data', () => {
  it('of FloodNet: 2,256 profiles in inches; each peak to the millimetre, one alert for each flood that lasts', async () => {
    const events = inShared('flood/flood-events.csv');
    const ids = [
      ...new Set(
        readFileSync(events, 'utf8')
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => /"([^"]*)"|[^,]+/g.exec(line.slice(line.indexOf('",') + 2))?.[1] ?? ''),
      ),
    ];
    const table = JSON.parse(readFileSync(join(place.folder, 'assets/waterlogging.json'), 'utf8'));
    const ponds = {
      ...table,
      count: ids.length,
      capacity: ids.length + 64,
      ids,
      positions: ids.flatMap((_, i) => [116.58, 35.4 + i * 1e-4, 0]),
      headings: ids.map(() => 0),
      columns: {},
    };
    writeFileSync(join(place.folder, 'assets/waterlogging.json'), JSON.stringify(ponds));
    city = readCity(place.folder, 'external');
    const summary = await take(
      [events],
      'waterlogging',
      ['asset=sensor_id', 'time=flood_start_time+flood_profile_time_secs:s', 'depth=flood_profile_depth_inches:in'],
      { timeZone: 'UTC' },
    );
    expect(summary).toMatchObject({ rows: 2256, refused: [] });
    expect(summary.observations).toBeGreaterThan(282_000);

    const layer = city.layer('waterlogging') as CityLayer;
    const history = await openHistory(city, database, () => DEFAULT_RETENTION);
    const lines = readFileSync(events, 'utf8').trim().split('\n').slice(1);
    const wrong: string[] = [];
    let asInHead = 0;
    for (const line of lines) {
      const cells = [...line.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
      const [, sensor = '', from = '', to = '', head = ''] = cells;
      const profile = JSON.parse(cells.find((each) => each.startsWith('[')) ?? '[]') as number[];
      const start = Date.parse(`${from}Z`);
      const span = Date.parse(`${to}Z`) - start + 1000;
      const [bucket] = await history.buckets(layer, 'depth', ids.indexOf(sensor), start, start + span, span);
      const peak = bucket?.max ?? Number.NaN;
      if (!(Math.abs(peak - Math.max(...profile) * 2.54) < 0.05)) wrong.push(`${sensor} ${from} ${peak}`);
      if (Math.abs(peak - Number(head) * 2.54) < 0.05) asInHead++;
    }
    // 46 rows of the file say another depth in their own head than in their profile.
    expect(asInHead).toBe(2256 - 46);
    expect(wrong).toEqual([]);

    const alerts = await (await openAlertStore(database, SOLE)).between(0, NOW, 10_000);
    expect(alerts.length).toBe(summary.alerts);
    expect(alerts.every(({ stage, provenance }) => stage === 'cleared' && provenance === 'published')).toBe(true);
  }, 180_000);

  it('of the Munich bridge: 100 Hz, day and month swapped, forces against their baseline; a thermometer in Latin-1', async () => {
    const force = inShared('bridge/UniBw_2022-04-11_ref_support_load_01ForceAt100Hz.csv.zip');
    const map = ['time=Time (-)', 'cableForce=FRC-01 [kN]:linear(0.4275,-100)'];
    const how = { asset: 'BR-1', timeZone: 'Europe/Berlin', timeFormat: 'yyyy-dd-MM HH:mm:ss.SSS' };
    const summary = await take([force], 'bridge', map, how);
    expect(summary.rows).toBe(72_000);
    expect(summary.refused).toEqual([]);
    expect(new Date(summary.first ?? 0).toISOString()).toBe('2022-04-11T06:36:24.897Z');
    await expect(take([force], 'bridge', ['time=Time (-)', 'cableForce=FRC-01 [kN]'], how)).rejects.toThrow(
      /"kN" cannot become "%"/,
    );

    const warm = await take(
      [inShared('bridge/TemperatureData2022-04-11.zip')],
      'bridge',
      ['time=Time (-)', 'temperature=Air Temperature (°C)'],
      {
        ...how,
        timeFormat: 'dd.MM.yyyy HH:mm:ss.SSS',
      },
    );
    expect(warm.rows).toBeGreaterThan(10_000);
    expect(warm.observations).toBeGreaterThan(10_000);
  }, 120_000);

  it('of the BGS: a page of SensorThings, with the address of the next one', async () => {
    const page = inShared('sensorthings/bgs_observations_page.json');
    const count = JSON.parse(readFileSync(page, 'utf8')).value.length as number;
    const summary = await take(
      [page],
      'bridge',
      ['time=phenomenonTime', 'wind=result:linear(0.01,0)', 'quality=resultQuality'],
      { asset: 'BR-1' },
    );
    expect(summary).toMatchObject({ rows: count, observations: count, refused: [] });
    expect(summary.notes.join()).toContain(
      `${count} of 18432 observations; the next one is at https://sensors.bgs.ac.uk/`,
    );
    expect(await kept()).toContainEqual({
      asset: 'BR-1',
      time: '2023-03-28T10:30:00.000Z',
      value: 10.0986,
      quality: 'good',
    });
    await expect(
      take([page], 'bridge', ['time=phenomenonTime', 'wind=result:mbar'], { asset: 'BR-1' }),
    ).rejects.toThrow(/"mbar" cannot become "m\/s"/);
  });
});
