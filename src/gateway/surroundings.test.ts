import { expect, it } from 'vitest';
import type { AssetTable, AttributeValue } from '../domain/asset.ts';
import { HOUR, MINUTE } from '../domain/clock.ts';
import { propertyIndex } from '../domain/layer.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { createAlertEngine, type KeptAlert } from './alert-engine.ts';
import { type CityLayer, rowOf } from './city.ts';
import { createIngest } from './ingest.ts';
import { createOfflineShares } from './offline-shares.ts';
import { createRejects } from './rejects.ts';
import { cityOfLayers } from './test-city.ts';

const NOON = Date.parse('2026-07-15T12:00:00+08:00');

type Rows = readonly (readonly [id: string, attributes: Readonly<Record<string, AttributeValue>>])[];

/** A bridge with three points of deflection beside it, and what the gateway makes of what is said. */
function town() {
  let firstRow = 0;
  const layer = (id: string, rows: Rows): CityLayer => {
    const definition = layerOf(id);
    const keys = [...new Set(rows.flatMap(([, attributes]) => Object.keys(attributes)))];
    const assets: AssetTable = {
      layer: id,
      count: rows.length,
      capacity: rows.length,
      ids: rows.map(([each]) => each),
      positions: new Float64Array(3 * rows.length),
      headings: new Float32Array(rows.length),
      columns: Object.fromEntries(keys.map((key) => [key, rows.map(([, attributes]) => attributes[key] ?? null)])),
      provenance: 'illustrative',
    };
    const properties = definition.properties.map(({ key }) => key);
    const last = new ObservationTable(id, properties, rows.length);
    const entry = { id, assets: '', count: rows.length, capacity: rows.length, provenance: 'illustrative' as const };
    const made = { id, index: 0, definition, entry, assets, last, feed: 'external' as const, firstRow };
    firstRow += rows.length * properties.length;
    return { ...made, source: 'surveyed' };
  };
  const city = cityOfLayers([
    layer('bridge', [['B', { deflectionLimit: 100, mainSpan: 60, deflectionPerKelvin: 1, referenceTemperature: 15 }]]),
    layer(
      'bridge-sensor',
      ['S1', 'S2', 'S3', 'S4', 'S5'].map(
        (id, i) => [id, { bridge: 'B', deflectionWeight: i < 3 ? 0.7 : null }] as const,
      ),
    ),
  ]);
  const told: KeptAlert[] = [];
  const engine = createAlertEngine(city, false, (kept) => told.push(kept));
  let now = NOON;
  const rows: number[] = [];
  const ingest = createIngest({
    city,
    now: () => now,
    keptFor: () => 30 * 24 * HOUR,
    rejects: createRejects(),
    onSample: (sample) => {
      rows.push(sample.row);
      engine.observe(sample);
    },
  });
  const shares = createOfflineShares(city, ingest);
  return {
    city,
    told,
    rows,
    say(minute: number, asset: string, property: string, value: number, ago = 0) {
      now = NOON + minute * MINUTE;
      const layer = asset === 'B' ? 'bridge' : 'bridge-sensor';
      ingest.row(layer, { asset, property, value, time: now - ago, quality: 'good' }, 'external', 'test');
    },
    derive(minute: number) {
      now = NOON + minute * MINUTE;
      shares.tell(now);
    },
  };
}

it('an alert carries the temperature and the neighbours of its moment', () => {
  const { say, told } = town();
  for (const minute of [0, 1, 2]) {
    say(minute, 'B', 'temperature', 5);
    say(minute, 'S1', 'deflection', 60);
    say(minute, 'S2', 'deflection', 61);
    say(minute, 'S3', 'deflection', 2);
    say(minute, 'B', 'deflection', 95);
  }
  expect(told.at(-1)?.alert).toMatchObject({
    level: 'orange',
    value: 95,
    evidence: {
      compensated: 105,
      companion: 5,
      neighbours: [
        { asset: 'S1', value: 60, agrees: true },
        { asset: 'S2', value: 61, agrees: true },
        { asset: 'S3', value: 2, agrees: false },
      ],
    },
  });
});

it('a temperature or a neighbour of hours ago is not asked', () => {
  const { say, told } = town();
  for (const each of ['S1', 'S2', 'S3']) say(0, each, 'deflection', 1);
  say(0, 'B', 'temperature', 55);
  for (const minute of [200, 201, 202]) say(minute, 'B', 'deflection', 104);
  expect(told.at(-1)?.alert).toMatchObject({ level: 'orange' });
  expect(told.at(-1)?.alert.evidence).toBeUndefined();
});

it('a back-filled past asks the past, a live value the present', () => {
  const { say, told } = town();
  const day = 24 * HOUR;
  say(0, 'B', 'temperature', 15);
  say(0, 'B', 'deflection', 0);
  for (const minute of [1, 2, 3]) say(minute, 'B', 'temperature', 45, day);
  for (const minute of [1, 2, 3]) say(minute, 'B', 'deflection', 110, day);
  expect(told.at(-1)?.alert).toMatchObject({ level: 'yellow', evidence: { compensated: 80, companion: 45 } });
  for (const minute of [4, 5, 6]) say(minute, 'B', 'deflection', 110);
  expect(told.at(-1)?.alert).toMatchObject({ level: 'orange', stage: 'raised' });
});

it('the share of points offline is told each minute, and more than a fifth is an alert', () => {
  const { say, told, derive, city, rows } = town();
  const bridge = city.layer('bridge');
  if (!bridge) return expect.unreachable();
  const index = propertyIndex(bridge.definition, 'offline');
  derive(0);
  expect(rows, 'nobody has ever been heard').toEqual([]);
  for (const each of ['S1', 'S2', 'S3', 'S4', 'S5']) say(0, each, 'deflection', 1);
  for (const each of ['S1', 'S2', 'S3', 'S4']) say(150, each, 'deflection', 1);
  derive(150);
  derive(150.5);
  expect(rows.filter((row) => row === rowOf(bridge, index, 0))).toHaveLength(1);
  expect(bridge.last.values[index]?.[0]).toBe(20);
  expect(told.at(-1)?.alert).toMatchObject({ property: 'offline', level: 'red', provenance: 'surveyed' });
});
