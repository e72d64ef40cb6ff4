import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js';
import { inputError } from '../../input-error.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { openAt } from '../open-at.ts';
import { batched, columnsTellBuildings, columnsTellParts, type RecordStream } from '../record-stream.ts';

/** Features of a FlatGeobuf, in the order of the file. */
export async function flatGeobufRecords(file: string): Promise<RecordStream> {
  let header: HeaderMeta | undefined;
  const web = Readable.toWeb(createReadStream(file)) as unknown as ReadableStream;
  const features = deserialize(web, {
    headerMetaFn: (meta) => {
      header = meta;
    },
  }) as AsyncGenerator<RawFeature>;
  const cutOff = (error: unknown, count: number): Error =>
    inputError(
      file,
      null,
      `cannot be read as FlatGeobuf after feature ${count} (${(error as Error).message})`,
      'fetch it again, whole, or export it again',
    );
  // The header is known once the first feature is.
  const first = await features.next().catch((error: unknown) => {
    throw cutOff(error, 0);
  });
  if (header) checkWhole(file, header, cutOff);
  const { crs, columns } = header ?? {};
  async function* all(): AsyncGenerator<RawFeature> {
    let count = 0;
    try {
      for (let next = first; !next.done; next = await features.next()) {
        // The library's id is the record's number in the file's own order, no id of a building.
        const { id: _, ...record } = next.value;
        yield record;
        count++;
      }
    } catch (error) {
      throw cutOff(error, count);
    }
  }
  const names = (columns ?? []).map(({ name }) => name);
  return {
    format: 'FlatGeobuf',
    crs: crs ? (crs.code > 0 ? `${crs.org ?? 'EPSG'}:${crs.code}` : crs.wkt) : null,
    mayHaveParts: columnsTellParts(names),
    // It stores no empty values: a record without one seems to lack the column.
    tellsBuildings: columnsTellBuildings(names),
    batches: batched(all()),
  };
}

/** Walks from feature to feature by their lengths: the library fills a feature that ends early with zeros. */
function checkWhole(file: string, header: HeaderMeta, cutOff: (error: unknown, count: number) => Error): void {
  const { size } = statSync(file);
  const read = openAt(file);
  try {
    const { featuresCount, indexNodeSize } = header;
    const index = featuresCount > 0 && indexNodeSize > 0 ? calcTreeSize(featuresCount, indexNodeSize) : 0;
    let at = 12 + read.bytes(8, 4).readUInt32LE(0) + index;
    let count = 0;
    for (; at < size; count++) {
      at += 4 + (at + 4 <= size ? read.bytes(at, 4).readUInt32LE(0) : size);
      if (at > size) throw cutOff(new Error('it ends in the middle of the next'), count);
    }
    if (count < featuresCount) throw cutOff(new Error(`the header promises ${featuresCount}`), count);
  } finally {
    read.close();
  }
}
