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
    return [reachOf(ring, longitude, latitude)];
  });
}

type Ring = NonNullable<NonNullable<AssetTable['shapes']>[number]>;
const REACHES = new WeakMap<Ring, WaterReach[number]>();

/** The basin's point and the metres from it to the farthest of its shore; measured once, asked after every observation. */
function reachOf(ring: Ring, longitude: number, latitude: number): WaterReach[number] {
  const known = REACHES.get(ring);
  if (known && known[0] === longitude && known[1] === latitude) return known;
  const frame = localFrame(longitude, latitude);
  const radius = Math.max(...ring.map(([lon, lat]) => Math.hypot(...toLocal(frame, lon, lat))));
  const made = [longitude, latitude, radius] as const;
  REACHES.set(ring, made);
  return made;
}
