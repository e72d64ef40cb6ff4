import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkNode, contentHash } from './prepare.mjs';

const start = (env: Record<string, string>) =>
  spawnSync(process.execPath, ['scripts/start.mjs'], { env: { ...process.env, ...env }, encoding: 'utf8' });

describe('npm start', () => {
  it('says in one line that the port is taken, before it builds anything', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    const { status, stderr, stdout } = start({ PORT: String(port) });
    server.close();
    expect(status).toBe(1);
    expect(stderr).toBe(`PORT ${port} on 127.0.0.1 is taken; set PORT to a free port.\n`);
    expect(stdout).toBe('');
  });

  it('refuses a port that is none', () => {
    expect(start({ PORT: 'eighty' }).stderr).toBe('PORT="eighty": expected a whole number from 0 to 65535.\n');
  });

  it('names the Node it needs', () => {
    expect(() => checkNode('18.20.4')).toThrow('Node 18.20.4 is too old; install Node 20.19 or newer.');
    expect(() => checkNode('20.18.9')).toThrow();
    for (const version of ['20.19.0', '22.1.0']) expect(() => checkNode(version)).not.toThrow();
  });

  it('judges what is out of date by content: names and bytes count, times and tests do not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengjing-hash-'));
    mkdirSync(join(folder, 'src'));
    const write = (name: string, text: string) => writeFileSync(join(folder, 'src', name), text);
    const hash = () => contentHash(['src', 'absent'], folder);
    write('a.ts', 'one');
    const first = hash();
    write('a.ts', 'one');
    write('a.test.ts', 'a test');
    expect(hash()).toBe(first);
    write('a.ts', 'two');
    const second = hash();
    expect(second).not.toBe(first);
    write('b.ts', '');
    expect(hash()).not.toBe(second);
    rmSync(folder, { recursive: true });
  });
});
