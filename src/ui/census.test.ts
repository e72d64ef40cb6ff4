import { describe, expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import { layerOf } from '../domain/layers/table.ts';
import { LEVELS } from '../domain/level.ts';
import { LIVENESS } from '../domain/liveness.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { seededRandom } from '../domain/random.ts';
import { stateOf } from './asset-state.ts';
import { type Census, isCurrent, LayerCensus, prevailing } from './census.ts';

const NOW = Date.UTC(2026, 6, 15, 2);

function bridges(count: number): FleetLayer {
  const definition = layerOf('bridge');
  const random = seededRandom(5);
  const column = (low: number, high: number) => Array.from({ length: count }, () => low + random() * (high - low));
  const assets: AssetTable = {
    layer: 'bridge',
    count,
    capacity: count + 8,
    ids: Array.from({ length: count }, (_, slot) => `BR-${slot}`),
    positions: new Float64Array(3 * count),
    headings: new Float32Array(count),
    columns: { deflectionLimit: column(20, 60), mainSpan: column(20, 60), baseFrequency: column(1, 3) },
    provenance: 'illustrative',
  };
  const shown = new ObservationTable(
    'bridge',
    definition.properties.map((property) => property.key),
    assets.capacity,
  );
  return { definition, assets, shown, source: 'simulated' };
}

function scatter(layer: FleetLayer, writes: number, seed: number): void {
  const random = seededRandom(seed);
  for (let i = 0; i < writes; i++) {
    const property = Math.floor(random() * layer.definition.properties.length);
    const quality = random() < 0.1 ? 'suspect' : 'good';
    const slot = Math.floor(random() * layer.assets.count);
    layer.shown.write(property, slot, random() * 100, NOW - random() * 10_000_000, quality);
  }
}

/** The census counted the slow way, asset by asset. */
function counted(layer: FleetLayer): Pick<Census, 'levels' | 'liveness' | 'doubtful'> {
  const zero = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 0]));
  const result = { levels: zero(LEVELS), liveness: zero(LIVENESS), doubtful: 0 };
  for (let slot = 0; slot < layer.assets.count; slot++) {
    const state = stateOf(layer, slot, NOW);
    result.levels[state.level]!++;
    result.liveness[state.liveness]!++;
    if (state.doubtful) result.doubtful++;
  }
  return result as Pick<Census, 'levels' | 'liveness' | 'doubtful'>;
}

describe('census', () => {
  it('agrees with the state of every asset, after every batch of writes', () => {
    const layer = bridges(700);
    const census = new LayerCensus(layer);
    for (let batch = 1; batch <= 5; batch++) {
      scatter(layer, 400, batch);
      expect(census.take(layer, NOW)).toMatchObject(counted(layer));
    }
  });

  it('kept by difference it is what one that begins now counts, whatever is written, erased or lost', () => {
    const layer = bridges(700);
    const kept = new LayerCensus(layer);
    const random = seededRandom(11);
    const { shown } = layer;
    for (let batch = 1; batch <= 200; batch++) {
      scatter(layer, 30, batch);
      for (let i = 0; i < 200; i++) shown.erase(Math.floor(random() * shown.properties.length), i);
      if (batch % 9 === 0) shown.lose(!shown.lost);
      const at = NOW + 400 * batch;
      const { liveness: _, ...told } = kept.take(layer, at);
      const fresh = new LayerCensus(layer).take(layer, at);
      expect({ ...fresh, ...told }).toEqual(fresh);
    }
  });

  it('ages by itself when nothing is written', () => {
    const layer = bridges(3);
    const census = new LayerCensus(layer);
    layer.shown.write(0, 0, 1, NOW, 'good');
    expect(census.take(layer, NOW).liveness).toMatchObject({ live: 1, none: 2 });
    expect(census.take(layer, NOW + 8_000_000).liveness).toMatchObject({ offline: 1, none: 2 });
  });

  it('does not let the one that answers speak for all that do not', () => {
    const layer = bridges(5);
    const census = new LayerCensus(layer);
    expect(prevailing(census.take(layer, NOW))).toBe('none');
    layer.shown.write(0, 0, 1, NOW, 'good');
    expect(prevailing(census.take(layer, NOW))).toBe('none');
    for (const slot of [1, 2]) layer.shown.write(0, slot, 1, NOW - 8_000_000, 'good');
    expect(prevailing(census.take(layer, NOW))).toBe('offline');
    for (const slot of [1, 2]) layer.shown.write(0, slot, 1, NOW, 'good');
    expect(isCurrent(prevailing(census.take(layer, NOW)))).toBe(true);
  });

  it('points at the worst asset, and at the highest primary value when all are calm', () => {
    const layer = bridges(4);
    const census = new LayerCensus(layer);
    layer.shown.write(0, 1, 3, NOW, 'good');
    layer.shown.write(0, 2, 5, NOW, 'good');
    expect(census.take(layer, NOW).worstSlot).toBe(2);
    layer.shown.write(4, 3, 90, NOW, 'good');
    expect(census.take(layer, NOW)).toMatchObject({ worst: 'red', worstSlot: 3 });
  });
});
