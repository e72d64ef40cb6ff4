import { type Cell, cellAt } from '../domain/geo/cell.ts';
import type { Interest } from '../wire/interest.ts';
import type { City } from './city.ts';

/**
 * Every asset's bucket: one for each cell of each layer that holds an asset, numbered layer by layer. An interest is a mask over
 * buckets, so that what a client is sent is chosen by the bucket and never by the row.
 */
export interface CellIndex {
  readonly buckets: number;
  /** Bucket of each slot, by layer index; the reserved tail, which has no place yet, lies in the last bucket of its layer. */
  readonly bucketOf: readonly Uint32Array[];
  /** One byte a bucket: 1 where the interest holds. A layer or a cell that is not there is nothing. */
  mask(interest: Interest): Uint8Array;
  /** Bucket of a cell of a layer; undefined where no asset stands. */
  find(layer: string, cell: Cell): number | undefined;
}

export function createCellIndex(city: City): CellIndex {
  const cells = new Map<string, Map<Cell, number>>();
  const spans = new Map<string, [first: number, end: number]>();
  let buckets = 0;
  const bucketOf = city.layers.map((layer) => {
    const { count, capacity, positions } = layer.assets;
    const first = buckets;
    const known = new Map<Cell, number>();
    const of = new Uint32Array(capacity);
    for (let slot = 0; slot < count; slot++) {
      const cell = cellAt(positions[3 * slot]!, positions[3 * slot + 1]!);
      let bucket = known.get(cell);
      if (bucket === undefined) {
        bucket = buckets++;
        known.set(cell, bucket);
      }
      of[slot] = bucket;
    }
    of.fill(buckets++, count);
    cells.set(layer.id, known);
    spans.set(layer.id, [first, buckets]);
    return of;
  });
  return {
    buckets,
    bucketOf,
    find: (layer, cell) => cells.get(layer)?.get(cell),
    mask(interest) {
      const mask = new Uint8Array(buckets);
      if (interest === null) return mask.fill(1);
      for (const [layer, shown] of Object.entries(interest)) {
        const span = spans.get(layer);
        if (!span) continue;
        if (shown === true) mask.fill(1, ...span);
        else {
          mask[span[1] - 1] = 1;
          for (const cell of shown) {
            const bucket = cells.get(layer)?.get(cell);
            if (bucket !== undefined) mask[bucket] = 1;
          }
        }
      }
      return mask;
    },
  };
}
