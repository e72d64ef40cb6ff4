import { describe, expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import {
  createStateEncoder,
  FILTERED,
  HIGHLIGHTED,
  LATE,
  LIVE,
  NONE,
  OFFLINE,
  rampRange,
  rampValue,
  STALE,
  toldState,
} from './encode-state.ts';
import { INUNDATION_VERTEX } from './shaders/inundation.glsl.ts';

const NOW = 1_800_000_000_000;

function rig(layerId: string, count: number, columns: AssetTable['columns'] = {}) {
  const layer = layerOf(layerId);
  const assets: AssetTable = {
    layer: layerId,
    count,
    capacity: count + 2,
    ids: Array.from({ length: count }, (_, i) => `${layerId}-${i}`),
    positions: new Float64Array(3 * count),
    headings: new Float32Array(count),
    columns,
    provenance: 'illustrative',
  };
  const table = new ObservationTable(
    layerId,
    layer.properties.map((property) => property.key),
    assets.capacity,
  );
  const rows = new Uint8Array(256 * 4);
  const encoder = createStateEncoder(layer, assets, table);
  const write = (property: string, slot: number, value: number, ageSeconds = 0) =>
    table.write(table.properties.indexOf(property), slot, value, NOW - ageSeconds * 1000, 'good');
  const state = (slot: number) => ({
    level: rows[slot * 4]! & 7,
    bad: (rows[slot * 4]! >> 3) & 1,
    liveness: (rows[slot * 4]! >> 4) & 7,
    light: rows[slot * 4 + 2]!,
  });
  return { layer, table, rows, encoder, write, state, encode: (now = NOW) => encoder.encode(rows, 0, count, now) };
}

describe('state rows', () => {
  it('tells badges nothing of what a filter hides', () => {
    const rows = Uint8Array.of(4, 0, 0, FILTERED, 2, 0, 0, HIGHLIGHTED);
    expect([toldState(rows, 0), toldState(rows, 1)]).toEqual([0, 2]);
  });

  it('looks only at the slots that were written since, and at all when asked for all', () => {
    const r = rig('lamp', 3);
    for (const slot of [0, 1, 2]) r.write('power', slot, 120);
    r.encode();
    const since = r.table.version;
    r.rows.fill(77);
    r.write('power', 1, 0);
    expect(r.encoder.encode(r.rows, 0, 3, NOW, since)).toBe(true);
    expect(r.rows[0 * 4 + 2]).toBe(77);
    expect(r.encoder.encode(r.rows, 0, 3, NOW, r.table.version)).toBe(false);
    expect(r.encode()).toBe(true);
    expect(r.rows[0 * 4 + 2]).toBe(255);
  });

  it('marks every observed value stale while its source is lost, and live again after', () => {
    const r = rig('lamp', 2);
    r.write('power', 0, 120);
    r.encode();
    expect([r.state(0).liveness, r.state(1).liveness]).toEqual([LIVE, NONE]);
    r.table.lose(true);
    expect(r.encode()).toBe(true);
    expect([r.state(0).liveness, r.state(1).liveness]).toEqual([STALE, NONE]);
    r.table.lose(false);
    r.encode();
    expect(r.state(0).liveness).toBe(LIVE);
  });

  it('codes liveness by the newest observation of any property', () => {
    const { layer, write, state, encode } = rig('lamp', 6);
    const { late, stale, offline } = layer.liveness;
    write('power', 0, 150, late - 1);
    write('power', 1, 150, late);
    write('power', 2, 150, stale);
    write('power', 3, 150, offline);
    write('power', 4, 150, offline);
    write('fault', 4, 0, 1);
    encode();
    expect([0, 1, 2, 3, 4, 5].map((slot) => state(slot).liveness)).toEqual([LIVE, LATE, STALE, OFFLINE, LIVE, NONE]);
  });

  it('what the gateway derives from the calendar keeps no silent asset alive', () => {
    const { layer, write, state, encode } = rig('billboard', 2);
    write('inspection', 0, 0, layer.liveness.stale);
    write('permitLeft', 0, 100, 1);
    write('permitLeft', 1, 100, 1);
    encode();
    expect([0, 1].map((slot) => state(slot).liveness)).toEqual([STALE, NONE]);
  });

  it('takes the worst threshold over all properties, waterlogging at 15, 27 and 40 cm', () => {
    const { write, state, encode } = rig('waterlogging', 5);
    [14.9, 15, 27, 40, 60].forEach((depth, slot) => {
      write('depth', slot, depth);
    });
    encode();
    expect([0, 1, 2, 3, 4].map((slot) => state(slot).level)).toEqual([0, 2, 3, 4, 4]);
  });

  it('the height of the water is the measured depth, to a tenth of a millimetre, however deep', () => {
    const depths = [0, 0.1, 3.2, 14.9, 15, 27.3, 40, 60, 61.7, 180, 400];
    const { layer, write, rows, encode } = rig('waterlogging', depths.length);
    depths.forEach((depth, slot) => {
      write('depth', slot, depth);
    });
    encode();
    depths.forEach((depth, slot) => {
      const [green, blue] = [rows[4 * slot + 1] ?? 0, rows[4 * slot + 2] ?? 0];
      expect(Math.abs(rampValue(green, blue, rampRange(layer)) - depth)).toBeLessThan(0.01);
    });
    // What the shader does with the two bytes is the same sum.
    expect(INUNDATION_VERTEX).toContain('float(256 * v_state.g + v_state.b) / 65535.0 * u_rampTop');
    expect(INUNDATION_VERTEX).toMatch(/\+ v_depth \/ 100\.0;/);
  });

  it('judges a limit that is a factor of the asset’s own attribute', () => {
    const { write, state, encode } = rig('greenway', 2, { capacity: [1000, 100] });
    write('people', 0, 500);
    write('people', 1, 500);
    encode();
    expect(state(0).level).toBe(0);
    expect(state(1).level).toBe(3);
  });

  it('says that nothing changed when only the age of a live value did', () => {
    const { write, encode } = rig('lamp', 3);
    write('power', 1, 150, 60);
    expect(encode()).toBe(true);
    write('power', 1, 151, 1);
    expect(encode()).toBe(false);
    write('fault', 1, 3, 1);
    expect(encode()).toBe(true);
  });

  it('gives light as far as a lamp is dimmed, and none when it draws no power', () => {
    const { write, state, encode } = rig('lamp', 3);
    write('power', 0, 90);
    write('dim', 0, 60);
    write('power', 1, 0);
    write('dim', 1, 60);
    encode();
    expect([0, 1, 2].map((slot) => state(slot).light)).toEqual([153, 0, 0]);
  });

  it('finds the earliest liveness transition, and the encoding really changes there and not before', () => {
    const { layer, write, encoder, encode } = rig('waterlogging', 3);
    write('depth', 0, 1, layer.liveness.late - 30);
    write('depth', 1, 1, 5);
    encode();
    const next = Math.min(...[0, 1, 2].map((slot) => encoder.dueOf(slot, NOW)));
    expect(next).toBe(NOW + 30_000);
    expect(encode(next - 1)).toBe(false);
    expect(encode(next)).toBe(true);
    expect(rig('lamp', 2).encoder.dueOf(0, NOW)).toBe(Number.POSITIVE_INFINITY);
  });
});
