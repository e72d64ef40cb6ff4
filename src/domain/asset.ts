import type { Provenance } from './provenance.ts';

/** [longitude°, latitude°, height m above the ground there]. WGS-84 ≈ CGCS2000. */
export type Position = readonly [longitude: number, latitude: number, height: number];

export type AttributeValue = string | number | boolean | null;

/** A horizontal path, longitude and latitude pairs. */
export type Path = readonly (readonly [longitude: number, latitude: number])[];

/**
 * All assets of one layer, one dense slot an asset, in Morton order of position. Columns are parallel arrays of `count`
 * entries; slots `count … capacity - 1` are the reserved tail for assets that a scenario makes or that register later.
 */
export interface AssetTable {
  readonly layer: string;
  readonly count: number;
  readonly capacity: number;
  /** Public key of each asset, `[A-Za-z0-9._-]{1,64}`, unique in the city. */
  readonly ids: readonly string[];
  /** 3 × count: longitude°, latitude°, height m of the base point. */
  readonly positions: Float64Array;
  /** Degrees clockwise from north that the asset faces. */
  readonly headings: Float32Array;
  /** Attribute columns by key of the layer definition. */
  readonly columns: Readonly<Record<string, readonly AttributeValue[]>>;
  /** Horizontal shape: a line for line layers, a ring for polygon layers; absent for point layers. */
  readonly shapes?: readonly (Path | null)[];
  readonly provenance: Provenance;
}

/** One row of an AssetTable. */
export interface Asset {
  readonly layer: string;
  readonly slot: number;
  readonly id: string;
  readonly position: Position;
  readonly heading: number;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly shape?: Path;
}

/** The asset at `slot` of `table`. Throws RangeError when the slot holds none. */
export function assetAt(table: AssetTable, slot: number): Asset {
  const id = table.ids[slot];
  if (id === undefined)
    throw new RangeError(`Layer "${table.layer}": slot ${slot} holds no asset (0 … ${table.count - 1}).`);
  const attributes: Record<string, AttributeValue> = {};
  for (const [key, column] of Object.entries(table.columns)) attributes[key] = column[slot] ?? null;
  const shape = table.shapes?.[slot] ?? undefined;
  return {
    layer: table.layer,
    slot,
    id,
    position: [
      table.positions[3 * slot] as number,
      table.positions[3 * slot + 1] as number,
      table.positions[3 * slot + 2] as number,
    ],
    heading: table.headings[slot] as number,
    attributes,
    ...(shape ? { shape } : {}),
  };
}

const SLOTS = new WeakMap<AssetTable, ReadonlyMap<string, number>>();

/** Slot of the asset with `id`, or undefined. The index is built once a table. */
export function slotOf(table: AssetTable, id: string): number | undefined {
  let index = SLOTS.get(table);
  if (index === undefined) {
    index = new Map(table.ids.map((each, slot) => [each, slot]));
    SLOTS.set(table, index);
  }
  return index.get(id);
}
