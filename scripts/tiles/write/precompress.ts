import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { BuiltFile } from '../tile/tileset.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Endings of a file's compressed siblings. */
export const SIBLINGS = ['.br', '.gz'] as const;

/** Smaller files than this gain nothing. */
const LEAST_BYTES = 512;
/** A sibling that saves less than a twentieth is not worth a file. */
const WORTH = 0.95;
/** Catalog, slots, asset tables and scenarios are few and asked for whole, most of them at every start. */
const THOROUGHLY = /^((assets|scenarios)[\\/])?[^\\/]+$/;
/** Above this many bytes a file would hold the build up. */
const MOST_THOROUGHLY = 16_000_000;
const [QUICK, THOROUGH] = [5, 11];

/** Makes siblings on the other cores while more is written. */
export interface Compressor {
  /** Has the siblings of `file` made where they are smaller. The bytes are held until they are. */
  add(file: BuiltFile): void;
  /** Resolves when all are written; rejects with what one of them failed of. */
  finish(): Promise<void>;
}

/** Opens a compressor for files below `folder`. */
export function openCompressor(folder: string): Compressor {
  const running: Promise<void>[] = [];
  return {
    add(file) {
      const job = compress(folder, file);
      // What fails is told at the end.
      job.catch(() => {});
      running.push(job);
    },
    async finish() {
      await Promise.all(running);
    },
  };
}

/** Whether the siblings of `file` are worth ten times as long: they save a third of a large table. */
export function isThorough({ path, bytes }: BuiltFile): boolean {
  return THOROUGHLY.test(path) && bytes.length <= MOST_THOROUGHLY;
}

async function compress(folder: string, file: BuiltFile): Promise<void> {
  const { path, bytes } = file;
  if (bytes.length < LEAST_BYTES) return;
  // Both are begun now: whoever builds may let nobody in between before the end.
  const [brotli, gzipped] = await Promise.all([
    toBrotli(bytes, brotliOptions(bytes, isThorough(file) ? THOROUGH : QUICK)),
    toGzip(bytes, gzipOptions(bytes)),
  ]);
  if (brotli.length > bytes.length * WORTH) return;
  writeFileSync(join(folder, `${path}.br`), brotli);
  writeFileSync(join(folder, `${path}.gz`), gzipped);
}

/** A file and its compressed siblings, made at once and on this core; without them where they save too little. */
export function withSiblings({ path, bytes }: BuiltFile): BuiltFile[] {
  const plain = { path, bytes };
  if (bytes.length < LEAST_BYTES) return [plain];
  const brotli = brotliCompressSync(bytes, brotliOptions(bytes, QUICK));
  if (brotli.length > bytes.length * WORTH) return [plain];
  return [
    plain,
    { path: `${path}.br`, bytes: brotli },
    { path: `${path}.gz`, bytes: gzipSync(bytes, gzipOptions(bytes)) },
  ];
}

function brotliOptions(bytes: Uint8Array, quality: number) {
  return {
    // Room for the whole answer: else it is gathered from pieces of 16 kB.
    chunkSize: bytes.length,
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      // No wider than the file is long: the window is memory.
      [constants.BROTLI_PARAM_LGWIN]: Math.min(constants.BROTLI_MAX_WINDOW_BITS, 32 - Math.clz32(bytes.length)),
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  };
}

function gzipOptions(bytes: Uint8Array) {
  return { level: 6, chunkSize: bytes.length };
}
