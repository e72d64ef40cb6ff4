import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { programHash } from './program-hash.ts';

let folder = '';
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-program-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES: Readonly<Record<string, string>> = {
  'dist/tiles.mjs':
    'import { a } from "./chunks/a.mjs";import"./chunks/side.mjs";\nconst later = () => import("./chunks/b.mjs");',
  'dist/chunks/a.mjs': 'export const a = 1;',
  'dist/chunks/side.mjs': 'export * from "./deep.mjs";',
  'dist/chunks/deep.mjs':
    'import { back } from "../tiles.mjs"; import pack from "@who/pack/encoder"; import fs from "node:fs"; import none from "nowhere";',
  'dist/chunks/b.mjs': 'import fs from "node:fs";',
  'dist/chunks/other.mjs': 'of another program',
  'node_modules/@who/pack/package.json': '{"version":"1.0.0"}',
};

it.each([
  ['dist/tiles.mjs', true],
  ['dist/chunks/a.mjs', true],
  ['dist/chunks/side.mjs', true],
  ['dist/chunks/deep.mjs', true],
  ['node_modules/@who/pack/package.json', true],
  // Imported later.
  ['dist/chunks/b.mjs', false],
  ['dist/chunks/other.mjs', false],
])('a program is another one when %s changes: %s', (name, changes) => {
  for (const [file, text] of Object.entries(FILES)) write(file, text);
  const program = join(folder, 'dist/tiles.mjs');
  const before = programHash(program);
  expect(programHash(program)).toBe(before);
  write(name, (FILES[name] as string).replace('1.0.0', '1.0.1').concat('\n'));
  if (name.endsWith('.json')) write(name, '{"version":"1.0.1"}');
  expect(programHash(program) !== before).toBe(changes);
});

it('has no hash where there is no program', () => {
  expect(programHash(undefined)).toBe('');
  expect(programHash(join(folder, 'nowhere.mjs'))).toBe('');
});
