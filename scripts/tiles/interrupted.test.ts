import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTown } from '../bench/town.ts';
import { bundleProgram } from './bundle-program.ts';
import { openOutput } from './write/output.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const children: ChildProcess[] = [];
let folder = '';
/** Below the repository, where the packages are found. */
let programs = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-interrupted-'));
  programs = mkdtempSync(join(ROOT, 'node_modules/.cache/tiles-interrupted-'));
  await bundleProgram('scripts/tiles/main.ts', programs, 'tiles');
  await bundleProgram('scripts/tiles/write/output.ts', programs, 'output');
}, 120_000);

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const each of [folder, programs]) if (each) rmSync(each, { recursive: true, force: true });
});

function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath ?? each.path, each.name))
    .sort())
    hash.update(entry.slice(root.length)).update(readFileSync(entry));
  return hash.digest('hex');
}

function start(args: readonly string[], temporary: string) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise<string>((done) => child.once('exit', (code, signal) => done(signal ?? String(code))));
  return { child, ended, said: () => said };
}

describe('the tile build, interrupted', () => {
  /** How far a build over an earlier city has come, by the folder they share and by what it said. */
  const stages: readonly (readonly [stage: string, reached: (site: string, said: string) => boolean])[] = [
    ['while it reads', (_, said) => /read: /.test(said)],
    ['when it has written contents', (site) => aside(site).some((name) => contentsBelow(join(site, name)) > 3)],
    ['when its tileset is whole', (_, said) => /tile: buildings/.test(said)],
  ];
  const aside = (site: string): string[] => readdirSync(site).filter((name) => name.includes('building-'));
  const contentsBelow = (path: string): number =>
    existsSync(path)
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.glb')).length
      : 0;

  beforeAll(async () => {
    const small = join(folder, 'small.geojson');
    writeTown(small, 50);
    writeTown(join(folder, 'large.geojson'), 4000);
    const earlier = [join(programs, 'tiles.mjs'), small, '--out', join(folder, 'earlier')];
    expect(await start(earlier, folder).ended).toBe('0');
  });

  it.each(stages)('%s leaves the earlier city as it was and nothing beside it', async (stage, reached) => {
    const site = join(folder, stage.replaceAll(' ', '-'));
    const [temporary, out] = [join(site, 'tmp'), join(site, 'city')];
    mkdirSync(temporary, { recursive: true });
    cpSync(join(folder, 'earlier'), out, { recursive: true });
    const before = hashOf(out);
    const build = start([join(programs, 'tiles.mjs'), join(folder, 'large.geojson'), '--out', out], temporary);
    let over = false;
    void build.ended.then(() => {
      over = true;
    });
    while (!over && !reached(site, build.said())) await new Promise((next) => setTimeout(next, 2));
    // Npm and the terminal both send it, and so does whoever cannot wait.
    do {
      build.child.kill('SIGINT');
      await new Promise((next) => setTimeout(next, 1));
    } while (!over);
    // Before there is anything to tidy the signal itself ends it.
    expect([await build.ended, build.said()]).toEqual([expect.stringMatching(/^(130|SIGINT)$/), expect.any(String)]);
    expect(hashOf(out)).toBe(before);
    expect(readdirSync(site).sort()).toEqual(['city', 'tmp']);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('the rename at the end', () => {
  it('is done whole when the signal comes between the earlier city and the new one', async () => {
    const site = join(folder, 'rename');
    const out = join(site, 'city');
    mkdirSync(site);
    const earlier = openOutput(out);
    earlier.write('catalog.json', '{"city":"earlier"}');
    earlier.commit();
    const script = join(programs, 'rename.mjs');
    writeFileSync(
      script,
      `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const rename = fs.renameSync;
fs.renameSync = (from, to) => {
  rename(from, to);
  process.kill(process.pid, 'SIGINT');
};
syncBuiltinESMExports();
const { openOutput } = await import('./output.mjs');
const output = openOutput(${JSON.stringify(out)});
output.write('catalog.json', '{"city":"new"}');
await output.sizes();
output.commit();
`,
    );
    expect(await start([script], site).ended).toBe('0');
    expect(readFileSync(join(out, 'catalog.json'), 'utf8')).toBe('{"city":"new"}');
    expect(readdirSync(site)).toEqual(['city']);
  });

  it('puts back an earlier city that a killed build had just set aside', () => {
    const site = join(folder, 'killed');
    // No process has a number beyond the kernel's most.
    const old = join(site, `.city.building-${2 ** 22 + 1}-old`);
    mkdirSync(old, { recursive: true });
    writeFileSync(join(old, 'catalog.json'), '{"city":"earlier"}');
    mkdirSync(join(site, `.city.building-${2 ** 22 + 1}`));
    openOutput(join(site, 'city')).discard();
    expect(readdirSync(site)).toEqual(['city']);
    expect(readFileSync(join(site, 'city/catalog.json'), 'utf8')).toBe('{"city":"earlier"}');
  });
});
