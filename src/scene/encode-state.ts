import type { AssetTable } from '../domain/asset.ts';
import { isHeard, type LayerDefinition } from '../domain/layer.ts';
import { levelRank } from '../domain/level.ts';
import type { LivenessLimits } from '../domain/liveness.ts';
import type { ObservationTable } from '../domain/observation-table.ts';
import { exceeds, limitFor } from '../domain/threshold.ts';

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
  /** When the slot's liveness next changes, after `now`; Infinity when it will not. */
  dueOf(slot: number, now: number): number;
  /** Level of the state byte, worst first, and liveness of every occupied slot, counted. */
  count(rows: Uint8Array): { live: number; late: number; stale: number; offline: number };
}

/** The state byte of a slot as badges count it: nothing of what a filter hides. */
export function toldState(rows: Uint8Array, slot: number): number {
  return (rows[slot * STATE_BYTES + 3]! & FILTERED) === 0 ? rows[slot * STATE_BYTES]! : 0;
}

interface Rule {
  readonly property: number;
  readonly rank: number;
  readonly when: 'above' | 'below' | 'equals';
  readonly limit: number | Float64Array;
}

export function createStateEncoder(layer: LayerDefinition, assets: AssetTable, table: ObservationTable): StateEncoder {
  const rules = compileRules(layer, assets, table.properties);
  const limits = layer.liveness;
  const ramp = layer.symbology.ramp;
  const rampProperty = ramp ? table.properties.indexOf(ramp.property) : -1;
  const rampTop = rampRange(layer);
  const lit = table.properties.indexOf('lit');
  const dim = table.properties.indexOf('dim');
  const power = table.properties.indexOf('power');
  const { values, times, qualities, slotVersions } = table;
  const properties = table.properties.length;
  const heard = table.properties.flatMap((key, index) =>
    layer.properties.some((each) => each.key === key && !isHeard(each)) ? [] : index,
  );

  const newest = (slot: number) => {
    let time = Number.NaN;
    for (let i = 0; i < heard.length; i++) {
      const each = times[heard[i]!]![slot]!;
      if (!(each <= time)) time = Number.isNaN(each) ? time : each;
    }
    return time;
  };

  const dimming = (slot: number) =>
    power >= 0 && !(values[power]![slot]! > 1) ? 0 : fallback(values[dim]![slot]!, 100) / 100;

  return {
    encode(rows, first, end, now, since = -1) {
      // hot: 20,000 slots when the clock jumps
      let changed = false;
      for (let slot = first; slot < end; slot++) {
        if (slotVersions[slot]! <= since) continue;
        const code = livenessCode(newest(slot), now, limits, table.lost);
        let rank = 0;
        let bad = 0;
        if (code !== NONE) {
          for (const rule of rules) {
            const value = values[rule.property]![slot]!;
            if (rule.rank <= rank || Number.isNaN(value)) continue;
            const limit = typeof rule.limit === 'number' ? rule.limit : rule.limit[slot]!;
            if (exceeds(value, rule.when, limit)) rank = rule.rank;
          }
          for (let p = 0; p < properties; p++) if (qualities[p]![slot] !== 0) bad = 1;
        }
        const red = rank | (bad << 3) | (code << 4);
        const height = rampProperty < 0 ? 0 : share16(values[rampProperty]![slot]! / rampTop);
        const green = height >> 8;
        const light = lit >= 0 ? values[lit]![slot]! : dim >= 0 ? dimming(slot) : 0;
        const blue = rampProperty >= 0 ? height & 255 : code === NONE ? 0 : byte(light);
        const at = slot * STATE_BYTES;
        if (rows[at] !== red || rows[at + 1] !== green || rows[at + 2] !== blue) {
          rows[at] = red;
          rows[at + 1] = green;
          rows[at + 2] = blue;
          changed = true;
        }
      }
      return changed;
    },
    dueOf(slot, now) {
      const time = newest(slot);
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

function compileRules(layer: LayerDefinition, assets: AssetTable, properties: readonly string[]): Rule[] {
  return layer.thresholds.flatMap((threshold) => {
    const property = properties.indexOf(threshold.property);
    if (property < 0) return [];
    const { limit } = threshold;
    const perSlot =
      typeof limit === 'number'
        ? limit
        : Float64Array.from(
            { length: assets.capacity },
            (_, slot) => limitFor(limit, (key) => assets.columns[key]?.[slot]) ?? Number.NaN,
          );
    return [{ property, rank: levelRank(threshold.level), when: threshold.when, limit: perSlot }];
  });
}

/** `liveness` of the domain as a code, without a string a slot. */
function livenessCode(time: number, now: number, limits: LivenessLimits, lost: boolean): number {
  if (!(time <= now)) return NONE;
  const age = (now - time) / 1000;
  if (age < limits.late && !lost) return LIVE;
  if (age < limits.stale && !lost) return LATE;
  return age < limits.offline ? STALE : OFFLINE;
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
