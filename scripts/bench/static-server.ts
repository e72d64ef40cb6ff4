import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Compressed copies that may lie beside a file, the best first. */
const CODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

/** A page of one origin alone gets a clock of 5 µs; any other one of 100. */
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/**
 * Serves folders by path prefix, the longest first, on a free loopback port; resolves with its address and its own undo. As from
 * the gateway (`src/gateway/files.ts`), files come with an entity tag of the copy that is sent, and clients are to ask again.
 */
export async function serve(folders: Readonly<Record<string, string>>): Promise<{ url: string; close: () => void }> {
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
    const prefix = prefixes.find((each) => path.startsWith(each)) ?? '/';
    const file = join(folders[prefix] ?? '.', path.slice(prefix.length));
    try {
      const accepted = String(request.headers['accept-encoding'] ?? '');
      const coding = CODINGS.find(({ name, ending }) => accepted.includes(name) && existsSync(file + ending));
      const copy = file + (coding?.ending ?? '');
      const body = await readFile(copy);
      const { mtime } = await stat(copy);
      const tag = `W/"${body.length.toString(16)}-${mtime.getTime().toString(16)}"`;
      const held = { ETag: tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
      if (request.headers['if-none-match'] === tag) {
        response.writeHead(304, { ...ISOLATED, ...held }).end();
        return;
      }
      response
        .writeHead(200, {
          ...ISOLATED,
          ...held,
          'Last-Modified': mtime.toUTCString(),
          'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
          ...(coding ? { 'Content-Encoding': coding.name } : {}),
        })
        .end(body);
    } catch {
      response.writeHead(404).end(`No ${path}`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: () => void server.close(),
  };
}
