import { QUALITIES, type Quality } from './observation.ts';

/** Slots a dirty page covers; a page is the unit that drivers compare and upload. */
export const PAGE = 256;

/** Writes that a table remembers slot by slot; a reader that is further behind goes by pages. A power of two. */
export const REMEMBERED = 16_384;

/**
 * Last values of every slot and property of one layer: the fast lane. Mutable and versioned; readers keep the version
 * they last saw and visit only the slots or pages written since. No events; a write allocates nothing.
 */
export class ObservationTable {
  readonly layer: string;
  readonly capacity: number;
  readonly properties: readonly string[];
  /** One array a property: value in the property's unit, NaN when never observed. */
  readonly values: readonly Float64Array[];
  /** One array a property: phenomenon time in ms, NaN when never observed. */
  readonly times: readonly Float64Array[];
  /** One array a property: index into QUALITIES. */
  readonly qualities: readonly Uint8Array[];
  /** Version of the last write to each slot, over all properties: what a reader of a dirty page may skip. */
  readonly slotVersions: Float64Array;
  /** Version of the last write to each page of PAGE slots. */
  readonly pageVersions: Float64Array;
  /** Grows by one with every write that changes something. */
  version = 0;
  /** Slot of each of the latest writes; version `v` stands at `v % REMEMBERED`. */
  readonly #written = new Uint32Array(REMEMBERED);
  /** Property of each of them. */
  readonly #property = new Uint16Array(REMEMBERED);
  /** Version of the latest change that concerned every row. */
  #swept = 0;
  #lost = false;

  constructor(layer: string, properties: readonly string[], capacity: number) {
    this.layer = layer;
    this.capacity = capacity;
    this.properties = properties;
    this.values = properties.map(() => new Float64Array(capacity).fill(Number.NaN));
    this.times = properties.map(() => new Float64Array(capacity).fill(Number.NaN));
    this.qualities = properties.map(() => new Uint8Array(capacity));
    this.slotVersions = new Float64Array(capacity);
    this.pageVersions = new Float64Array(Math.ceil(capacity / PAGE));
  }

  /**
   * Writes one value. Returns false, and changes nothing, when the row already holds it.
   * A row may go back in time: a replay writes what was true then. Live feeds filter older samples before writing.
   */
  write(property: number, slot: number, value: number, time: number, quality: Quality): boolean {
    // hot: 10,000 rows a second
    const values = this.values[property]!;
    const times = this.times[property]!;
    const qualities = this.qualities[property]!;
    const code = quality === 'good' ? 0 : QUALITIES.indexOf(quality);
    if (isSame(values[slot]!, value) && isSame(times[slot]!, time) && qualities[slot] === code) return false;
    values[slot] = value;
    times[slot] = time;
    qualities[slot] = code;
    this.version += 1;
    this.slotVersions[slot] = this.version;
    this.pageVersions[(slot / PAGE) | 0] = this.version;
    this.#written[this.version & (REMEMBERED - 1)] = slot;
    this.#property[this.version & (REMEMBERED - 1)] = property;
    return true;
  }

  /** Whether the source of the rows is out of reach, so that none of them may pass for live. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Says whether the source is out of reach. A change concerns every row: all pages count as written. */
  lose(lost: boolean): void {
    if (lost === this.#lost) return;
    this.#lost = lost;
    this.version += 1;
    this.#swept = this.version;
    this.slotVersions.fill(this.version);
    this.pageVersions.fill(this.version);
  }

  /** Forgets one row: nothing was observed. */
  erase(property: number, slot: number): boolean {
    return this.write(property, slot, Number.NaN, Number.NaN, 'good');
  }

  /**
   * Calls `visit(firstSlot, endSlot)` for each run of pages written after version `since`, and returns the version now,
   * to be passed next time.
   */
  changedSince(since: number, visit: (first: number, end: number) => void): number {
    if (this.version === since) return since;
    let first = -1;
    for (let page = 0; page <= this.pageVersions.length; page++) {
      const dirty = page < this.pageVersions.length && this.pageVersions[page]! > since;
      if (dirty && first < 0) first = page;
      if (!dirty && first >= 0) {
        visit(first * PAGE, Math.min(page * PAGE, this.capacity));
        first = -1;
      }
    }
    return this.version;
  }

  /**
   * The slots written after version `since`, each once, in a new array; null when more was written than is remembered or every
   * row is concerned: `changedSince` tells the pages then.
   */
  slotsSince(since: number): Uint32Array | null {
    // hot: 1,000 of 200k slots a frame
    const count = this.#remembered(since);
    if (count < 0) return null;
    const slots = new Uint32Array(count);
    let found = 0;
    for (let version = since + 1; version <= this.version; version++) {
      const slot = this.#written[version & (REMEMBERED - 1)]!;
      if (this.slotVersions[slot] === version) slots[found++] = slot;
    }
    return slots.subarray(0, found);
  }

  /** Slot and property of each write after version `since`, in order, as `slotsSince`: the same row maybe more than once. */
  writesSince(since: number): { readonly slots: Uint32Array; readonly properties: Uint16Array } | null {
    const count = this.#remembered(since);
    if (count < 0) return null;
    const slots = new Uint32Array(count);
    const properties = new Uint16Array(count);
    for (let i = 0; i < count; i++) {
      const at = (since + 1 + i) & (REMEMBERED - 1);
      slots[i] = this.#written[at]!;
      properties[i] = this.#property[at]!;
    }
    return { slots, properties };
  }

  /** Writes after version `since`; −1 when they are not all remembered one by one. */
  #remembered(since: number): number {
    const count = this.version - since;
    return this.#swept > since || count > REMEMBERED ? -1 : count;
  }
}

/** Whether two numbers are the same, NaN being NaN. */
function isSame(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
