import { expect, it } from 'vitest';
import type { AssetTable } from './asset.ts';
import { HOUR, MINUTE } from './clock.ts';
import type { Fleet } from './fleet.ts';
import { layer } from './layers/weather.ts';
import type { Quality } from './observation.ts';
import { ObservationTable } from './observation-table.ts';
import { CLEAR, visibilityIn, weatherOf } from './weather.ts';

const AT = Date.parse('2026-11-23T08:00:00+08:00');
const FOG = { rain: 0, rainHour: 0, visibility: 300, cloud: 20, wind: 2, temperature: 3 };
const STORM = { rain: 40, rainHour: 25, visibility: 1500, cloud: 100, wind: 9, temperature: 22 };

/** Stations with what each observed, how long before `AT`, and how good it is. */
function fleet(...stations: { values: Readonly<Record<string, number>>; age?: number; quality?: Quality }[]): Fleet {
  const shown = new ObservationTable(
    layer.id,
    layer.properties.map(({ key }) => key),
    stations.length,
  );
  stations.forEach(({ values, age = 0, quality = 'good' }, slot) => {
    for (const [key, value] of Object.entries(values))
      shown.write(shown.properties.indexOf(key), slot, value, AT - age, quality);
  });
  const assets = { layer: layer.id, count: stations.length, capacity: stations.length } as AssetTable;
  return new Map([[layer.id, { definition: layer, assets, shown, source: 'simulated' as const }]]);
}

it('is clear without stations, right of now, and where none of them speaks', () => {
  expect(weatherOf(null, AT, 'now')).toEqual(CLEAR);
  expect(weatherOf(new Map(), AT, 'now')).toEqual(CLEAR);
  expect(weatherOf(fleet({ values: STORM }), AT, 'future')).toEqual(CLEAR);
  expect(weatherOf(fleet({ values: STORM, age: 2 * HOUR }), AT, 'now')).toEqual(CLEAR);
  expect(weatherOf(fleet({ values: STORM, quality: 'bad' }), AT, 'now')).toEqual(CLEAR);
  const lost = fleet({ values: STORM });
  lost.get(layer.id)?.shown.lose(true);
  expect(weatherOf(lost, AT, 'now')).toEqual(CLEAR);
});

it('takes fog from visibility by Koschmieder’s law: what is as far as can be seen keeps 5 % of its contrast', () => {
  const { extinction, rain, wetness, overcast } = weatherOf(fleet({ values: FOG }), AT, 'now');
  expect(Math.exp(-extinction * 300)).toBeCloseTo(0.05, 1);
  expect(visibilityIn(weatherOf(fleet({ values: FOG }), AT, 'now'))).toBeCloseTo(300, -2);
  expect({ rain, wetness, overcast }).toEqual({ rain: 0, wetness: 0, overcast: 0 });
  expect(weatherOf(fleet({ values: { ...FOG, visibility: 20_000 } }), AT, 'now').extinction).toBe(0);
});

it('wets roads and closes the sky under rain; roads stay wet for what fell within the hour', () => {
  const storm = weatherOf(fleet({ values: STORM }), AT, 'past');
  expect(storm).toMatchObject({ rain: 40, wetness: 1, overcast: 1, heaviness: 1, wind: 9 });
  const after = weatherOf(fleet({ values: { ...STORM, rain: 0, rainHour: 1.2 } }), AT, 'past');
  expect(after.rain).toBe(0);
  expect(after.wetness).toBeGreaterThan(0.6);
});

it('is the mean of the stations that speak: a silent one counts neither as wet nor as dry', () => {
  const dry = { ...FOG, visibility: 20_000 };
  const both = weatherOf(fleet({ values: STORM }, { values: dry }), AT, 'now');
  expect(both.rain).toBe(20);
  const one = weatherOf(fleet({ values: STORM, age: 16 * MINUTE }, { values: dry, age: 5 * HOUR }), AT, 'now');
  expect(one.rain).toBe(40);
});

it('does not change with what nobody could see', () => {
  const a = weatherOf(fleet({ values: STORM }), AT, 'now');
  expect(weatherOf(fleet({ values: { ...STORM, rain: 40.1, visibility: 1510 } }), AT, 'now')).toEqual(a);
});
