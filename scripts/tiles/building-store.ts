import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILDING_USES, type BuildingUse } from '../../src/domain/building.ts';
import { ascending } from './ascending.ts';
import type { BuildingFeature, BuildingPart } from './feature.ts';
import { verticalExtent } from './model/vertical-extent.ts';
import { USE_NUMBERS } from './tile/building-use.ts';

type Range = readonly [least: number, most: number];

/** Buildings in the order of the input, read back one at a time. */
export interface Buildings extends Iterable<BuildingFeature> {
  readonly length: number;
  /** The lowest and the highest there are, metres: from base to top, and of the base. */
  readonly height: Range;
  readonly base: Range;
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
  // Bytes from another machine may lie where numbers may not.
  const words = wordsOf(bytes.byteOffset % WORD === 0 ? bytes : Uint8Array.from(bytes));
  let start = 0;
  return each.map((one) => {
    if (typeof one !== 'number') return one;
    const building = decode(words, start);
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

/** Records begin where numbers of eight bytes may lie, so that these are read and written in place. */
const WORD = Float64Array.BYTES_PER_ELEMENT;

/** The same memory as bytes and as numbers. */
interface Words {
  readonly bytes: Buffer;
  readonly numbers: Float64Array;
}

function wordsOf(bytes: Uint8Array<ArrayBuffer>): Words {
  return {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    numbers: new Float64Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / WORD)),
  };
}

/**
 * Keeps extruded buildings as compact records in a temporary file, so that a million of them need no more memory than their
 * places in it; a building with a given surface or attributes is kept as it is.
 */
export function buildingStore(): BuildingStore {
  const kept = new Map<number, BuildingFeature>();
  let offsets = new Float64Array(1024);
  let length = 0;
  let [lowest, highest, flattest, tallest] = [Infinity, -Infinity, Infinity, -Infinity];
  let end = 0;
  /** The page being filled begins at `flushed` of the records. */
  let flushed = 0;
  let page = wordsOf(new Uint8Array(PAGE));
  let used = 0;
  let file: { readonly descriptor: number; readonly folder: string } | null = null;
  let window = wordsOf(new Uint8Array(0));
  let [windowAt, filled] = [0, 0];

  function flush(): void {
    if (used === 0) return;
    if (!file) {
      const folder = mkdtempSync(join(tmpdir(), 'tiles-buildings-'));
      file = { folder, descriptor: openSync(join(folder, 'records'), 'w+') };
      // Where the system allows it the file goes with the process, however that ends.
      if (process.platform !== 'win32') rmSync(folder, { recursive: true, force: true });
    }
    writeSync(file.descriptor, page.bytes, 0, used, flushed);
    flushed += used;
    used = 0;
  }

  /** The memory in which the record of a building lies now, and where in it. */
  function recordAt(index: number): { words: Words; start: number; end: number } {
    const [from, to] = [offsets[index] as number, endOf(index)];
    if (from >= flushed) return { words: page, start: from - flushed, end: to - flushed };
    if (from < windowAt || to > windowAt + filled) {
      if (window.bytes.length < to - from) window = wordsOf(new Uint8Array(Math.max(WINDOW, to - from)));
      const size = Math.min(window.bytes.length, flushed - from);
      filled = readSync(file?.descriptor as number, window.bytes, 0, size, from);
      windowAt = from;
    }
    return { words: window, start: from - windowAt, end: to - windowAt };
  }

  const endOf = (index: number): number => (index + 1 < length ? (offsets[index + 1] as number) : end);
  const sizeOf = (index: number): number => endOf(index) - (offsets[index] as number);

  return {
    get length() {
      return length;
    },
    get height(): Range {
      return [flattest, tallest];
    },
    get base(): Range {
      return [lowest, highest];
    },
    push(building) {
      const [base, top] = verticalExtent(building);
      lowest = Math.min(lowest, base);
      highest = Math.max(highest, base);
      flattest = Math.min(flattest, top - base);
      tallest = Math.max(tallest, top - base);
      if (length === offsets.length) {
        const larger = new Float64Array(2 * offsets.length);
        larger.set(offsets);
        offsets = larger;
      }
      offsets[length] = end;
      if (building.surface || building.attributes) kept.set(length, building);
      else {
        const most = mostBytes(building);
        if (used + most > page.bytes.length) {
          flush();
          if (most > page.bytes.length) page = wordsOf(new Uint8Array(most));
        }
        const size = encode(building, page, used);
        used += size;
        end += size;
      }
      length++;
    },
    get(index) {
      if (!(index >= 0 && index < length)) throw new RangeError(`Building ${index} of ${length}.`);
      const own = kept.get(index);
      if (own) return own;
      const { words, start } = recordAt(index);
      return decode(words, start);
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
      const sorted = ascending(indices.length);
      sorted.sort((a, b) => (indices[a] as number) - (indices[b] as number));
      for (const i of sorted) {
        if (typeof each[i] !== 'number') continue;
        const { words, start, end } = recordAt(indices[i] as number);
        bytes.set(words.bytes.subarray(start, end), starts[i] as number);
      }
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

/** Numbers before those of the parts: bytes of the text, use, storeys, year, parts; and of each part before its rings. */
const HEAD = 5;
const PART_HEAD = 5;
const ROOFS = [undefined, 'flat', 'gabled', 'hipped', 'pyramidal'] as const;

/** What the record of a building needs at most: a letter is six bytes where JSON has to spell it out. */
function mostBytes({ id, name, parts }: BuildingFeature): number {
  let numbers = HEAD;
  for (const { rings } of parts) {
    numbers += PART_HEAD;
    for (const ring of rings) numbers += 1 + 2 * ring.length;
  }
  return WORD * (numbers + 2 + id.length + (name?.length ?? 0));
}

/**
 * Writes the record of a building to `words` from byte `start` on, and answers its bytes: numbers, `NaN` for what is not known,
 * then id and name as JSON, filled up to a whole word.
 */
// hot: per building
function encode({ id, name, use, storeys, year, parts }: BuildingFeature, words: Words, start: number): number {
  const { numbers, bytes } = words;
  let at = start / WORD + 1;
  numbers[at++] = USE_NUMBERS[use];
  numbers[at++] = storeys ?? Number.NaN;
  numbers[at++] = year ?? Number.NaN;
  numbers[at++] = parts.length;
  for (const { base, top, roof, roofHeight, rings } of parts) {
    numbers[at++] = base;
    numbers[at++] = top;
    numbers[at++] = ROOFS.indexOf(roof);
    numbers[at++] = roofHeight ?? Number.NaN;
    numbers[at++] = rings.length;
    for (const ring of rings) {
      numbers[at++] = ring.length;
      for (const point of ring) {
        numbers[at++] = point[0];
        numbers[at++] = point[1];
      }
    }
  }
  const text = WORD * at;
  const size = bytes.write(JSON.stringify(name === undefined ? [id] : [id, name]), text);
  numbers[start / WORD] = size;
  const end = WORD * Math.ceil((text + size) / WORD);
  bytes.fill(0, text + size, end);
  return end - start;
}

// hot: per building, twice a build
function decode({ numbers, bytes }: Words, start: number): BuildingFeature {
  let at = start / WORD;
  const size = numbers[at++] as number;
  const use = BUILDING_USES[numbers[at++] as number] as BuildingUse;
  const storeys = knownOf(numbers[at++] as number);
  const year = knownOf(numbers[at++] as number);
  const parts: BuildingPart[] = [];
  for (let left = numbers[at++] as number; left > 0; left--) {
    const base = numbers[at++] as number;
    const top = numbers[at++] as number;
    const roof = ROOFS[numbers[at++] as number];
    const roofHeight = knownOf(numbers[at++] as number);
    const rings: (readonly [number, number])[][] = [];
    for (let more = numbers[at++] as number; more > 0; more--) {
      const ring: (readonly [number, number])[] = [];
      for (let points = numbers[at++] as number; points > 0; points--, at += 2)
        ring.push([numbers[at] as number, numbers[at + 1] as number]);
      rings.push(ring);
    }
    // Most have neither: one shape of object for the code that reads them.
    if (roof === undefined && roofHeight === null) parts.push({ rings, base, top });
    else parts.push({ rings, base, top, ...(roof ? { roof } : {}), ...(roofHeight === null ? {} : { roofHeight }) });
  }
  const [id, name] = JSON.parse(bytes.toString('utf8', WORD * at, WORD * at + size)) as [id: string, name?: string];
  const known = { kind: 'building', id, use, storeys, year, parts } as const;
  return name === undefined ? known : { ...known, name };
}

function knownOf(number: number): number | null {
  return Number.isNaN(number) ? null : number;
}
