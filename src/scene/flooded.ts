import type { AssetTable } from '../domain/asset.ts';
import { localFrame, toLocal } from '../domain/geo/local-frame.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { LATE, rampRange, rampValue, STATE_BYTES } from './encode-state.ts';
import type { WaterReach } from './water-motion.ts';

/** A basin with less water than this is drawn dry, cm. */
const DRY = 0.3;

/**
 * Where basins of a layer stand under water by their encoded states: point and the reach of the basin about it, metres. What is
 * stale or offline shows what was, which does not move.
 */
export function floodedReach(layer: LayerDefinition, table: AssetTable, rows: Uint8Array): WaterReach {
  if (layer.geometry !== 'polygon') return [];
  const top = rampRange(layer);
  return (table.shapes ?? []).flatMap((ring, slot) => {
    const [red = 0, green = 0, blue = 0] = rows.subarray(slot * STATE_BYTES, slot * STATE_BYTES + 3);
    if (!ring || ((red >> 4) & 7) > LATE || rampValue(green, blue, top) <= DRY) return [];
    const [longitude, latitude] = [table.positions[3 * slot] as number, table.positions[3 * slot + 1] as number];
    const frame = localFrame(longitude, latitude);
    return [
      [longitude, latitude, Math.max(...ring.map(([lon, lat]) => Math.hypot(...toLocal(frame, lon, lat))))] as const,
    ];
  });
}
