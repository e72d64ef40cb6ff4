import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'oxc-parser';
import { DEPENDENCY_FREE, FILE_PACKAGES, IMPORT_TABLE, TEST_PACKAGES } from './import-table.ts';

/** The check saw too little to mean anything below these: files read, and imports found by import keywords in the text. */
const MINIMUM_FILES = 300;
const MINIMUM_SHARE_OF_DISK = 1;
const MINIMUM_SHARE_OF_IMPORTS = 0.95;

/** Path from the repository root (forward slashes) → text. */
export type Sources = ReadonlyMap<string, string>;

/** Reads every module of `src` and `scripts` below `root`. */
export function readSources(root: string): Sources {
  const sources = new Map<string, string>();
  const read = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) read(path);
      else if (isModule(path)) sources.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  for (const top of ['src', 'scripts']) read(top);
  return sources;
}

function isModule(path: string): boolean {
  return /\.tsx?$/.test(path) || /^scripts\/.*\.mjs$/.test(path);
}

/** Every TypeScript module of `src` and `scripts`, and the JavaScript of `scripts`, by a walk that shares nothing with `readSources`. */
export function modulesOnDisk(root: string): string[] {
  return ['src', 'scripts'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) || (top === 'scripts' && name.endsWith('.mjs')))
      .map((name) => `${top}/${name.replaceAll('\\', '/')}`)
      .sort(),
  );
}

/** Every violation of the import rules, one clear line each, in path order; empty when there is none. */
export function checkBoundaries(sources: Sources): string[] {
  const modules = modulesOf(sources);
  return [
    ...modules.flatMap((module) => [...checkImports(module, sources), ...checkBarrel(module), ...checkPurity(module)]),
    ...checkCycles(modules),
  ].sort();
}

/** Lines that say the check saw too little: fewer files than the floor or the disk holds, or imports the parser missed. */
export function checkCoverage(sources: Sources, filesOnDisk: number): string[] {
  const seen = modulesOf(sources);
  const parsed = seen.reduce((sum, module) => sum + module.imports.length, 0);
  const written = [...sources.values()].reduce(
    (sum, text) => sum + (text.match(/^(?:import|export|\})[^;'"`]*?\bfrom ['"]|^import ['"]/gm)?.length ?? 0),
    0,
  );
  const lines: string[] = [];
  if (sources.size < MINIMUM_FILES)
    lines.push(
      `Boundary check read ${sources.size} files, fewer than ${MINIMUM_FILES}; is it run from the repository root?`,
    );
  if (sources.size < filesOnDisk * MINIMUM_SHARE_OF_DISK)
    lines.push(`Boundary check read ${sources.size} of ${filesOnDisk} modules on disk.`);
  if (parsed < written * MINIMUM_SHARE_OF_IMPORTS)
    lines.push(`Boundary check found ${parsed} imports where the text holds ${written}; the parser misses some.`);
  return lines;
}

const PARSED = new WeakMap<Sources, readonly Module[]>();

/** The modules of `sources`, each parsed once. */
function modulesOf(sources: Sources): readonly Module[] {
  const known = PARSED.get(sources);
  if (known) return known;
  const modules = [...sources].map(([path, text]) => readModule(path, text));
  PARSED.set(sources, modules);
  return modules;
}

interface Module {
  readonly path: string;
  readonly folder: string;
  readonly test: boolean;
  readonly imports: readonly string[];
  readonly program: Node;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function readModule(path: string, text: string): Module {
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`);
  const imports = [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) => each.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.flatMap((each) => literal(text.slice(each.moduleRequest.start, each.moduleRequest.end))),
    ...typeImports(program as unknown as Node),
  ];
  return {
    path,
    folder: folderOf(path),
    test: /\.test\.tsx?$/.test(path) || path.startsWith('scripts/e2e/'),
    imports: [...new Set(imports)],
    program: program as unknown as Node,
  };
}

function literal(code: string): string[] {
  const match = /^(['"`])([^'"`$]*)\1$/.exec(code.trim());
  return match ? [match[2] as string] : [];
}

/** `import('x')` in a type position. */
function typeImports(program: Node): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    const source = node.type === 'TSImportType' ? (node.source ?? node.argument) : undefined;
    const value = (source as { value?: unknown; literal?: { value?: unknown } } | undefined)?.value;
    if (typeof value === 'string') found.push(value);
  });
  return found;
}

/** First folder below `src`, or `scripts`; the file's own name for a file directly in `src`. */
function folderOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second : top;
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? `${parts[0]}/${parts[1]}` : (parts[0] as string);
}

function allows(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name));
}

function checkImports(module: Module, sources: Sources): string[] {
  const { path, folder, test } = module;
  const rule = IMPORT_TABLE[folder];
  if (!rule)
    return [`${path}: "${folder}" is no folder of the import table; there are ${Object.keys(IMPORT_TABLE).join(', ')}`];
  const packages = [...rule.packages, ...(FILE_PACKAGES[path] ?? []), ...(test ? TEST_PACKAGES : [])];
  const lines: string[] = [];
  for (const specifier of module.imports) {
    if (specifier.startsWith('.')) {
      const target = resolve(path, specifier);
      const to = folderOf(target);
      if (to !== folder && !rule.folders.includes(to))
        lines.push(`${path}: imports ${target}; ${folder} may import ${rule.folders.join(', ') || 'no other folder'}`);
      else if (!/\.[a-z0-9]+$/.test(target))
        lines.push(`${path}: imports "${specifier}" without its extension; write .ts or .tsx`);
      else if (/\.tsx?$/.test(target) && !sources.has(target))
        lines.push(`${path}: imports ${target}, which is not there`);
    } else if (!allows(packages, packageOf(specifier)))
      lines.push(
        `${path}: imports package "${packageOf(specifier)}"; ${folder} may import ${packages.join(', ') || 'no package'}`,
      );
  }
  if (DEPENDENCY_FREE.includes(path))
    for (const node of module.program.body as readonly Node[]) {
      const source = (node.source as { value?: string } | null | undefined)?.value;
      if (node.type === 'ImportDeclaration' && source && !/^node:|\.mjs$/.test(source))
        lines.push(`${path}: imports "${source}"; it runs before any install and may import node builtins only`);
    }
  return lines;
}

function resolve(from: string, specifier: string): string {
  return normalize(join(dirname(from), specifier.split('?')[0] as string));
}

/** A file that only passes on what others export hides who uses whom; the tables that gather a folder are the exception. */
function checkBarrel(module: Module): string[] {
  if (module.path.endsWith('/table.ts')) return [];
  const body = module.program.body as readonly Node[];
  const exportsSomething = body.some((node) => node.type.startsWith('Export'));
  const onlyPasses = body.every(
    (node) =>
      node.type === 'ImportDeclaration' ||
      node.type === 'ExportAllDeclaration' ||
      (node.type === 'ExportNamedDeclaration' && !node.declaration),
  );
  return exportsSomething && onlyPasses && body.length > 0
    ? [`${module.path}: only re-exports; import from the files themselves (no barrels)`]
    : [];
}

const DOM_NAMES = new Set([
  'window',
  'document',
  'navigator',
  'performance',
  'localStorage',
  'sessionStorage',
  'fetch',
  'WebSocket',
  'setTimeout',
  'setInterval',
  'requestAnimationFrame',
  'process',
]);

/** The domain is arithmetic: time, randomness and the outside world are its arguments. */
function checkPurity(module: Module): string[] {
  if (module.folder !== 'domain' || module.test) return [];
  const found = new Set<string>();
  walk(module.program, (node, parent, key) => {
    if (node.type === 'MemberExpression' && nameOf(node.property) === 'random' && nameOf(node.object) === 'Math')
      found.add('Math.random');
    if (node.type === 'VariableDeclarator' && nameOf(node.init) === 'Math')
      for (const property of ((node.id as Node).properties as readonly Node[] | undefined) ?? [])
        if (nameOf(property.key) === 'random') found.add('Math.random');
    if (node.type !== 'Identifier') return;
    const name = node.name as string;
    const labels =
      parent?.type === 'Property' || parent?.type === 'MemberExpression' || parent?.type.startsWith('TSProp');
    const isLabel = labels && (key === 'key' || key === 'property') && parent?.computed !== true;
    const ofGlobal = parent?.type === 'MemberExpression' && nameOf(parent.object) === 'globalThis';
    if (isLabel && !ofGlobal) return;
    if (name === 'Date') found.add('Date');
    if (DOM_NAMES.has(name)) found.add(name);
  });
  return [...found].map(
    (name) => `${module.path}: uses ${name}; the domain takes time, chance and the world as arguments`,
  );
}

function nameOf(node: unknown): string | undefined {
  const each = node as Node | null | undefined;
  if (each?.type === 'Identifier') return each.name as string;
  if (each?.type === 'MemberExpression' && nameOf(each.object) === 'globalThis') return nameOf(each.property);
  return undefined;
}

function walk(node: Node, visit: (node: Node, parent: Node | undefined, key: string) => void): void {
  const step = (value: unknown, parent: Node | undefined, key: string): void => {
    if (Array.isArray(value)) for (const each of value) step(each, parent, key);
    else if (typeof value === 'object' && value !== null && typeof (value as Node).type === 'string') {
      visit(value as Node, parent, key);
      for (const [name, child] of Object.entries(value)) step(child, value as Node, name);
    }
  };
  step(node, undefined, '');
}

/** Import cycles between modules, type imports included, one line a cycle (its shortest). */
function checkCycles(modules: readonly Module[]): string[] {
  const edges = new Map(
    modules.map((module) => [
      module.path,
      module.imports.filter((each) => each.startsWith('.')).map((each) => resolve(module.path, each)),
    ]),
  );
  const lines = new Set<string>();
  const settled = new Set<string>();
  for (const start of edges.keys()) {
    if (settled.has(start)) continue;
    const cycle = shortestCycle(start, edges);
    if (cycle) {
      const first = cycle.indexOf([...cycle].sort()[0] as string);
      const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
      lines.add(`${turned[0]}: import cycle ${[...turned, turned[0]].join(' → ')}`);
      for (const each of cycle) settled.add(each);
    }
  }
  return [...lines];
}

/** Breadth first from `start` back to itself. */
function shortestCycle(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const next of edges.get(at) ?? []) {
      if (next === start) {
        const path = [at];
        for (let each = cameFrom.get(at); each !== undefined; each = cameFrom.get(each)) path.unshift(each);
        return path;
      }
      if (!cameFrom.has(next)) {
        cameFrom.set(next, at);
        queue.push(next);
      }
    }
  return undefined;
}
