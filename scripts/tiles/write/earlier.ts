import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extent } from '../tile/content-frame.ts';
import { programHash } from './program-hash.ts';

/** What a content was made from, and what its tileset has to know of it. */
export interface Made {
  readonly key: string;
  readonly extent: Extent;
  readonly vertices: number;
}

/** Where a build notes what each content of a tileset was made from, below the city folder. */
export function madePath(tileset: string): string {
  return `build/${tileset}.json`;
}

interface MadeFile {
  readonly format: 'chengjing-made@1';
  readonly contents: Readonly<Record<string, Made>>;
}

export function madeFile(contents: ReadonlyMap<string, Made>): string {
  return JSON.stringify({ format: 'chengjing-made@1', contents: Object.fromEntries(contents) } satisfies MadeFile);
}

/** What the earlier build in `city` noted of a tileset; none where there was none. */
export function earlierContents(city: string, tileset: string): ReadonlyMap<string, Made> {
  const file = join(city, madePath(tileset));
  if (!existsSync(file)) return new Map();
  try {
    const { format, contents } = JSON.parse(readFileSync(file, 'utf8')) as MadeFile;
    return format === 'chengjing-made@1' ? new Map(Object.entries(contents)) : new Map();
  } catch {
    // A note that cannot be read only means that everything is made anew.
    return new Map();
  }
}

let program: string | undefined;

/** A key of everything that a content is made from: this very program with all that it imports, the place in the tree, and the records. */
export function keyOf(place: string, records: Iterable<Uint8Array>): string {
  program ??= programHash(process.argv[1]);
  const hash = createHash('sha256').update(program).update('\0').update(place);
  for (const record of records) hash.update(record);
  return hash.digest('hex').slice(0, 32);
}
