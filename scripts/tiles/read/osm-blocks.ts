import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import Pbf from 'pbf';
import { inputError } from '../input-error.ts';
import { openAt } from './open-at.ts';

/** A block of an OSM PBF, unpacked. */
interface OsmBlock {
  /** `OSMHeader`, `OSMData`, or what somebody else put between. */
  readonly type: string;
  readonly data: Buffer;
}

const MOST_HEADER = 65_536;
/** Other ways to pack a Blob, by its field. */
const PACKED: Readonly<Record<number, string>> = { 4: 'LZMA', 5: 'bzip2', 6: 'LZ4', 7: 'Zstandard' };
const unpack = promisify(inflate);

/**
 * The blocks of an OSM PBF. Each is four bytes of header length, a BlobHeader (type in field 1, length of what follows in
 * 3) and a Blob (plain in field 1, by zlib in 3). Throws Error where the file is none or ends early, InputError where its
 * blocks are packed otherwise.
 */
export async function* osmBlocks(file: string): AsyncGenerator<OsmBlock> {
  const { size } = statSync(file);
  const read = openAt(file);
  try {
    for (let at = 0; at < size; ) {
      const length = at + 4 <= size ? read.bytes(at, 4).readUInt32BE(0) : 0;
      if (length === 0 || length > MOST_HEADER) throw new Error('no PBF header');
      const start = at + 4 + length;
      if (start > size) throw new Error('it ends in the middle of a block');
      const { type, bytes } = headerOf(read.bytes(at + 4, length));
      if (bytes < 0 || (at === 0 && type !== 'OSMHeader')) throw new Error('no PBF header');
      if (start + bytes > size) throw new Error('it ends in the middle of a block');
      yield { type, data: await dataOf(file, read.bytes(start, bytes)) };
      at = start + bytes;
    }
  } finally {
    read.close();
  }
}

function headerOf(header: Buffer): { type: string; bytes: number } {
  return new Pbf(header).readFields(
    (field, into, pbf) => {
      if (field === 1) into.type = pbf.readString();
      else if (field === 3) into.bytes = pbf.readVarint();
    },
    { type: '', bytes: -1 },
  );
}

async function dataOf(file: string, blob: Buffer): Promise<Buffer> {
  const { plain, zlib, packed } = new Pbf(blob).readFields(
    (field, into, pbf) => {
      if (field === 1) into.plain = pbf.readBytes();
      else if (field === 3) into.zlib = pbf.readBytes();
      else into.packed ||= PACKED[field] ?? '';
    },
    { plain: undefined, zlib: undefined, packed: '' } as Record<'plain' | 'zlib', Uint8Array | undefined> & {
      packed: string;
    },
  );
  if (zlib) return unpack(zlib);
  if (plain) return Buffer.from(plain);
  throw packed
    ? inputError(file, null, `has blocks packed with ${packed}`, 'pack it with zlib: osmium cat FILE -o NEW.osm.pbf')
    : new Error('a block without data');
}
