import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { inputError } from '../../input-error.ts';
import type { SkipLog } from '../../skipped.ts';
import type { RawFeature } from '../geojson-feature.ts';
import { jsonElements } from '../json-elements.ts';
import type { RecordStream } from '../record-stream.ts';

const HEAD = 64 * 1024;
const CRS = /"crs"\s*:\s*\{[\s\S]*?"name"\s*:\s*"([^"]+)"/;
/** What a text says where a record of it may be a part of a building. */
const PART_MARKS = ['"root_id"', '"building:root"', '"building:part"', '"building_part"', '"other_tags"'].map((mark) =>
  Buffer.from(mark),
);
const BUILDING_MARK = Buffer.from('"building"');

/** Features of a GeoJSON FeatureCollection, read as they come: a file of any size. */
export async function geoJsonRecords(file: string, skips: SkipLog): Promise<RecordStream> {
  return {
    format: 'GeoJSON',
    crs: crsOf(file),
    ...(await looked(file)),
    batches: features(file, 'features', skips),
  };
}

/** Newline-delimited GeoJSON and GeoJSON text sequences (RFC 8142): a Feature a line. */
export async function lineRecords(file: string, skips: SkipLog): Promise<RecordStream> {
  return {
    format: 'GeoJSON, newline-delimited',
    crs: null,
    ...(await looked(file)),
    batches: features(file, null, skips),
  };
}

async function* features(file: string, key: string | null, skips: SkipLog): AsyncGenerator<(RawFeature | undefined)[]> {
  let count = 0;
  for await (const { objects, cutOff } of jsonElements(file, key)) {
    const batch: (RawFeature | undefined)[] = [];
    for (const bytes of objects) {
      count++;
      try {
        batch.push(JSON.parse(bytes.toString('utf8')) as RawFeature);
      } catch {
        skips.add('record is not JSON', `feature ${count}`);
        batch.push(undefined);
      }
    }
    if (batch.length > 0) yield batch;
    if (cutOff)
      throw inputError(
        file,
        null,
        `ends in the middle, after feature ${count}`,
        'fetch it again, whole, or export it again',
      );
  }
}

/** The name of the coordinate system that the first or the last part of the file gives. */
function crsOf(file: string): string | null {
  const size = statSync(file).size;
  const head = part(file, 0, Math.min(size, HEAD));
  const own = /"features"\s*:\s*\[/.exec(head);
  const before = CRS.exec(own ? head.slice(0, own.index) : head);
  if (before) return before[1] as string;
  const tail = part(file, Math.max(0, size - HEAD), Math.min(size, HEAD));
  return CRS.exec(tail.slice(tail.lastIndexOf(']')))?.[1] ?? null;
}

/** Text of `length` bytes from `offset`. */
export function part(file: string, offset: number, length: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, length, offset));
  } finally {
    closeSync(descriptor);
  }
}

/** What fields some record has: one look at the bytes is far cheaper than keeping all buildings. */
async function looked(file: string): Promise<Pick<RecordStream, 'mayHaveParts' | 'tellsBuildings'>> {
  let [mayHaveParts, tellsBuildings] = [false, false];
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 4 << 20 })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    mayHaveParts ||= PART_MARKS.some((mark) => bytes.includes(mark));
    tellsBuildings ||= holdsKey(bytes, BUILDING_MARK);
    if (mayHaveParts && tellsBuildings) break;
    rest = bytes.subarray(Math.max(0, bytes.length - 32));
  }
  return { mayHaveParts, tellsBuildings };
}

/** Whether a text is somewhere followed by a colon: as a key, not as a value. */
function holdsKey(bytes: Buffer, text: Buffer): boolean {
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    if (/^\s*:/.test(bytes.toString('latin1', at + text.length, at + text.length + 8))) return true;
  }
  return false;
}
