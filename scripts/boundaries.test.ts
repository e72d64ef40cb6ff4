import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkBoundaries, checkCoverage, modulesOnDisk, readSources } from './boundaries.ts';
import { formatImportTable, IMPORT_TABLE } from './import-table.ts';

const root = new URL('..', import.meta.url).pathname;

function violations(files: Record<string, string>): string[] {
  return checkBoundaries(new Map(Object.entries(files)));
}

describe('this repository', () => {
  const sources = readSources(root);

  test('the check sees every module', () => {
    expect(checkCoverage(sources, modulesOnDisk(root).length)).toEqual([]);
  });

  test('holds to the import table', () => {
    expect(checkBoundaries(sources)).toEqual([]);
    // Parses every source: seconds, and more where the machine has other work.
  }, 60_000);
});

describe('planted violations', () => {
  test('a folder imports one that its row does not name', () => {
    expect(
      violations({
        'src/ui/x.tsx': `import { y } from '../scene/y.ts';\nexport const x = y;`,
        'src/scene/y.ts': 'export const y = 1;',
      }),
    ).toEqual(['src/ui/x.tsx: imports src/scene/y.ts; ui may import domain, state, modes, scenario']);
  });

  test.each([
    ['type import', `import type { Y } from '../scene/y.ts';\nexport const x = 1 as unknown as Y;`],
    ['inline type import', `export const x = 1 as unknown as import('../scene/y.ts').Y;`],
    ['re-export', `export { y } from '../scene/y.ts';\nexport const x = 1;`],
    ['dynamic import', `export const x = () => import('../scene/y.ts');`],
    ['side effect', `import '../scene/y.ts';\nexport const x = 1;`],
  ])('a %s counts', (_, text) => {
    expect(violations({ 'src/ui/x.tsx': text, 'src/scene/y.ts': 'export type Y = 1; export const y = 1;' })).toEqual([
      'src/ui/x.tsx: imports src/scene/y.ts; ui may import domain, state, modes, scenario',
    ]);
  });

  test.each(['app', 'gallery', 'gateway', 'simulator'])('nobody imports %s', (target) => {
    for (const folder of Object.keys(IMPORT_TABLE).filter((each) => each !== target)) {
      const path = folder === 'scripts' ? 'scripts/x.ts' : `src/${folder}/x.ts`;
      const up = folder === 'scripts' ? '../src' : '..';
      const found = violations({
        [path]: `import { y } from '${up}/${target}/y.ts';\nexport const x = y;`,
        [`src/${target}/y.ts`]: 'export const y = 1;',
      });
      expect(found, folder).toHaveLength(1);
      expect(found[0]).toContain(`imports src/${target}/y.ts`);
    }
  });

  test('a package outside the row', () => {
    expect(violations({ 'src/domain/x.ts': `import * as v from 'valibot';\nexport const x = v;` })).toEqual([
      'src/domain/x.ts: imports package "valibot"; domain may import no package',
    ]);
    expect(
      violations({ 'src/app/x.ts': `import { Cartesian3 } from '@cesium/engine';\nexport const x = Cartesian3;` }),
    ).toHaveLength(1);
    expect(
      violations({ 'src/overview/x.ts': `import { Deck } from '@deck.gl/core';\nexport const x = Deck;` }),
    ).toEqual([]);
  });

  test('resium and Cesium types are for SceneView alone', () => {
    const text = `import { CesiumWidget } from 'resium';\nimport type { Scene } from '@cesium/engine';\nexport const x = CesiumWidget as unknown as Scene;`;
    expect(violations({ 'src/ui/SceneView.tsx': text })).toEqual([]);
    expect(violations({ 'src/ui/Other.tsx': text })).toHaveLength(2);
  });

  test('a cycle, even of types', () => {
    expect(
      violations({
        'src/domain/a.ts': `import type { B } from './b.ts';\nexport interface A { b: B }`,
        'src/domain/b.ts': `import type { C } from './c.ts';\nexport interface B { c: C }`,
        'src/domain/c.ts': `import type { A } from './a.ts';\nexport interface C { a: A }`,
      }),
    ).toEqual(['src/domain/a.ts: import cycle src/domain/a.ts → src/domain/b.ts → src/domain/c.ts → src/domain/a.ts']);
  });

  test('a barrel, unless it is a table', () => {
    const text = `export * from './a.ts';\nexport { b } from './b.ts';`;
    const files = { 'src/domain/a.ts': 'export const a = 1;', 'src/domain/b.ts': 'export const b = 1;' };
    expect(violations({ ...files, 'src/domain/index.ts': text })).toEqual([
      'src/domain/index.ts: only re-exports; import from the files themselves (no barrels)',
    ]);
    expect(violations({ ...files, 'src/domain/table.ts': text })).toEqual([]);
  });

  test.each([
    ['Date', 'export const x = () => Date.now();'],
    ['Date', 'export const x = () => new Date(0);'],
    ['Date', 'export const x = () => globalThis.Date.now();'],
    ['Math.random', 'export const x = () => Math.random();'],
    ['Math.random', 'const { random } = Math;\nexport const x = random;'],
    ['document', `export const x = () => document.title;`],
    ['performance', 'export const x = () => performance.now();'],
    ['fetch', `export const x = () => globalThis.fetch('/');`],
  ])('%s in the domain', (name, text) => {
    expect(violations({ 'src/domain/x.ts': text })).toEqual([
      `src/domain/x.ts: uses ${name}; the domain takes time, chance and the world as arguments`,
    ]);
    expect(violations({ 'src/domain/x.test.ts': text })).toEqual([]);
  });

  test('a property that happens to be called so is no violation', () => {
    expect(
      violations({ 'src/domain/x.ts': `export const x = { document: 1, window: 2 };\nexport const y = x.document;` }),
    ).toEqual([]);
  });

  test('a missing file, a missing extension, an unknown folder', () => {
    expect(violations({ 'src/wire/x.ts': `import { y } from './y.ts';\nexport const x = y;` })).toEqual([
      'src/wire/x.ts: imports src/wire/y.ts, which is not there',
    ]);
    expect(violations({ 'src/wire/x.ts': `import { y } from './y';\nexport const x = y;` })).toEqual([
      'src/wire/x.ts: imports "./y" without its extension; write .ts or .tsx',
    ]);
    expect(violations({ 'src/utils/x.ts': 'export const x = 1;' })[0]).toMatch(/"utils" is no folder/);
  });

  test('a package in what runs before any install', () => {
    expect(violations({ 'scripts/start.mjs': `import { build } from 'vite';\nbuild();` })[0]).toMatch(
      /before any install/,
    );
    expect(violations({ 'scripts/start.mjs': `import { join } from 'node:path';\njoin('a');` })).toEqual([]);
  });

  test('tests may import the runner and node, not another folder', () => {
    const text = `import { test } from 'vitest';\nimport { join } from 'node:path';\nimport { y } from '../scene/y.ts';\ntest(join('a'), () => y);`;
    expect(violations({ 'src/wire/x.test.ts': text, 'src/scene/y.ts': 'export const y = 1;' })).toEqual([
      'src/wire/x.test.ts: imports src/scene/y.ts; wire may import domain',
    ]);
  });
});

describe('a check that sees too little fails', () => {
  const few = new Map([['src/domain/a.ts', 'export const a = 1;']]);

  test('too few files', () => {
    expect(checkCoverage(few, 1)[0]).toMatch(/read 1 files, fewer than/);
  });

  test('fewer files than the disk holds', () => {
    const sources = new Map(Array.from({ length: 400 }, (_, i) => [`src/domain/a${i}.ts`, 'export const a = 1;']));
    expect(checkCoverage(sources, 400)).toEqual([]);
    expect(checkCoverage(sources, 401)[0]).toMatch(/400 of 401 modules/);
  });

  test('imports the parser missed', () => {
    // The text of a template literal looks like imports to the count and not to the parser.
    const text = `export const a = \`\n${`import { b } from 'b';\n`.repeat(50)}\`;`;
    const sources = new Map(Array.from({ length: 400 }, (_, i) => [`src/domain/a${i}.ts`, text]));
    expect(checkCoverage(sources, 400)[0]).toMatch(/found 0 imports where the text holds 20000/);
  });
});

test('the README prints the table of the code', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(formatImportTable());
  expect(formatImportTable()).toContain('| app | everything but gateway, simulator, gallery |');
  expect(formatImportTable()).toContain('| ui | domain, state, modes, scenario | react');
});
