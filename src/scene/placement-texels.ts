import type { AssetTable } from '../domain/asset.ts';
import type { LocalPlace } from './local-place.ts';

/** Numbers a slot: metres east, north and up of the layer's frame, and degrees clockwise from north. */
export const PLACEMENT_NUMBERS = 4;

/** Where and how every asset of `table` stands, `slots` texels long; free slots are zero. */
export function placementTexels(table: AssetTable, place: Pick<LocalPlace, 'at'>, slots: number): Float32Array {
  const texels = new Float32Array(slots * PLACEMENT_NUMBERS);
  for (let slot = 0; slot < table.count; slot++) {
    const [lon, lat, height] = [0, 1, 2].map((i) => table.positions[3 * slot + i]!) as [number, number, number];
    texels.set([...place.at(lon, lat, height), table.headings[slot]!], slot * PLACEMENT_NUMBERS);
  }
  return texels;
}

/** A run of texels in one row of a texture, by slot; `end` is exclusive. */
export interface TexelRun {
  readonly first: number;
  readonly end: number;
}

/**
 * Copies what differs in `next` into `shown` and tells where, so that no more than that is uploaded. Both hold `numbers`
 * numbers a texel; a run never leaves its row of `width` texels.
 */
export function changedRuns(
  shown: Float32Array | Uint8Array,
  next: Float32Array | Uint8Array,
  numbers: number,
  width: number,
): TexelRun[] {
  const runs: { first: number; end: number }[] = [];
  const texels = next.length / numbers;
  for (let texel = 0; texel < texels; texel++) {
    let same = true;
    for (let i = texel * numbers; i < (texel + 1) * numbers; i++) {
      if (Object.is(shown[i], next[i])) continue;
      shown[i] = next[i]!;
      same = false;
    }
    if (same) continue;
    const last = runs.at(-1);
    if (last?.end === texel && texel % width !== 0) last.end += 1;
    else runs.push({ first: texel, end: texel + 1 });
  }
  return runs;
}
