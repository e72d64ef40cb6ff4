import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Smaller files than this gain nothing. */
const LEAST_BYTES = 512;
/** A sibling that saves less than a twentieth is not worth a file. */
const WORTH = 0.95;
const AT_ONCE = 4;

/** Writes `.br` and `.gz` siblings of `files` below `folder` where they are smaller; answers the bytes written. */
export async function precompress(folder: string, files: readonly string[]): Promise<number> {
  let written = 0;
  const queue = [...files];
  const worker = async (): Promise<void> => {
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      const path = join(folder, file);
      const bytes = await readFile(path);
      if (bytes.length < LEAST_BYTES) continue;
      const brotli = await toBrotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
      if (brotli.length > bytes.length * WORTH) continue;
      await writeFile(`${path}.br`, brotli);
      const zipped = await toGzip(bytes, { level: 6 });
      await writeFile(`${path}.gz`, zipped);
      written += brotli.length + zipped.length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return written;
}
