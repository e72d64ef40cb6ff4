import type { AssetTable } from '../domain/asset.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { livenessIndex } from '../domain/liveness.ts';
import type { ObservationTable } from '../domain/observation-table.ts';
import { standingOf } from '../domain/standing.ts';

/** Bytes a slot: what the shaders need to know of it and nothing more, so that an unseen change is no upload. */
export const STATE_BYTES = 4;

/** Liveness codes of the state byte, in the order of LIVENESS. */
export const LIVE = 0;
export const LATE = 1;
export const STALE = 2;
export const OFFLINE = 3;
export const NONE = 4;

/** Flags of the fourth byte; between them stands the rank (0–4) of the worst live finding. */
export const SELECTED = 1;
export const HIGHLIGHTED = 2;
export const FINDING_SHIFT = 2;
/** A hand holds it: it is drawn by the driver's `lift`, and its tile and its planned pieces are not. */
export const LIFTED = 32;
/** The layer's filter does not hold it: it is not drawn and not picked. */
export const FILTERED = 64;

/**
 * Writes the visible state of slots into RGBA8 texels: R = level | bad quality << 3 | liveness << 4, G and B = the ramp's value
 * (high and low byte, 0–65535 over the ramp) or, of a layer without a ramp, B = light it gives (0–255), A = flags of selection and
 * findings (left alone here).
 */
export interface StateEncoder {
  /**
   * Encodes slots `first … end - 1` judged at `now` (ms); returns whether a byte changed. With `since` only the slots written
   * after that version of the table are looked at.
   */
  encode(rows: Uint8Array, first: number, end: number, now: number, since?: number): boolean;
  /** Encodes one slot judged at `now` (ms); returns whether a byte changed. */
  encodeSlot(rows: Uint8Array, slot: number, now: number): boolean;
  /** When the slot's liveness next changes, after `now`; Infinity when it will not. */
  dueOf(slot: number, now: number): number;
  /** Level of the state byte, worst first, and liveness of every occupied slot, counted. */
  count(rows: Uint8Array): { live: number; late: number; stale: number; offline: number };
}

/** The state byte of a slot as badges count it: nothing of what a filter hides. */
export function toldState(rows: Uint8Array, slot: number): number {
  return (rows[slot * STATE_BYTES + 3]! & FILTERED) === 0 ? rows[slot * STATE_BYTES]! : 0;
}

export function createStateEncoder(layer: LayerDefinition, assets: AssetTable, table: ObservationTable): StateEncoder {
  const standing = standingOf(layer, assets, table);
  const limits = layer.liveness;
  const { slotVersions } = table;
  const ramp = layer.symbology.ramp;
  const rampValues = (ramp && table.values[table.properties.indexOf(ramp.property)]) ?? null;
  const rampTop = rampRange(layer);
  const lit = table.values[table.properties.indexOf('lit')] ?? null;
  const dim = table.values[table.properties.indexOf('dim')] ?? null;
  const power = table.values[table.properties.indexOf('power')] ?? null;

  const lightOf = (slot: number) => {
    if (lit) return lit[slot]!;
    if (!dim || (power && !(power[slot]! > 1))) return 0;
    return fallback(dim[slot]!, 100) / 100;
  };

  const encodeSlot = (rows: Uint8Array, slot: number, now: number) => {
    // hot: 1,000 of 200k slots a frame, all when the clock jumps
    standing.follow();
    const code = livenessIndex(standing.newestOf(slot), now, limits, table.lost);
    let red = NONE << 4;
    if (code !== NONE) red = standing.rankOf(slot) | (standing.isDoubtful(slot) ? 8 : 0) | (code << 4);
    const height = rampValues ? share16(rampValues[slot]! / rampTop) : 0;
    const green = height >> 8;
    const blue = rampValues ? height & 255 : code === NONE ? 0 : byte(lightOf(slot));
    const at = slot * STATE_BYTES;
    if (rows[at] === red && rows[at + 1] === green && rows[at + 2] === blue) return false;
    rows[at] = red;
    rows[at + 1] = green;
    rows[at + 2] = blue;
    return true;
  };

  return {
    encodeSlot,
    encode(rows, first, end, now, since = -1) {
      let changed = false;
      for (let slot = first; slot < end; slot++)
        if (slotVersions[slot]! > since) changed = encodeSlot(rows, slot, now) || changed;
      return changed;
    },
    dueOf(slot, now) {
      standing.follow();
      const time = standing.newestOf(slot);
      if (!(time <= now)) return Number.POSITIVE_INFINITY;
      const age = (now - time) / 1000;
      const seconds =
        age < limits.late
          ? limits.late
          : age < limits.stale
            ? limits.stale
            : age < limits.offline
              ? limits.offline
              : Number.POSITIVE_INFINITY;
      return time + seconds * 1000;
    },
    count(rows) {
      const counts = [0, 0, 0, 0, 0];
      for (let slot = 0; slot < assets.count; slot++) counts[(rows[slot * STATE_BYTES]! >> 4) & 7]! += 1;
      return { live: counts[LIVE]!, late: counts[LATE]!, stale: counts[STALE]!, offline: counts[OFFLINE]! };
    },
  };
}

/** The value at which the ramp's two bytes are full: the greatest that the property can have, so that none is cut off. */
export function rampRange(layer: LayerDefinition): number {
  const ramp = layer.symbology.ramp;
  return layer.properties.find(({ key }) => key === ramp?.property)?.range[1] ?? 1;
}

/** The ramp's value as the shader reads it back from the two bytes, in the property's unit. */
export function rampValue(green: number, blue: number, top: number): number {
  return ((256 * green + blue) / 65_535) * top;
}

function fallback(value: number, instead: number): number {
  return Number.isNaN(value) ? instead : value;
}

/** A share 0–1 as a byte; NaN is 0. */
function byte(share: number): number {
  return share > 0 ? Math.min(255, Math.round(share * 255)) : 0;
}

/** A share 0–1 as two bytes; NaN is 0. */
function share16(share: number): number {
  return share > 0 ? Math.min(65_535, Math.round(share * 65_535)) : 0;
}
