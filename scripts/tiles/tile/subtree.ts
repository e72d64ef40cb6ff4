import type { Cell } from './quadtree.ts';

/** The tiles of one implicit subtree, as `writeSubtree` packs and `readSubtree` unpacks them. */
export interface Subtree {
  readonly levels: number;
  /** One flag a node, level by level, Morton order within a level: whether the tile exists, and whether it has content. */
  readonly tiles: readonly boolean[];
  readonly contents: readonly boolean[];
  /** One flag a node of the level below the last, Morton order. */
  readonly children: readonly boolean[];
  /** Six numbers (west, south, east, north in radians, low, high in metres) a tile that exists, in the order of `tiles`. */
  readonly regions: readonly number[];
  /** Geometric error in metres of a tile that exists, where it does not halve with each level. */
  readonly errors?: readonly number[];
}

/** `subt` */
const MAGIC = 0x74627573;

/** Position of a cell, relative to the subtree's root, in its level's Morton order. */
export function mortonIndex(level: number, x: number, y: number): number {
  let index = 0;
  for (let bit = 0; bit < level; bit++) index += (((x >> bit) & 1) + 2 * ((y >> bit) & 1)) * 4 ** bit;
  return index;
}

/** Nodes of a quadtree above `level`. */
export function nodesAbove(level: number): number {
  return (4 ** level - 1) / 3;
}

/** Bit of a cell in a subtree whose root is `root`. */
export function nodeIndex(root: Cell, cell: Cell): number {
  const depth = cell.level - root.level;
  return nodesAbove(depth) + mortonIndex(depth, cell.x - root.x * 2 ** depth, cell.y - root.y * 2 ** depth);
}

/** The binary form of 3D Tiles 1.1, “Implicit Tiling”, with availability as bitstreams and regions as tile metadata. */
export function writeSubtree(subtree: Subtree): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const bufferViews: { buffer: 0; byteOffset: number; byteLength: number }[] = [];
  let length = 0;
  const add = (bytes: Uint8Array): number => {
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    parts.push(padded);
    bufferViews.push({ buffer: 0, byteOffset: length, byteLength: bytes.length });
    length += padded.length;
    return bufferViews.length - 1;
  };
  const availability = (flags: readonly boolean[]): Record<string, number> => {
    const availableCount = flags.filter(Boolean).length;
    if (availableCount === 0 || availableCount === flags.length)
      return { constant: availableCount === 0 ? 0 : 1, availableCount };
    return { bitstream: add(packBits(flags)), availableCount };
  };
  const tileAvailability = availability(subtree.tiles);
  const contentAvailability = [availability(subtree.contents)];
  const childSubtreeAvailability = availability(subtree.children);
  const count = subtree.tiles.filter(Boolean).length;
  const floats = (numbers: readonly number[]) => ({ values: add(new Uint8Array(Float32Array.from(numbers).buffer)) });
  const region = floats(subtree.regions.map((value, i) => outwards(value, i % 6)));
  const properties = { region, ...(subtree.errors ? { error: floats(subtree.errors) } : {}) };
  const json = {
    buffers: [{ byteLength: length }],
    bufferViews,
    tileAvailability,
    contentAvailability,
    childSubtreeAvailability,
    propertyTables: [{ class: 'tile', count, properties }],
    tileMetadata: 0,
  };
  const text = new TextEncoder().encode(JSON.stringify(json));
  const textLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(24 + textLength + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, 1, true);
  view.setBigUint64(8, BigInt(textLength), true);
  view.setBigUint64(16, BigInt(length), true);
  bytes.fill(0x20, 24, 24 + textLength);
  bytes.set(text, 24);
  let offset = 24 + textLength;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

interface SubtreeJson {
  bufferViews: { byteOffset: number; byteLength: number }[];
  tileAvailability: Availability;
  contentAvailability: Availability[];
  childSubtreeAvailability: Availability;
  propertyTables: { properties: { region: { values: number }; error?: { values: number } } }[];
}
type Availability = { constant?: number; bitstream?: number; availableCount: number };

/** Reads what `writeSubtree` wrote. Throws when the header or a length does not fit. */
export function readSubtree(bytes: Uint8Array, levels: number): Subtree {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [textLength, length] = [Number(view.getBigUint64(8, true)), Number(view.getBigUint64(16, true))];
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== 1)
    throw new RangeError('not a subtree of version 1');
  if (24 + textLength + length !== bytes.length)
    throw new RangeError(`header promises ${24 + textLength + length} bytes, the file has ${bytes.length}`);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(24, 24 + textLength))) as SubtreeJson;
  const binary = bytes.subarray(24 + textLength);
  const chunk = (i: number): Uint8Array => {
    const { byteOffset, byteLength } = json.bufferViews[i] as { byteOffset: number; byteLength: number };
    return new Uint8Array(binary.subarray(byteOffset, byteOffset + byteLength));
  };
  const flags = (availability: Availability, count: number): boolean[] => {
    const stream = availability.bitstream === undefined ? null : chunk(availability.bitstream);
    const read = Array.from({ length: count }, (_, i) =>
      stream ? ((stream[i >> 3] as number) & (1 << (i & 7))) !== 0 : availability.constant === 1,
    );
    if (read.filter(Boolean).length !== availability.availableCount)
      throw new RangeError(`${availability.availableCount} available nodes promised, others are set`);
    return read;
  };
  const properties = json.propertyTables[0]?.properties;
  return {
    levels,
    tiles: flags(json.tileAvailability, nodesAbove(levels)),
    contents: flags(json.contentAvailability[0] as Availability, nodesAbove(levels)),
    children: flags(json.childSubtreeAvailability, 4 ** levels),
    regions: [...new Float32Array(chunk(properties?.region.values ?? 0).buffer)],
    ...(properties?.error ? { errors: [...new Float32Array(chunk(properties.error.values).buffer)] } : {}),
  };
}

/** Which of west, south, east, north, low and high are lower ends. */
const LOWER = [true, true, false, false, true, false] as const;

/** The nearest 32-bit number that does not make a region smaller: a metre at most, and half the bytes. */
function outwards(value: number, place: number): number {
  const near = Math.fround(value);
  const lower = LOWER[place] as boolean;
  if (near === value || near < value === lower) return near;
  const float = Float32Array.of(near);
  const bits = new Int32Array(float.buffer);
  // Next to it in the order of its bits, which is that of sizes; next to nothing is the least that is not.
  if (near === 0) return lower ? -(2 ** -149) : 2 ** -149;
  bits[0] = (bits[0] as number) + (near > 0 !== lower ? 1 : -1);
  return float[0] as number;
}

/** Least significant bit first. */
function packBits(flags: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  flags.forEach((flag, i) => {
    if (flag) bytes[i >> 3] = (bytes[i >> 3] as number) | (1 << (i & 7));
  });
  return bytes;
}
