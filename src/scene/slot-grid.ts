import type { AssetTable } from '../domain/asset.ts';

/** Degrees of latitude a row of cells, about 220 m; of longitude a column, less. */
const CELL = 0.002;
const METRES_PER_DEGREE = 111_000;

interface SlotGrid {
  /** First place in `slots` of each cell by its key, and one past its last. */
  readonly cells: ReadonlyMap<number, readonly [first: number, end: number]>;
  readonly slots: Uint32Array;
}

const GRIDS = new WeakMap<AssetTable, SlotGrid>();

/**
 * Calls `visit` for every slot of `table` within `metres` of a place, and for some a little farther: what looks about the camera or the
 * pointer need not look at the whole city. The grid is built once a table.
 */
export function slotsNear(
  table: AssetTable,
  longitude: number,
  latitude: number,
  metres: number,
  visit: (slot: number) => void,
): void {
  const { cells, slots } = gridOf(table);
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
  const [west, last] = [column(longitude - east), column(longitude + east)];
  const [south, top] = [column(latitude - north), column(latitude + north)];
  // A reach over more cells than there are is a look at all of them.
  if ((last - west + 1) * (top - south + 1) > cells.size) {
    for (const slot of slots) visit(slot);
    return;
  }
  for (let row = south; row <= top; row++)
    for (let at = west; at <= last; at++) {
      const cell = cells.get(keyOf(at, row));
      if (cell) for (let i = cell[0]; i < cell[1]; i++) visit(slots[i]!);
    }
}

function gridOf(table: AssetTable): SlotGrid {
  const known = GRIDS.get(table);
  if (known) return known;
  const keys = new Float64Array(table.count);
  for (let slot = 0; slot < table.count; slot++)
    keys[slot] = keyOf(column(table.positions[3 * slot]!), column(table.positions[3 * slot + 1]!));
  const slots = Uint32Array.from(keys, (_, slot) => slot).sort((a, b) => keys[a]! - keys[b]! || a - b);
  const cells = new Map<number, readonly [number, number]>();
  for (let first = 0; first < slots.length; ) {
    const key = keys[slots[first]!]!;
    let end = first + 1;
    while (end < slots.length && keys[slots[end]!] === key) end += 1;
    // A slot without a place is near to nothing.
    if (!Number.isNaN(key)) cells.set(key, [first, end]);
    first = end;
  }
  const grid = { cells, slots };
  GRIDS.set(table, grid);
  return grid;
}

const column = (degrees: number) => Math.floor(degrees / CELL);
const keyOf = (at: number, row: number) => (row + 100_000) * 1_000_000 + at + 200_000;
