import { expect, it } from 'vitest';
import type { Alert } from '../../domain/alert.ts';
import type { AssetTable, AttributeValue } from '../../domain/asset.ts';
import { DAY, HOUR } from '../../domain/clock.ts';
import type { FleetLayer } from '../../domain/fleet.ts';
import { layerOf } from '../../domain/layers/table.ts';
import { ObservationTable } from '../../domain/observation-table.ts';
import { stateOf } from '../asset-state.ts';
import { alertsToday, bridgeOf, frequencyShift } from './bridge-view.ts';
import { pairsOf } from './use-history.ts';

const NOW = Date.parse('2026-07-15T01:30:00+08:00');

function layer(id: string, rows: readonly Readonly<Record<string, AttributeValue>>[]): FleetLayer {
  const definition = layerOf(id);
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const assets: AssetTable = {
    layer: id,
    count: rows.length,
    capacity: rows.length,
    ids: rows.map((row) => String(row.id)),
    positions: new Float64Array(3 * rows.length),
    headings: new Float32Array(rows.length),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key] ?? null)])),
    provenance: 'illustrative',
  };
  const properties = definition.properties.map(({ key }) => key);
  return { definition, assets, shown: new ObservationTable(id, properties, rows.length), source: 'simulated' };
}

it('a sensor opens its bridge, a bridge itself, anything else none', () => {
  const fleet = new Map([
    ['bridge', layer('bridge', [{ id: 'B1' }])],
    ['bridge-sensor', layer('bridge-sensor', [{ id: 'S1', bridge: 'B1' }])],
  ]);
  expect(['B1', 'S1', 'WL-01', null].map((id) => bridgeOf(fleet, id))).toEqual(['B1', 'B1', null, null]);
});

it('the shift of the first frequency is that at the reference temperature', () => {
  const bridges = layer('bridge', [
    { id: 'B1', baseFrequency: 2, frequencyPerKelvin: -0.002, referenceTemperature: 15 },
  ]);
  const write = (property: string, value: number) =>
    bridges.shown.write(bridges.shown.properties.indexOf(property), 0, value, NOW, 'good');
  write('frequency', 1.96);
  write('temperature', 35);
  expect(frequencyShift(stateOf(bridges, 0, NOW))).toBeCloseTo(0, 9);
  write('temperature', 15);
  expect(frequencyShift(stateOf(bridges, 0, NOW))).toBeCloseTo(-2, 9);
});

it('today begins at midnight of the city', () => {
  const alert = (asset: string, raisedAt: number) => ({ asset, raisedAt }) as Alert;
  const alerts = [alert('B1', NOW - HOUR), alert('B1', NOW - 2 * HOUR), alert('B2', NOW), alert('B1', NOW - DAY)];
  expect(alertsToday(alerts, 'B1', NOW, 480)).toEqual({ open: 3, today: 1 });
});

it('pairs are of one bucket; a gap in either is no pair', () => {
  const series = (hours: readonly number[], value: number) =>
    hours.map((hour) => ({ time: hour * HOUR + 1000 * value, mean: hour + value, min: 0, max: 0 }));
  expect(pairsOf(series([1, 2, 4], 0.1), series([1, 3, 4], 0.2), HOUR).map(({ x, y }) => [x, y])).toEqual([
    [1.1, 1.2],
    [4.1, 4.2],
  ]);
});
