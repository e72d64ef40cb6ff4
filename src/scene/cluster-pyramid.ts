import { FILTERED, LATE, STATE_BYTES } from './encode-state.ts';

/** One cell of the pyramid: the assets in a square of the city, drawn at the middle of them. */
export interface ClusterCell {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Index into CELL_METRES. */
  readonly level: number;
  readonly slots: Uint32Array;
}

/** Sides of the squares, metres; each camera distance has one size that it can tell apart. */
export const CELL_METRES = [250, 500, 1000, 2000, 4000] as const;

/** Groups points (x, y, z, slot repeated) into squares at every size. Each slot is in exactly one cell of each level. */
export function clusterPyramid(points: Float32Array): ClusterCell[] {
  return CELL_METRES.flatMap((side, level) => {
    const groups = new Map<string, number[]>();
    for (let at = 0; at < points.length; at += 4) {
      if (Number.isNaN(points[at])) continue;
      const key = `${Math.floor(points[at]! / side)},${Math.floor(points[at + 1]! / side)}`;
      const group = groups.get(key);
      if (group) group.push(at);
      else groups.set(key, [at]);
    }
    return [...groups.values()].map((group): ClusterCell => {
      const mean = (offset: number) => group.reduce((sum, at) => sum + points[at + offset]!, 0) / group.length;
      return {
        x: mean(0),
        y: mean(1),
        z: mean(2),
        level,
        slots: Uint32Array.from(group, (at) => points[at + 3]!),
      };
    });
  });
}

/**
 * Writes the alerts of each cell into RGBA8 texels: R = worst level, G and B = number of assets at yellow or worse (low,
 * high byte), A = 255 when one of the worst is neither stale nor offline. Returns whether a byte changed. `rows` are state rows as `encode-state.ts` writes them.
 */
export function countAlerts(cells: readonly ClusterCell[], rows: Uint8Array, texels: Uint8Array): boolean {
  let changed = false;
  cells.forEach(({ slots }, cell) => {
    let worst = 0;
    let count = 0;
    let fresh = 0;
    for (const slot of slots) {
      const state = rows[slot * STATE_BYTES]!;
      const level = state & 7;
      if (level < 2 || (rows[slot * STATE_BYTES + 3]! & FILTERED) !== 0) continue;
      count += 1;
      const current = ((state >> 4) & 7) <= LATE ? 255 : 0;
      if (level > worst) [worst, fresh] = [level, current];
      else if (level === worst) fresh = Math.max(fresh, current);
    }
    const at = cell * 4;
    const low = count & 255;
    if (texels[at] === worst && texels[at + 1] === low && texels[at + 2] === count >> 8 && texels[at + 3] === fresh)
      return;
    texels[at] = worst;
    texels[at + 1] = low;
    texels[at + 2] = count >> 8;
    texels[at + 3] = fresh;
    changed = true;
  });
  return changed;
}
