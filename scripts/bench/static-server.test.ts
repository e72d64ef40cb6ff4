import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from './static-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'static-server-'));
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  for (const name of ['page', 'city']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'page/index.html'), '<p>');
  writeFileSync(join(folder, 'city/a.glb'), 'plain');
  writeFileSync(join(folder, 'city/a.glb.br'), 'packed');
  server = await serve({ '/': join(folder, 'page'), '/city/': join(folder, 'city') });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the server of benchmarks and browser tests', () => {
  it('sends the compressed copy, which clients keep and ask for again', async () => {
    const first = await fetch(`${server.url}/city/a.glb?v=1`, { headers: { 'accept-encoding': 'br' } });
    await first.body?.cancel().catch(() => {});
    expect(first.headers.get('content-encoding')).toBe('br');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(`${server.url}/city/a.glb`, {
      headers: {
        'accept-encoding': 'br',
        'if-none-match': first.headers.get('etag') as string,
        'cache-control': 'max-age=0',
      },
    });
    expect(again.status).toBe(304);
  });

  it('takes the longest prefix and knows no folder or missing file', async () => {
    expect(await (await fetch(`${server.url}/index.html`)).text()).toBe('<p>');
    for (const path of ['/city/', '/city/b.glb', '/nothing']) expect((await fetch(server.url + path)).status).toBe(404);
  });
});
