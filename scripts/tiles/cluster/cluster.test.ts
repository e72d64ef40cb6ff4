import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTown } from '../../bench/town.ts';
import { freePort } from '../../ports.ts';
import { bundleProgram } from '../bundle-program.ts';
import { openS3Store } from './s3-store.ts';

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

/** Starts a program; `until` resolves with what it has said once that matches. */
function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
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

async function startRedis(): Promise<string> {
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  await start('redis-server', options).until(/Ready to accept connections/);
  return `redis://127.0.0.1:${port}`;
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
    const url = await startRedis();
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

it.skipIf(!HAS_REDIS)(
  'workers that share a bucket instead of the folder give the same bytes, and leave it empty',
  async () => {
    const bucket = join(folder, 'bucket');
    const service = new S3rver({
      port: 0,
      address: '127.0.0.1',
      silent: true,
      directory: bucket,
      configureBuckets: [{ name: 'tiles' }],
    });
    const { port } = await service.run();
    try {
      const account = {
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: 'S3RVER',
        AWS_SECRET_ACCESS_KEY: 'S3RVER',
      };
      const town = join(folder, 'small.geojson');
      writeTown(town, 3000);
      const tiles = join(program, 'tiles.mjs');
      const url = await startRedis();
      const workers = Array.from({ length: 2 }, () =>
        start(process.execPath, [tiles, '--worker', '--redis', url], account),
      );
      await Promise.all(workers.map(({ until }) => until(/waiting for contents/)));
      const build = (out: string, ...more: string[]) =>
        start(process.execPath, [tiles, town, '--out', join(folder, out), ...more], account);
      const shared = build('by-bucket', '--redis', url, '--store', 's3://tiles/jining');
      expect([await shared.ended, shared.said()]).toEqual([0, expect.stringMatching(/cluster: 2 workers/)]);
      expect(workers.some(({ said }) => /work: buildings/.test(said()))).toBe(true);
      expect(await build('by-itself').ended).toBe(0);
      expect(hashOf(join(folder, 'by-bucket'))).toEqual(hashOf(join(folder, 'by-itself')));
      expect(Object.keys(hashOf(bucket)).filter((path) => /_object$/.test(path))).toEqual([]);
      const wrong = build('refused', '--redis', url, '--store', 's3://absent/jining');
      expect([await wrong.ended, wrong.said()]).toEqual([1, expect.stringMatching(/s3:\/\/absent.*404 NoSuchBucket/)]);
    } finally {
      await service.close();
    }
  },
  120_000,
);

describe('openS3Store', () => {
  const account = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  it.each([
    ['https://tiles/x', account, 's3://bucket/prefix'],
    ['s3://Ti_les/x', account, 's3://bucket/prefix'],
    ['s3://tiles/x', {}, 'AWS_ACCESS_KEY_ID'],
  ])('refuses %s of %o', (address, environment, words) => {
    expect(() => openS3Store(address, environment)).toThrow(words);
  });
});
