import { DeltaWriter } from '../wire/delta.ts';
import type { CellIndex } from './cell-index.ts';
import { type City, placeOfRow } from './city.ts';
import type { RoleView } from './role-view.ts';
import { RowSet } from './row-set.ts';

/** Rows that a catch-up passes over at once when none of them changed. */
const PAGE = 256;

/** Which rows a group of clients is sent: those that its role sees, in the buckets of its mask. */
export interface Share {
  readonly view: RoleView;
  /** One byte a bucket of the cell index. */
  readonly mask: Uint8Array;
}

/**
 * The changes of the last values, tick by tick. Each row remembers the tick of its last change, so whoever left off at some tick can
 * be told what is different now, however long ago that was, and nothing is kept for anybody.
 */
export interface LiveRows {
  /** Number of the last tick in which anything changed. */
  readonly sequence: number;
  /** The value of a row is another one. */
  changed(row: number): void;
  /** Ends a tick; false when nothing changed in it. */
  advance(): boolean;
  /** The changes of the last tick as a frame that follows `previous`; undefined when there are none in this share. */
  delta(share: Share, previous: number): Buffer | undefined;
  /** All values of a share. */
  snapshot(share: Share): Buffer;
  /** The last tick that changed anything in a bucket. */
  changedIn(bucket: number): number;
  /**
   * What changed after tick `since`, and all of the buckets of `owed`, as a frame that follows `previous`; undefined when that is
   * nothing. With `owed` there is always a frame; it answers the first so many interests of its client.
   */
  missed(share: Share, since: number, previous: number, owed?: Uint8Array, answers?: number): Buffer | undefined;
}

interface Encoded {
  readonly writer: DeltaWriter;
  /** Rows `[from, to)` of each bucket that has some, by bucket. */
  readonly runs: { readonly bucket: number; readonly from: number; to: number }[];
}

export function createLiveRows(city: City, cells: CellIndex): LiveRows {
  const dirty = new RowSet(city.rows);
  const changedAt = new Uint32Array(city.rows);
  const bucketChangedAt = new Uint32Array(cells.buckets);
  const pageChangedAt = new Uint32Array(Math.ceil(city.rows / PAGE));
  /** Rows of the last tick, those of one bucket together. */
  let last: readonly number[] = [];
  const encoded = new Map<RoleView, Encoded>();
  let sequence = 0;

  function byBucket(rows: readonly number[]): number[] {
    const keys = new Float64Array(rows.length);
    rows.forEach((row, index) => {
      // hot: 10,000 rows a second
      const { layer, slot } = placeOfRow(city, row);
      keys[index] = cells.bucketOf[layer.index]![slot]! * 2 ** 32 + row;
    });
    return Array.from(keys.sort(), (key) => key % 2 ** 32);
  }

  function put(writer: DeltaWriter, row: number, view: RoleView): boolean {
    const at = view.frameRow(row);
    if (!at) return false;
    const { layer, property, slot } = placeOfRow(city, row);
    const { values, times, qualities } = layer.last;
    writer.put(
      at.layer,
      at.property,
      at.slot,
      values[property]![slot]!,
      times[property]![slot]!,
      qualities[property]![slot]!,
    );
    return true;
  }

  function encode(view: RoleView): Encoded {
    const known = encoded.get(view);
    if (known) return known;
    const made: Encoded = { writer: new DeltaWriter(last.length), runs: [] };
    for (const row of last) {
      // hot: 10,000 rows a second, once a role
      if (!put(made.writer, row, view)) continue;
      const { layer, slot } = placeOfRow(city, row);
      const bucket = cells.bucketOf[layer.index]![slot]!;
      const run = made.runs.at(-1);
      if (run?.bucket === bucket) run.to++;
      else made.runs.push({ bucket, from: made.writer.count - 1, to: made.writer.count });
    }
    encoded.set(view, made);
    return made;
  }

  /** Visits the rows of a share that `wanted` wants. */
  function collect(
    { view, mask }: Share,
    wanted: (row: number, bucket: number) => boolean,
    since: number,
  ): DeltaWriter {
    const writer = new DeltaWriter();
    for (const layer of city.layers) {
      const bucketOf = cells.bucketOf[layer.index]!;
      const { capacity } = layer.assets;
      const end = layer.firstRow + capacity * layer.definition.properties.length;
      for (let row = layer.firstRow; row < end; row++) {
        // hot: every row of a city when a client joins or has fallen behind
        if (pageChangedAt[Math.floor(row / PAGE)]! <= since) {
          row += PAGE - 1 - (row % PAGE);
          continue;
        }
        const bucket = bucketOf[(row - layer.firstRow) % capacity]!;
        if (mask[bucket] && wanted(row, bucket)) put(writer, row, view);
      }
    }
    return writer;
  }

  function holdsValue(row: number): boolean {
    const { layer, property, slot } = placeOfRow(city, row);
    return !Number.isNaN(layer.last.times[property]![slot]!);
  }

  return {
    get sequence() {
      return sequence;
    },
    changed: (row) => dirty.add(row),
    advance() {
      const rows = dirty.take();
      encoded.clear();
      if (rows.length === 0) {
        last = [];
        return false;
      }
      sequence++;
      for (const row of rows) {
        changedAt[row] = sequence;
        pageChangedAt[Math.floor(row / PAGE)] = sequence;
      }
      last = byBucket(rows);
      for (const row of last) {
        const { layer, slot } = placeOfRow(city, row);
        bucketChangedAt[cells.bucketOf[layer.index]![slot]!] = sequence;
      }
      return true;
    },
    delta(share, previous) {
      const { writer, runs } = encode(share.view);
      const mine = runs.filter(({ bucket }) => share.mask[bucket] === 1);
      if (mine.length === 0) return undefined;
      return bufferOf(
        writer.frame(
          'delta',
          sequence,
          previous,
          mine.map(({ from, to }) => [from, to]),
        ),
      );
    },
    changedIn: (bucket) => bucketChangedAt[bucket]!,
    snapshot: (share) => bufferOf(collect(share, holdsValue, -1).frame('snapshot', sequence, 0)),
    missed(share, since, previous, owed, answers = 0) {
      const writer = collect(
        share,
        (row, bucket) => changedAt[row]! > since || (owed?.[bucket] === 1 && (changedAt[row]! > 0 || holdsValue(row))),
        owed ? -1 : since,
      );
      if (writer.count === 0 && !owed) return undefined;
      return bufferOf(writer.frame('delta', sequence, previous, [[0, writer.count]], answers));
    },
  };
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
