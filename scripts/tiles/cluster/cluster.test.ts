import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTown } from '../../bench/town.ts';
import { bundleProgram } from '../bundle-program.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;
const children: ChildProcess[] = [];
let folder = '';
/** Below the repository, where the packages are found. */
let program = '';

beforeAll(async () => {
  if (!HAS_REDIS) return;
  folder = mkdtempSync(join(tmpdir(), 'tiles-cluster-'));
  program = mkdtempSync(join(ROOT, 'node_modules/.cache/tiles-cluster-'));
  await bundleProgram('scripts/tiles/main.ts', program, 'tiles');
}, 120_000);

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  if (folder) rmSync(folder, { recursive: true, force: true });
  if (program) rmSync(program, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts a program; `until` resolves with what it has said once that matches. */
function start(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let said = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const look of waiting) look();
    });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const until = (pattern: RegExp): Promise<void> =>
    new Promise((done) => {
      const look = (): void => {
        if (!pattern.test(said)) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  return { child, ended, until, said: () => said };
}

function hashOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((file) => [file.slice(root.length), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

it.skipIf(!HAS_REDIS)(
  'three workers on a Redis, one killed in the middle of a content, give the bytes of one machine',
  async () => {
    const town = join(folder, 'town.geojson');
    writeTown(town, 8000);
    const tiles = join(program, 'tiles.mjs');
    const port = await freePort();
    const redis = start('redis-server', [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ]);
    await redis.until(/Ready to accept connections/);
    const url = `redis://127.0.0.1:${port}`;
    const workers = Array.from({ length: 3 }, () => start(process.execPath, [tiles, '--worker', '--redis', url]));
    await Promise.all(workers.map(({ until }) => until(/waiting for contents/)));
    const shared = start(process.execPath, [tiles, town, '--out', join(folder, 'shared'), '--redis', url]);
    const victim = workers[0] as ReturnType<typeof start>;
    // It says so before it begins.
    await victim.until(/work: buildings/);
    victim.child.kill('SIGKILL');
    await victim.ended;
    // While the others wait for the lock of the dead one to end.
    const alone = start(process.execPath, [tiles, town, '--out', join(folder, 'alone')]);
    expect([await shared.ended, shared.said()]).toEqual([0, expect.stringMatching(/cluster: 3 workers/)]);
    for (const { said } of workers.slice(1)) expect(said()).toMatch(/work: buildings/);
    expect(await alone.ended).toBe(0);
    expect(hashOf(join(folder, 'shared'))).toEqual(hashOf(join(folder, 'alone')));
  },
  180_000,
);
