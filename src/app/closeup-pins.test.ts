import { expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { pinsOf } from './closeup-pins.ts';

const NOW = 1_800_000_000_000;

it('marks the transducers of one bridge where they sit, each with its worst reading', () => {
  const definition = layerOf('bridge-sensor');
  const columns = {
    bridge: ['B1', 'B1', 'B2', 'B1'],
    limit: [100, 100, 100, 100],
    along: [0, 80, 0, null],
    across: [5, 5, 5, 5],
    up: [12, 12, 12, 12],
  };
  const assets: AssetTable = {
    layer: definition.id,
    count: 4,
    capacity: 4,
    ids: ['S1', 'S2', 'S3', 'S4'],
    positions: new Float64Array(12),
    headings: new Float32Array(4),
    columns,
    provenance: 'illustrative',
  };
  const shown = new ObservationTable(
    definition.id,
    definition.properties.map(({ key }) => key),
    4,
  );
  shown.write(0, 0, 120, NOW - 60_000, 'good');
  const sensors: FleetLayer = { definition, assets, shown, source: 'simulated' };
  expect(pinsOf(new Map([[definition.id, sensors]]), 'bridge', 'B1', NOW)).toEqual([
    { id: 'S1', at: [5, 0, 12], status: 'orange', liveness: 'live' },
    { id: 'S2', at: [5, 80, 12], status: 'normal', liveness: 'none' },
  ]);
});
