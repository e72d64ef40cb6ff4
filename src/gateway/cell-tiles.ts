import { createHash } from 'node:crypto';
import type { Cell } from '../domain/geo/cell.ts';
import type { CellIndex } from './cell-index.ts';
import type { City } from './city.ts';
import type { LiveRows } from './live-rows.ts';
import type { RoleView } from './role-view.ts';

interface Tile {
  readonly frame: Buffer;
  /** Another one when the values are. */
  readonly tag: string;
}

/**
 * The values of one cell of a layer as a snapshot frame; undefined where the role sees no asset. Made once for all who ask in one tick.
 * The tag follows from what the frame says: a change that the role may not see does not show in it.
 */
export type CellTiles = (view: RoleView, layer: string, cell: Cell) => Tile | undefined;

/** @param run name of this run of the gateway */
export function createCellTiles(city: City, cells: CellIndex, rows: LiveRows, run: string): CellTiles {
  /** One a cell and role at most, with the tick up to which it holds. */
  const made = new Map<string, Tile & { readonly at: number }>();
  const seen = new Map<RoleView, Uint8Array>();

  function bucketsSeenBy(view: RoleView): Uint8Array {
    let found = seen.get(view);
    if (!found) {
      found = new Uint8Array(cells.buckets);
      for (const layer of city.layers)
        for (let slot = 0; slot < layer.assets.count; slot++)
          if (view.seesLayer(layer) && view.seesAsset(layer, slot)) found[cells.bucketOf[layer.index]![slot]!] = 1;
      seen.set(view, found);
    }
    return found;
  }

  return (view, layer, cell) => {
    const bucket = cells.find(layer, cell);
    if (bucket === undefined || bucketsSeenBy(view)[bucket] !== 1) return undefined;
    const key = `${view.role} ${bucket}`;
    const known = made.get(key);
    const at = rows.changedIn(bucket);
    if (known?.at === at) return known;
    const mask = new Uint8Array(cells.buckets);
    mask[bucket] = 1;
    const frame = rows.snapshot({ view, mask });
    // Behind the sequence numbers of its header.
    const tag = createHash('sha256').update(run).update(frame.subarray(24)).digest('base64url').slice(0, 22);
    const tile = known?.tag === tag ? { ...known, at } : { frame, tag, at };
    made.set(key, tile);
    return tile;
  };
}
