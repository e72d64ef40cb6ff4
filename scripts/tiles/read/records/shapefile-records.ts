import { closeSync, createReadStream, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { open } from 'shapefile';
import { inputError } from '../../input-error.ts';
import type { ReadOptions } from '../collector.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { batched, columnsTellParts, type RecordStream } from '../record-stream.ts';
import { decoderLabel, looksLike } from '../text-encoding.ts';

/** Language driver of a dBASE header (byte 29) → characters; what is missing is told by the bytes themselves. */
const DRIVERS: Readonly<Record<number, string>> = {
  2: 'cp850',
  3: 'windows-1252',
  19: 'shift_jis',
  77: 'gb18030',
  78: 'euc-kr',
  79: 'big5',
  87: 'windows-1252',
  88: 'windows-1252',
  89: 'windows-1252',
  120: 'big5',
  121: 'euc-kr',
  122: 'gb18030',
  123: 'shift_jis',
  200: 'windows-1250',
  201: 'windows-1251',
};
const HEADER = 32;
/** Bytes of records that are looked at where nothing tells the characters. */
const LOOKED_AT = 256 * 1024;

/** Features of an Esri shapefile with its .dbf, .prj and .cpg, as far as they are there. */
export async function shapefileRecords(file: string, options: ReadOptions): Promise<RecordStream> {
  const dbf = sibling(file, 'dbf');
  const table = dbf === undefined ? null : dbfHead(dbf);
  const prj = sibling(file, 'prj');
  checkWhole(file);
  const encoding =
    options.encoding ??
    (table && dbf !== undefined ? (cpgOf(file) ?? DRIVERS[table.driver] ?? looksLike(table.sample)) : 'utf-8');
  // As streams: to the name of a file that ends in capitals the library adds an ending of its own.
  const [shapes, fields] = [createReadStream(file), dbf === undefined ? null : createReadStream(dbf)];
  const source = await open(shapes, fields, { encoding: decoderLabel(encoding, file) });
  return {
    format: 'Shapefile',
    crs: prj === undefined ? null : readFileSync(prj, 'utf8'),
    mayHaveParts: columnsTellParts(table?.columns ?? []),
    batches: batched(records(source, file)),
  };
}

async function* records(source: Awaited<ReturnType<typeof open>>, file: string): AsyncGenerator<RawFeature> {
  for (let count = 0; ; count++) {
    let next: Awaited<ReturnType<typeof source.read>>;
    try {
      next = await source.read();
    } catch (error) {
      throw inputError(file, `record ${count + 1}`, `cannot be read (${(error as Error).message})`, 'export it again');
    }
    if (next.done) return;
    yield next.value as RawFeature;
  }
}

/** Throws where the file is shorter than its header says (bytes 24–27: 16-bit words). */
function checkWhole(file: string): void {
  const head = firstBytes(file, 100);
  if (head.length < 100 || head.readInt32BE(0) !== 9994)
    throw inputError(file, null, 'is no shapefile', 'export it again with its .dbf, .shx and .prj');
  const [size, promised] = [statSync(file).size, head.readInt32BE(24) * 2];
  if (size < promised)
    throw inputError(file, null, `is cut off: ${size} of ${promised} bytes`, 'fetch it again, whole');
  const type = head.readInt32LE(32);
  if (type === 31) throw inputError(file, null, 'holds MultiPatch', 'export it as polygons, or as CityJSON or IFC');
}

function dbfHead(file: string): { driver: number; columns: string[]; sample: Buffer } {
  const bytes = firstBytes(file, LOOKED_AT);
  const columns: string[] = [];
  for (let at = HEADER; at + 32 <= bytes.length && bytes[at] !== 0x0d; at += 32)
    columns.push(bytes.toString('latin1', at, at + 11).replace(/\0.*$/, ''));
  return { driver: bytes[29] ?? 0, columns, sample: bytes.subarray(HEADER) };
}

function cpgOf(file: string): string | undefined {
  const cpg = sibling(file, 'cpg');
  return cpg === undefined ? undefined : readFileSync(cpg, 'utf8').trim() || undefined;
}

/** The file of another ending beside `file`, written in capitals or not. */
function sibling(file: string, ending: string): string | undefined {
  const [folder, wanted] = [dirname(file), `${basename(file, extname(file))}.${ending}`.toLowerCase()];
  const found = readdirSync(folder).find((name) => name.toLowerCase() === wanted);
  return found === undefined ? undefined : join(folder, found);
}

function firstBytes(file: string, most: number): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(most);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, most, 0));
  } finally {
    closeSync(descriptor);
  }
}
