import type { ObservationTable } from '../domain/observation-table.ts';
import { type DeltaHeader, type DeltaRow, decodeDelta } from '../wire/delta.ts';
import type { FrameLayers, Tables } from './feed.ts';

/** Table and property index for each (layer, property) pair of a frame; undefined where the client holds none. */
export type Routes = readonly (readonly (
  | { readonly table: ObservationTable; readonly property: number }
  | undefined
)[])[];

/** Resolves frame indices by name once, so that rows need no lookup and a redacted frame lands in the right column. */
export function routesOf(layers: FrameLayers, tables: Tables): Routes {
  return layers.map((layer) => {
    const table = tables.get(layer.id);
    return layer.properties.map((key) => {
      const property = table?.properties.indexOf(key) ?? -1;
      return table && property >= 0 ? { table, property } : undefined;
    });
  });
}

/**
 * Writes a frame row by row: deltas of the live socket. A sample from before the stored one is skipped, one that claims
 * to come after `now` is written as of `now` (network delay at a fast clock, not the future).
 */
export function writeDelta(frame: ArrayBuffer, routes: Routes, now: number): DeltaHeader {
  return decodeDelta(frame, (row) => {
    // hot: 10,000 rows a second
    const route = routes[row.layer]?.[row.property];
    if (!route || row.slot >= route.table.capacity) return;
    if (Number.isNaN(row.time)) {
      route.table.erase(route.property, row.slot);
      return;
    }
    const time = Math.min(row.time, now);
    if (route.table.times[route.property]![row.slot]! > time) return;
    route.table.write(route.property, row.slot, row.value, time, row.quality);
  });
}

/** A complete state of some tables, built aside and then written as a difference. */
export class Picture {
  private readonly routes: Routes;
  private readonly rows = new Map<ObservationTable, DeltaCells[]>();

  constructor(routes: Routes) {
    this.routes = routes;
    for (const route of routes.flat())
      if (route && !this.rows.has(route.table))
        this.rows.set(
          route.table,
          route.table.properties.map(() => cells(route.table.capacity)),
        );
  }

  /** Forgets everything. */
  clear(): void {
    for (const columns of this.rows.values()) for (const column of columns) column.times.fill(Number.NaN);
  }

  put(row: DeltaRow, latest = Number.POSITIVE_INFINITY): void {
    // hot: 100,000 rows a scrub step
    const route = this.routes[row.layer]?.[row.property];
    if (!route || row.slot >= route.table.capacity) return;
    const column = this.rows.get(route.table)![route.property]!;
    column.values[row.slot] = row.value;
    column.times[row.slot] = Math.min(row.time, latest);
    column.qualities[row.slot] = row.quality;
  }

  /** Writes what differs and erases what the picture does not hold. Returns the number of rows changed. */
  write(): number {
    let changed = 0;
    for (const [table, columns] of this.rows)
      for (let property = 0; property < columns.length; property++) {
        const column = columns[property]!;
        for (let slot = 0; slot < table.capacity; slot++) {
          // hot: every slot of every layer once a scrub step
          const time = column.times[slot]!;
          const done = Number.isNaN(time)
            ? table.erase(property, slot)
            : table.write(property, slot, column.values[slot]!, time, column.qualities[slot]!);
          if (done) changed++;
        }
      }
    return changed;
  }
}

interface DeltaCells {
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly qualities: DeltaRow['quality'][];
}

function cells(capacity: number): DeltaCells {
  return {
    values: new Float64Array(capacity),
    times: new Float64Array(capacity).fill(Number.NaN),
    qualities: new Array<DeltaRow['quality']>(capacity).fill('good'),
  };
}

/** Replaces what the routed tables hold by a snapshot frame: differing rows are written, absent ones erased. */
export function writeSnapshot(frame: ArrayBuffer, routes: Routes, now: number): DeltaHeader {
  const picture = new Picture(routes);
  const header = decodeDelta(frame, (row) => picture.put(row, now));
  picture.write();
  return header;
}
