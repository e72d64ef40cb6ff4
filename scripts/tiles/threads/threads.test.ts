import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTown } from '../../bench/town.ts';
import { parseArguments } from '../arguments.ts';
import { buildCity } from '../build-city.ts';
import { bundleProgram } from '../bundle-program.ts';
import { SILENT } from '../progress.ts';
import { readInputs } from '../read/read-inputs.ts';
import { runTiles } from '../run.ts';
import { openThreads } from './threads.ts';

/** Below the repository, where the packages are found. */
const programs = resolve(import.meta.dirname, '../../../node_modules/.cache/tiles-threads');
const folder = mkdtempSync(join(tmpdir(), 'tiles-threads-'));
const town = join(folder, 'town.geojson');

beforeAll(async () => {
  mkdirSync(programs, { recursive: true });
  await bundleProgram('scripts/tiles/threads/thread.ts', programs, 'thread');
  writeTown(town, 6000);
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(programs, { recursive: true, force: true });
});

async function build(out: string, thread?: string): Promise<void> {
  const asked = parseArguments([town, '--out', join(folder, out)]);
  const read = await readInputs(asked, () => {});
  const makers = thread === undefined ? null : openThreads(thread, 2);
  await buildCity(read, asked.out, () => {}, SILENT, makers).finally(() => makers?.close());
}

/** Every file of a built city by its path. */
function filesOf(out: string): Map<string, string> {
  const paths = readdirSync(join(folder, out), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  return new Map(
    paths
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(join(folder, out).length), readFileSync(path, 'base64')]),
  );
}

describe('threads', () => {
  it('make the same bytes as one core', async () => {
    await build('one');
    const thread = join(programs, 'told.mjs');
    const told = join(folder, 'told');
    writeFileSync(
      thread,
      `import { appendFileSync } from 'node:fs';
      import { parentPort } from 'node:worker_threads';
      // First, for a port delivers as soon as somebody listens.
      await import('./thread.mjs');
      parentPort.on('message', ({ cell }) => appendFileSync(${JSON.stringify(told)}, cell.level + ' '));`,
    );
    await build('many', thread);
    expect(readFileSync(told, 'utf8').split(' ').length, 'contents that a thread made').toBeGreaterThan(2);
    expect(filesOf('many')).toEqual(filesOf('one'));
  });

  it('end the build with their error, and nothing half-written stays', async () => {
    const thread = join(programs, 'broken.mjs');
    writeFileSync(
      thread,
      "import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => { throw new Error('no core'); });\n",
    );
    await expect(build('broken', thread)).rejects.toThrow('no core');
    expect(readdirSync(folder).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it('end with the build when the input cannot be used', async () => {
    const bad = join(folder, 'bad.geojson');
    // Large enough for threads.
    writeFileSync(bad, `{"type":"FeatureCollection","features":[{"type"${' '.repeat(9 << 20)}`);
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const thread = join(programs, 'thread.mjs');
    const code = await runTiles([bad, '--out', join(folder, 'bad')], { out: say, err: say }, thread);
    expect(code).toBe(2);
    expect(said).toContain('bad.geojson');
  });
});
