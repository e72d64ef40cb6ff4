import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Smaller files than this gain nothing. */
const LEAST_BYTES = 512;
/** A sibling that saves less than a twentieth is not worth a file. */
const WORTH = 0.95;
/** Catalog, slots, asset tables and scenarios are few and asked for whole, most of them at every start. */
const THOROUGHLY = /^((assets|scenarios)[\\/])?[^\\/]+$/;
/** Above this many bytes a file would hold the build up. */
const MOST_THOROUGHLY = 16_000_000;
/** Files that wait for a core at most; more would only fill the memory. */
const WAITING = 8;

/** Makes `.br` and `.gz` siblings while more is written. */
export interface Compressor {
  /** Has the siblings of `path` made where they are smaller. */
  add(path: string, bytes: Uint8Array): void;
  /** Resolves when few files wait. */
  room(): Promise<void>;
  /** Resolves when all are made, with the bytes written; rejects with what one of them failed of. */
  finish(): Promise<number>;
}

/** Opens a compressor for files below `folder`. */
export function openCompressor(folder: string): Compressor {
  let written = 0;
  let failed: unknown;
  const running = new Set<Promise<void>>();
  return {
    add(path, bytes) {
      const job = compress(join(folder, path), bytes, THOROUGHLY.test(path) && bytes.length <= MOST_THOROUGHLY)
        .then((size) => {
          written += size;
        })
        .catch((error: unknown) => {
          failed ??= error;
        })
        .finally(() => running.delete(job));
      running.add(job);
    },
    async room() {
      while (running.size > WAITING) await Promise.race(running);
    },
    async finish() {
      await Promise.all(running);
      if (failed !== undefined) throw failed;
      return written;
    },
  };
}

/** Writes the siblings of one file; answers their bytes. */
async function compress(path: string, bytes: Uint8Array, thoroughly: boolean): Promise<number> {
  let written = 0;
  for (const { ending, bytes: sibling } of await siblings(bytes, thoroughly)) {
    await writeFile(`${path}${ending}`, sibling);
    written += sibling.length;
  }
  return written;
}

/**
 * The compressed siblings of a file; none where they save too little. `thoroughly` takes ten times as long and saves a third
 * of a large table.
 */
export async function siblings(
  bytes: Uint8Array,
  thoroughly = false,
): Promise<readonly { readonly ending: string; readonly bytes: Uint8Array }[]> {
  if (bytes.length < LEAST_BYTES) return [];
  // Room for the whole answer: else the work comes back to this thread after every 16 kB.
  const chunkSize = bytes.length;
  const brotli = await toBrotli(bytes, {
    chunkSize,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: thoroughly ? 11 : 5,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  if (brotli.length > bytes.length * WORTH) return [];
  return [
    { ending: '.br', bytes: brotli },
    { ending: '.gz', bytes: await toGzip(bytes, { level: 6, chunkSize }) },
  ];
}
