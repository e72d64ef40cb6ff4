import { statSync } from 'node:fs';
import { ByteBuffer } from 'flatbuffers';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import { fromFeature } from 'flatgeobuf/lib/mjs/geojson/feature.js';
import { fromByteBuffer, type HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js';
import { inputError } from '../../input-error.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { openAt } from '../open-at.ts';
import { batched, columnsTellBuildings, columnsTellParts, type RecordStream } from '../record-stream.ts';

const MAGIC = Buffer.from('fgb');
/** A piece of a file that is read at once. */
const CHUNK = 1 << 20;

/**
 * Features of a FlatGeobuf, in the order of the file: eight bytes that name it, a header, an index where it has one, and
 * features, header and features each after their length (uint32). Throws InputError where it is none or ends early.
 */
export function flatGeobufRecords(file: string): RecordStream {
  const lengths = checkedLengths(file);
  const { crs, columns } = lengths.header;
  const names = (columns ?? []).map(({ name }) => name);
  return {
    format: 'FlatGeobuf',
    crs: crs ? (crs.code > 0 ? `${crs.org ?? 'EPSG'}:${crs.code}` : crs.wkt) : null,
    mayHaveParts: columnsTellParts(names),
    // It stores no empty values: a record without one seems to lack the column.
    tellsBuildings: columnsTellBuildings(names),
    batches: batched(records(file, lengths)),
  };
}

interface Checked {
  readonly header: HeaderMeta;
  /** Where the first feature begins. */
  readonly from: number;
}

function* records(file: string, { header, from }: Checked): Generator<RawFeature> {
  const { size } = statSync(file);
  const read = openAt(file);
  let chunk: Buffer = Buffer.alloc(0);
  let [start, count] = [0, 0];
  const bytes = (at: number, length: number): Buffer => {
    if (at < start || at + length > start + chunk.length)
      [chunk, start] = [read.bytes(at, Math.min(size - at, Math.max(length, CHUNK))), at];
    return chunk.subarray(at - start, at - start + length);
  };
  try {
    for (let at = from; at < size; count++) {
      const length = 4 + bytes(at, 4).readUInt32LE(0);
      // Its numbers lie on places of eight, counted from its own beginning: it has to have memory of its own.
      const feature = Feature.getSizePrefixedRootAsFeature(new ByteBuffer(new Uint8Array(bytes(at, length))));
      // The library's id is the record's number in the file's own order, no id of a building.
      const { id: _, ...record } = fromFeature(count, feature, header);
      yield record as RawFeature;
      at += length;
    }
  } catch (error) {
    throw unreadable(file, (error as Error).message, count);
  } finally {
    read.close();
  }
}

/** Reads the header and walks from feature to feature by their lengths: a file that ends early is refused before any is drawn. */
function checkedLengths(file: string): Checked {
  const { size } = statSync(file);
  const read = openAt(file);
  try {
    const head = read.bytes(0, 12);
    if (head.length < 12 || !head.subarray(0, 3).equals(MAGIC)) throw unreadable(file, 'it is none', 0);
    const length = head.readUInt32LE(8);
    if (12 + length > size) throw unreadable(file, 'it ends in the middle of the header', 0);
    const header = headerOf(file, read.bytes(8, 4 + length));
    const { featuresCount, indexNodeSize } = header;
    // A header of no features, or of a number that its writer did not know, has no index whatever it says.
    const index = featuresCount > 0 && indexNodeSize > 0 ? calcTreeSize(featuresCount, indexNodeSize) : 0;
    const from = 12 + length + index;
    let count = 0;
    for (let at = from; at < size; count++) {
      at += 4 + (at + 4 <= size ? read.bytes(at, 4).readUInt32LE(0) : size);
      if (at > size) throw unreadable(file, 'it ends in the middle of the next', count);
    }
    if (count < featuresCount) throw unreadable(file, `the header promises ${featuresCount}`, count);
    return { header, from };
  } finally {
    read.close();
  }
}

function headerOf(file: string, bytes: Buffer): HeaderMeta {
  try {
    return fromByteBuffer(new ByteBuffer(new Uint8Array(bytes)));
  } catch (error) {
    throw unreadable(file, (error as Error).message, 0);
  }
}

function unreadable(file: string, why: string, count: number): Error {
  return inputError(
    file,
    null,
    `cannot be read as FlatGeobuf after feature ${count} (${why})`,
    'fetch it again, whole, or export it again',
  );
}
