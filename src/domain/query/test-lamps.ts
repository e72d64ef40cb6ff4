import type { AssetTable } from '../asset.ts';
import type { FleetLayer } from '../fleet.ts';
import { findLayer } from '../layers/table.ts';
import { ObservationTable } from '../observation-table.ts';
import { seededRandom } from '../random.ts';

/** 2026-11-23 18:00 in Jining. */
export const AT = 1_795_428_000_000;

/** Lamps strewn over 10 km by seed 7, three of four observed within the last two hours; for tests. */
export function strewnLamps(count: number): FleetLayer {
  const definition = findLayer('lamp')!;
  const next = seededRandom(7);
  const positions = new Float64Array(3 * count);
  const types = ['single-arm', 'double-arm', 'post-top', 'multi-function'];
  const columns: Record<string, (string | number | null)[]> = { type: [], height: [], road: [], name: [] };
  const shown = new ObservationTable(
    'lamp',
    definition.properties.map(({ key }) => key),
    count,
  );
  for (let slot = 0; slot < count; slot++) {
    positions.set([116.55 + 0.11 * next(), 35.38 + 0.09 * next(), 0], 3 * slot);
    columns.type?.push(types[Math.floor(4 * next())] ?? null);
    columns.height?.push(next() < 0.1 ? null : 6 + Math.round(12 * next()) / 2);
    columns.road?.push(`示意路 ${Math.floor(50 * next())}`);
    columns.name?.push(`灯 ${slot}`);
    if (next() < 0.25) continue;
    const time = AT - Math.floor(7_200_000 * next());
    shown.write(0, slot, Math.round(250 * next()), time, next() < 0.9 ? 'good' : 'suspect');
    shown.write(2, slot, next() < 0.97 ? 0 : 1 + Math.floor(3 * next()), time, 'good');
  }
  const assets: AssetTable = {
    layer: 'lamp',
    count,
    capacity: count,
    ids: Array.from({ length: count }, (_, slot) => `L-${slot}`),
    positions,
    headings: new Float32Array(count),
    columns,
    provenance: 'illustrative',
  };
  return { definition, assets, shown, source: 'simulated' };
}
