import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOutput } from './write/output.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-interrupted-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hashOf(root: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.[a-z]+$/.test(name)) hash.update(name).update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

it('leaves the earlier city untouched and nothing beside it when the process is interrupted in the middle', async () => {
  const out = join(folder, 'city');
  const first = openOutput(out);
  first.write('catalog.json', '{"earlier":true}');
  first.commit();
  const before = hashOf(out);
  // The program itself would need a bundle; a process with the same output, in the middle of its writing, is what counts.
  const script = join(folder, 'writer.mjs');
  const bundle = join(folder, 'output.mjs');
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, 'write/output.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'output.mjs' } },
    },
  });
  expect(existsSync(bundle)).toBe(true);
  writeFileSync(
    script,
    `import { openOutput } from './output.mjs';
const output = openOutput(${JSON.stringify(out)});
for (let i = 0; ; i++) {
  output.write('tiles/' + i + '.bin', new Uint8Array(5000).fill(i));
  if (i === 20) process.stdout.write('going');
  await output.room();
  await new Promise((resolve) => setTimeout(resolve, 1));
}`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(readdirSync(folder).some((name) => name.includes('building-'))).toBe(true);
  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
  expect(hashOf(out)).toBe(before);
  expect(readdirSync(folder).filter((name) => name.includes('building-'))).toEqual([]);
});
