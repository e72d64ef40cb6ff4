import { QUALITIES } from '../domain/observation.ts';
import type { ObservationTable } from '../domain/observation-table.ts';

/**
 * Makes `to` hold what `from` holds, writing only rows that differ: how the shown table returns to *now*. Both tables are
 * of one layer; capacities may differ, the shorter one counts. Returns the number of rows changed.
 */
export function mirror(from: ObservationTable, to: ObservationTable): number {
  if (from.layer !== to.layer || from.properties.length !== to.properties.length)
    throw new RangeError(`Cannot mirror layer "${from.layer}" into a table of "${to.layer}"; pair tables by layer id.`);
  let changed = 0;
  const slots = Math.min(from.capacity, to.capacity);
  for (let property = 0; property < from.properties.length; property++)
    for (let slot = 0; slot < slots; slot++) {
      // hot: once at each return to now, every slot
      const value = from.values[property]![slot]!;
      const time = from.times[property]![slot]!;
      if (to.write(property, slot, value, time, QUALITIES[from.qualities[property]![slot]!]!)) changed++;
    }
  return changed;
}

/**
 * Copies only what changed in `from` since its version `since`; returns its version now, for the next call. The cheap
 * form of `mirror`, once a frame while the playhead follows *now*.
 */
export function follow(from: ObservationTable, to: ObservationTable, since: number): number {
  const slots = Math.min(from.capacity, to.capacity);
  const copy = (slot: number) => {
    // hot: every slot that was written, once a frame
    if (slot >= slots) return;
    for (let property = 0; property < from.properties.length; property++)
      to.write(
        property,
        slot,
        from.values[property]![slot]!,
        from.times[property]![slot]!,
        QUALITIES[from.qualities[property]![slot]!]!,
      );
  };
  const written = from.slotsSince(since);
  if (written) {
    for (let i = 0; i < written.length; i++) copy(written[i]!);
    return from.version;
  }
  return from.changedSince(since, (first, end) => {
    for (let slot = first; slot < end; slot++) copy(slot);
  });
}

/** Forgets every row: what the future holds. Returns the number of rows changed. */
export function clear(table: ObservationTable): number {
  let changed = 0;
  for (let property = 0; property < table.properties.length; property++)
    for (let slot = 0; slot < table.capacity; slot++) if (table.erase(property, slot)) changed++;
  return changed;
}
