import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildingFeature, BuildingPart } from './feature.ts';

/** Buildings in the order of the input, read back one at a time. */
export interface Buildings extends Iterable<BuildingFeature> {
  readonly length: number;
  /** The building at `index`, below `length`. */
  get(index: number): BuildingFeature;
  /** Buildings in the order of `indices`, as another thread may have them, for `unpackBuildings`. */
  pack(indices: ArrayLike<number>): PackedBuildings;
}

/** Buildings in one buffer; those that are no records lie beside it. */
export interface PackedBuildings {
  /** The records one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of each building: where its record ends, or itself. */
  readonly each: readonly (number | BuildingFeature)[];
}

export function unpackBuildings({ bytes, each }: PackedBuildings): BuildingFeature[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  return each.map((one) => {
    if (typeof one !== 'number') return one;
    const building = decode(whole.subarray(start, one));
    start = one;
    return building;
  });
}

/** Bytes that are the same for the same buildings, and for no others. */
export function* recordsOf({ bytes, each }: PackedBuildings): Generator<Uint8Array> {
  yield bytes;
  for (const [place, one] of each.entries()) {
    if (typeof one === 'number') continue;
    const { surface, ...rest } = one;
    yield Buffer.from(JSON.stringify([place, rest]));
    if (surface) yield new Uint8Array(surface.buffer, surface.byteOffset, surface.byteLength);
  }
}

/** A store that buildings are put into; close it when nothing of it is read any more. */
export interface BuildingStore extends Buildings {
  push(building: BuildingFeature): void;
  close(): void;
}

/** Bytes that stay in memory; older records lie in a file. */
const PAGE = 8 << 20;
/** Read at once when records are asked for one by one. */
const WINDOW = 1 << 16;

/** Numbers of a record whose texts come before it: what JSON cannot say exactly. */
type Head = readonly [
  id: string,
  name: string | 0,
  use: BuildingFeature['use'],
  storeys: number | null,
  year: number | null,
  parts: readonly (readonly [roof: BuildingPart['roof'] | 0, hasRoofHeight: 0 | 1, rings: readonly number[]])[],
];

/**
 * Keeps extruded buildings as compact records in a temporary file, so that a million of them need no more memory than their
 * places in it; a building with a given surface or attributes is kept as it is.
 */
export function buildingStore(): BuildingStore {
  const kept = new Map<number, BuildingFeature>();
  let offsets = new Float64Array(1024);
  let length = 0;
  let end = 0;
  /** The page being filled begins at `flushed` of the records. */
  let flushed = 0;
  let page = Buffer.allocUnsafe(PAGE);
  let used = 0;
  let file: { readonly descriptor: number; readonly folder: string } | null = null;
  let window = Buffer.alloc(0);
  let [windowAt, filled] = [0, 0];

  function flush(): void {
    if (used === 0) return;
    if (!file) {
      const folder = mkdtempSync(join(tmpdir(), 'tiles-buildings-'));
      file = { folder, descriptor: openSync(join(folder, 'records'), 'w+') };
      // Where the system allows it the file goes with the process, however that ends.
      if (process.platform !== 'win32') rmSync(folder, { recursive: true, force: true });
    }
    writeSync(file.descriptor, page, 0, used, flushed);
    flushed += used;
    used = 0;
  }

  function bytesAt(from: number, to: number): Buffer {
    if (from >= flushed) return page.subarray(from - flushed, to - flushed);
    if (from < windowAt || to > windowAt + filled) {
      if (window.length < to - from) window = Buffer.allocUnsafe(Math.max(WINDOW, to - from));
      filled = readSync(file?.descriptor as number, window, 0, Math.min(window.length, flushed - from), from);
      windowAt = from;
    }
    return window.subarray(from - windowAt, to - windowAt);
  }

  const endOf = (index: number): number => (index + 1 < length ? (offsets[index + 1] as number) : end);
  const sizeOf = (index: number): number => endOf(index) - (offsets[index] as number);
  const bytesOf = (index: number): Buffer => bytesAt(offsets[index] as number, endOf(index));

  return {
    get length() {
      return length;
    },
    push(building) {
      if (length === offsets.length) {
        const larger = new Float64Array(2 * offsets.length);
        larger.set(offsets);
        offsets = larger;
      }
      offsets[length] = end;
      if (building.surface || building.attributes) kept.set(length, building);
      else {
        const record = encode(building);
        if (used + record.length > page.length) {
          flush();
          if (record.length > page.length) page = Buffer.allocUnsafe(record.length);
        }
        record.copy(page, used);
        used += record.length;
        end += record.length;
      }
      length++;
    },
    get(index) {
      if (!(index >= 0 && index < length)) throw new RangeError(`Building ${index} of ${length}.`);
      return kept.get(index) ?? decode(bytesOf(index));
    },
    pack(indices) {
      const each: (number | BuildingFeature)[] = [];
      const starts = new Float64Array(indices.length);
      let size = 0;
      for (let i = 0; i < indices.length; i++) {
        const index = indices[i] as number;
        const own = kept.get(index);
        starts[i] = size;
        if (!own) size += sizeOf(index);
        each.push(own ?? size);
      }
      const bytes = new Uint8Array(size);
      // Read in the order of the input, where neighbours lie beside each other.
      const sorted = Uint32Array.from({ length: indices.length }, (_, i) => i);
      sorted.sort((a, b) => (indices[a] as number) - (indices[b] as number));
      for (const i of sorted)
        if (typeof each[i] === 'number') bytes.set(bytesOf(indices[i] as number), starts[i] as number);
      return { bytes, each };
    },
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield this.get(i);
    },
    close() {
      if (file) {
        closeSync(file.descriptor);
        rmSync(file.folder, { recursive: true, force: true });
        file = null;
      }
      kept.clear();
      length = 0;
    },
  };
}

function encode({ id, name, use, storeys, year, parts }: BuildingFeature): Buffer {
  const head: Head = [
    id,
    name ?? 0,
    use,
    storeys,
    year,
    parts.map(({ roof, roofHeight, rings }) => [
      roof ?? 0,
      roofHeight === undefined ? 0 : 1,
      rings.map((ring) => ring.length),
    ]),
  ];
  const text = JSON.stringify(head);
  const textBytes = Buffer.byteLength(text);
  let numbers = 0;
  for (const { rings } of parts) {
    numbers += 3;
    for (const ring of rings) numbers += 2 * ring.length;
  }
  const column = new Float64Array(numbers);
  let at = 0;
  for (const { base, top, roofHeight, rings } of parts) {
    column[at++] = base;
    column[at++] = top;
    column[at++] = roofHeight ?? 0;
    for (const ring of rings)
      for (const point of ring) {
        column[at++] = point[0];
        column[at++] = point[1];
      }
  }
  const bytes = Buffer.allocUnsafe(4 + textBytes + column.byteLength);
  bytes.writeUInt32LE(textBytes, 0);
  bytes.write(text, 4);
  bytes.set(new Uint8Array(column.buffer), 4 + textBytes);
  return bytes;
}

function decode(bytes: Buffer): BuildingFeature {
  const textBytes = bytes.readUInt32LE(0);
  const [id, name, use, storeys, year, parts] = JSON.parse(bytes.toString('utf8', 4, 4 + textBytes)) as Head;
  // One copy to where numbers may lie; reading them one by one from bytes takes four times as long.
  const numbers = new Float64Array((bytes.length - 4 - textBytes) / 8);
  new Uint8Array(numbers.buffer).set(bytes.subarray(4 + textBytes));
  let at = 0;
  // hot: per building, twice a build
  const partOf = ([roof, hasRoofHeight, sizes]: Head[5][number]): BuildingPart => {
    const base = numbers[at++] as number;
    const top = numbers[at++] as number;
    const roofHeight = numbers[at++] as number;
    const rings: (readonly [number, number])[][] = [];
    for (const size of sizes) {
      const ring: (readonly [number, number])[] = [];
      for (let i = 0; i < size; i++, at += 2) ring.push([numbers[at] as number, numbers[at + 1] as number]);
      rings.push(ring);
    }
    return {
      rings,
      base,
      top,
      ...(roof === 0 || roof === undefined ? {} : { roof }),
      ...(hasRoofHeight ? { roofHeight } : {}),
    };
  };
  return { kind: 'building', id, ...(name === 0 ? {} : { name }), use, storeys, year, parts: parts.map(partOf) };
}
