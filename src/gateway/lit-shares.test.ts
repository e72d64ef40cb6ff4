import { expect, it } from 'vitest';
import type { AssetTable, Path } from '../domain/asset.ts';
import { HOUR, MINUTE } from '../domain/clock.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { createAlertEngine, type KeptAlert } from './alert-engine.ts';
import type { CityLayer } from './city.ts';
import { createIngest, type Origin } from './ingest.ts';
import { createLitShares } from './lit-shares.ts';
import { createRejects } from './rejects.ts';
import { cityOfLayers } from './test-city.ts';

/** An evening in July: the sun has set, and it is dark from about 20:00 on. */
const EVENING = Date.parse('2026-07-15T19:30:00+08:00');
const frame = localFrame(116.6, 35.4);
const at = (x: number, y: number) => toGeographic(frame, x, y);

/** Two sections of a greenway end to end, ten lamps beside the first, two beside the second, and one of a road across. */
function park(lampSource: CityLayer['source'] = 'surveyed') {
  let firstRow = 0;
  const layer = (id: string, ids: readonly string[], places: readonly [number, number][], shapes?: readonly Path[]) => {
    const definition = layerOf(id);
    const assets: AssetTable = {
      layer: id,
      count: ids.length,
      capacity: ids.length,
      ids,
      positions: Float64Array.from(places.flatMap(([longitude, latitude]) => [longitude, latitude, 0])),
      headings: new Float32Array(ids.length),
      columns: id === 'lamp' ? { wattage: ids.map(() => 45) } : {},
      ...(shapes ? { shapes } : {}),
      provenance: 'illustrative',
    };
    const properties = definition.properties.map(({ key }) => key);
    const last = new ObservationTable(id, properties, ids.length);
    const entry = { id, assets: '', count: ids.length, capacity: ids.length, provenance: 'illustrative' as const };
    const source = id === 'lamp' ? lampSource : ('surveyed' as const);
    const made: CityLayer = { id, index: 0, definition, entry, assets, last, feed: 'external', source, firstRow };
    firstRow += ids.length * properties.length;
    return made;
  };
  const lampPlaces = [
    ...Array.from({ length: 10 }, (_, i) => at(10 + 20 * i, 2.8)),
    at(230, -2.8),
    at(250, -2.8),
    at(100, 30),
  ];
  const city = cityOfLayers([
    layer(
      'greenway',
      ['GW-1', 'GW-2'],
      [at(100, 0), at(250, 0)],
      [
        [at(0, 0), at(210, 0)],
        [at(210, 0), at(300, 0)],
      ],
    ),
    layer(
      'lamp',
      lampPlaces.map((_, i) => `LP-${i}`),
      lampPlaces,
    ),
  ]);
  const { layers } = city;
  const open = new Map<string, KeptAlert['alert']>();
  const engine = createAlertEngine(city, false, ({ alert }) => open.set(`${alert.asset} ${alert.property}`, alert));
  let now = EVENING;
  const rejects = createRejects();
  const ingest = createIngest({
    city,
    now: () => now,
    keptFor: () => 30 * 24 * HOUR,
    rejects,
    onSample: (sample) => engine.observe(sample),
  });
  const shares = createLitShares(city, ingest);
  const last = (asset: 'GW-1' | 'GW-2', property: 'lampsLit' | 'dark') => {
    const [greenway] = layers as [CityLayer];
    const index = greenway.definition.properties.findIndex(({ key }) => key === property);
    return greenway.last.values[index]?.[greenway.assets.ids.indexOf(asset)];
  };
  return {
    last,
    rejects,
    alert: (asset: string) => open.get(`${asset} dark`),
    /** Each lamp tells its power once every half hour, one after the other, and the city's minutes pass. */
    pass(until: number, watts: (lamp: number, time: number) => number | null, origin: Origin = 'external') {
      for (; now < until; now += MINUTE) {
        lampPlaces.forEach((_, i) => {
          const value = (now - 2 * i * MINUTE) % (30 * MINUTE) === 0 ? watts(i, now) : null;
          const row = { asset: `LP-${i}`, property: 'power', time: now, quality: 'good' } as const;
          if (value !== null) ingest.row('lamp', { ...row, value }, origin, 'test');
        });
        shares.tell(now);
      }
    },
  };
}

it('tells of each section how many of its own lamps burn', () => {
  const { pass, last, alert } = park();
  pass(EVENING + 2 * HOUR, (lamp) => (lamp === 3 || lamp === 12 ? 1 : 44));
  expect([last('GW-1', 'lampsLit'), last('GW-1', 'dark')]).toEqual([90, 10]);
  expect([last('GW-2', 'lampsLit'), last('GW-2', 'dark')]).toEqual([100, 0]);
  expect(alert('GW-1')).toBeUndefined();
});

it('raises a dark section at night and ends it by day', () => {
  const { pass, last, alert } = park();
  pass(EVENING + 3 * HOUR, (lamp) => (lamp < 10 ? 0 : 44));
  expect(alert('GW-1')).toMatchObject({ level: 'orange', value: 100, stage: 'raised' });
  expect(alert('GW-2')).toBeUndefined();
  pass(EVENING + 14 * HOUR, () => 0);
  expect([last('GW-1', 'lampsLit'), last('GW-1', 'dark')]).toEqual([0, 0]);
  expect(alert('GW-1')?.stage).toBe('cleared');
});

it('takes silent lamps for unknown: neither a dark section nor an all-clear', () => {
  const { pass, last, alert } = park();
  // Four of ten fall silent; the rest goes on burning.
  pass(EVENING + 90 * MINUTE, () => 44);
  pass(EVENING + 8 * HOUR, (lamp) => (lamp < 4 ? null : 44));
  expect([last('GW-1', 'lampsLit'), last('GW-1', 'dark')]).toEqual([100, 0]);
  const other = park();
  other.pass(EVENING + 6 * HOUR, (lamp) => (lamp < 7 ? null : 0));
  expect(other.last('GW-1', 'dark')).toBeNaN();
  expect(other.alert('GW-1')).toBeUndefined();
  expect(alert('GW-1')).toBeUndefined();
});

it('takes no darkness of before the lamps were on for the night', () => {
  const { pass, alert } = park();
  // While it is still light every lamp is off; each tells that it burns within half an hour of the night.
  pass(EVENING + 4 * HOUR, (_, time) => (time < EVENING + 27 * MINUTE ? 0 : 44));
  expect(alert('GW-1')).toBeUndefined();
});

it('believes no simulated lamp beside a real greenway', () => {
  const { pass, last, rejects } = park('simulated');
  pass(EVENING + 2 * HOUR, () => 44, 'simulator');
  expect(last('GW-1', 'lampsLit')).toBeNaN();
  expect(rejects.list()).toEqual([]);
});
