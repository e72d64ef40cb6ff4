import { createReadStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { OSMTransform } from 'osm-pbf-parser-node';
import { InputError, inputError } from '../input-error.ts';
import { openAt } from './open-at.ts';
import { checkNodes, type OsmData, type OsmNode, type OsmRelation, type OsmWay } from './osm-data.ts';

/** Everything of an OSM PBF, read as a stream. Throws InputError where it is none or ends early. */
export async function parseOsmPbf(file: string): Promise<OsmData> {
  const nodes = new Map<number, OsmNode>();
  const ways = new Map<number, OsmWay>();
  const relations: OsmRelation[] = [];
  try {
    checkBlobs(file);
    const transform = new OSMTransform({ withTags: true });
    const reading = pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), transform);
    // Awaited below; a reader that stops early must not leave its end unheard.
    reading.catch(() => {});
    for await (const batch of transform) {
      checkNodes(file, nodes.size);
      for (const item of batch as (OsmNode | OsmWay | OsmRelation | { type?: undefined })[]) {
        if (item.type === 'node') nodes.set(item.id, item);
        else if (item.type === 'way') ways.set(item.id, item);
        else if (item.type === 'relation') relations.push(item);
      }
    }
    await reading;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw inputError(file, null, `is not OSM PBF (${(error as Error).message})`, 'fetch the extract again');
  }
  return { nodes, ways, relations };
}

const MOST_HEADER = 65_536;

/**
 * Walks the file from blob to blob by their lengths alone: the library stalls on a file that is no PBF and says nothing of
 * one that ends early. A blob is four bytes of header length, the header, whose field 3 is the data's length, and the data.
 */
function checkBlobs(file: string): void {
  const { size } = statSync(file);
  const read = openAt(file);
  try {
    for (let at = 0; at < size; ) {
      const length = at + 4 <= size ? read.bytes(at, 4).readUInt32BE(0) : 0;
      if (length === 0 || length > MOST_HEADER) throw new Error('no PBF header');
      if (at + 4 + length > size) throw new Error('it ends in the middle of a block');
      const data = dataSize(read.bytes(at + 4, length));
      if (data === null) throw new Error('no PBF header');
      at += 4 + length + data;
      if (at > size) throw new Error('it ends in the middle of a block');
    }
  } finally {
    read.close();
  }
}

/** Field 3 of a BlobHeader. */
function dataSize(header: Buffer): number | null {
  let at = 0;
  const varint = (): number => {
    let [value, shift] = [0, 1];
    for (; at < header.length; shift *= 128) {
      const byte = header[at++] as number;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < header.length) {
    const tag = varint();
    if (tag === 3 << 3) return varint();
    if ((tag & 7) === 2) {
      const length = varint();
      at += length;
    } else if ((tag & 7) === 0) varint();
    else return null;
  }
  return null;
}
