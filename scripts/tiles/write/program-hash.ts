import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Modules that a text imports at its start: `import … from "x"`, `import "x"`, `export … from "x"`. */
const IMPORTS = /\b(?:from|import)\s*["']([^"'\n]+)["']/g;

/**
 * A hash of a program: of its file, of all files beside it that it imports, directly or not, and of the versions of the
 * packages that these import. Not of what it imports later, which are the readers of inputs: their records have keys of their
 * own. Empty where there is no such file.
 */
export function programHash(file: string | undefined): string {
  if (file === undefined || !existsSync(file)) return '';
  const hash = createHash('sha256');
  const seen = new Set([resolve(file)]);
  // A set is walked in the order of its growth.
  for (const each of seen) {
    if (!existsSync(each)) continue;
    const text = readFileSync(each, 'utf8');
    hash.update(text).update('\0');
    for (const name of new Set(Array.from(text.matchAll(IMPORTS), (match) => match[1] as string))) {
      if (/^\.{1,2}\//.test(name)) seen.add(resolve(dirname(each), name));
      else if (!name.startsWith('node:')) hash.update(`${name} ${versionOf(name, each)}\0`);
    }
  }
  return hash.digest('hex');
}

/** The version of the package that a module of `file` gets by this name; empty where there is none. */
function versionOf(name: string, file: string): string {
  const own = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'node_modules', own, 'package.json');
    if (existsSync(manifest))
      return String((JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string }).version);
    if (folder === dirname(folder)) return '';
  }
}
