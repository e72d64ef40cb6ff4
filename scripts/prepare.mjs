// What must be there before anything runs: packages, programs, client, city. Each is made again only when the contents
// it was made from have changed. Dependency-free: it runs before any install, on Node 20.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants as os } from 'node:os';
import { basename, extname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export const ROOT = resolve(import.meta.dirname, '..');
const OLDEST_NODE = [20, 19];
/** Name of the stamp inside each output: the hash of what it was made from. */
const STAMP = '.made-from';
/** Every program and bundle depends on these. */
const SETTINGS = ['package-lock.json', 'vite.config.ts', 'tsconfig.base.json'];
const CORE = ['src/domain', 'src/wire', 'src/scenario'];
const CLIENT = ['state', 'modes', 'feeds', 'scene', 'overview', 'closeup', 'ui', 'app'].map((each) => `src/${each}`);
const TILE_PROGRAM = ['scripts/tiles', 'scripts/city'];

/** A step that did not work: one line for the person. */
export class PrepareError extends Error {}

/** Throws PrepareError on a Node that cannot run the product. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new PrepareError(`Node ${version} is too old; install Node ${OLDEST_NODE.join('.')} or newer.`);
}

/** The build step that runs now, in a process group of its own; whoever stops early ends it. */
export let building;

/** Installs what the lock file says when `node_modules` is missing or was made from another lock file. */
export function install() {
  checkNode();
  const stamp = join(ROOT, 'node_modules/.cache/installed-from');
  const wanted = contentHash(['package-lock.json']);
  if (readText(stamp) === wanted) return;
  if (!holdsLockedPackages()) {
    // Not `npm ci`: it refuses a lock file written where binaries of other platforms cannot be had.
    console.log('Installing packages…');
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], 'npm install');
  }
  mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Builds `dist/node`: gateway, admin, simulator, tiles. */
export async function buildPrograms() {
  const hash = contentHash([
    ...SETTINGS,
    ...CORE,
    'src/survey',
    'src/gateway',
    'src/simulator',
    'scripts/bench',
    ...TILE_PROGRAM,
  ]);
  await build('dist/node', hash, 'programs', (out) => vite(out, ['--mode', 'node']));
}

/** Builds `dist/client`, with compressed copies beside what is worth it. */
export async function buildClient() {
  const hash = contentHash([...SETTINGS, ...CORE, ...CLIENT, 'index.html', 'public', 'scripts/vite']);
  await build('dist/client', hash, 'client', async (fresh) => {
    await vite(fresh, []);
    await compressFiles(join(ROOT, fresh));
  });
}

/** Builds `dist/gallery`: one page a feature, and the benchmark pages. */
export async function buildGallery() {
  const hash = contentHash([...SETTINGS, ...CORE, ...CLIENT, 'src/gallery', 'gallery.html', 'public', 'scripts/vite']);
  await build('dist/gallery', hash, 'gallery', (out) => vite(out, ['--mode', 'gallery']));
}

/**
 * The built city folder that `given` means: a built one as it is, a source folder built first. Throws PrepareError when
 * it is neither.
 */
export async function buildCity(given) {
  const folder = resolve(ROOT, given);
  const name = relative(ROOT, folder) || folder;
  if (isBuiltCity(folder)) return folder;
  if (!existsSync(join(folder, 'city.json')))
    throw new PrepareError(
      `CITY ${given}: ${existsSync(folder) ? 'holds neither a built catalog.json nor a source city.json' : 'there is no such folder'}; name a folder made by "npm run tiles -- <input> --out DIR", or a source like tiles/jining.`,
    );
  const out = join('tiles/built', basename(folder));
  const hash = contentHash([name, ...SETTINGS, 'src/domain', 'src/wire', 'src/scenario', ...TILE_PROGRAM]);
  if (!isMade(out, hash)) {
    console.log(`Building the city ${basename(folder)}…`);
    // Builds aside by itself, and makes anew only what differs from the city that stands there.
    await step(['dist/node/tiles.mjs', folder, '--out', out], 'The tile build');
    writeFileSync(join(ROOT, out, STAMP), hash);
  }
  return join(ROOT, out);
}

function isBuiltCity(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8')).format === 'chengjing-catalog@1';
  } catch {
    return false;
  }
}

/** sha256 over names and contents of files and folders; tests and editor leavings do not count. */
export function contentHash(paths, root = ROOT) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesBelow(resolve(root, path)))
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !name.startsWith('.') && !/\.(test|e2e)\.tsx?$|\.md$|~$/.test(name) && name !== 'built')
    .flatMap((name) => filesBelow(join(path, name)));
}

async function build(out, hash, what, make) {
  if (isMade(out, hash)) return;
  const fresh = aside(out);
  console.log(`Building the ${what}…`);
  try {
    await make(fresh);
    settle(out, fresh, hash);
  } finally {
    rmSync(join(ROOT, fresh), { recursive: true, force: true });
  }
}

function isMade(out, hash) {
  return readText(join(ROOT, out, STAMP)) === hash;
}

/** A fresh folder name beside `out`: what is being built never stands where a running product reads. */
function aside(out) {
  const fresh = join(out, '..', `.${basename(out)}-building-${process.pid}`);
  rmSync(join(ROOT, fresh), { recursive: true, force: true });
  mkdirSync(join(ROOT, fresh, '..'), { recursive: true });
  return fresh;
}

function settle(out, fresh, hash) {
  const [from, to] = [join(ROOT, fresh), join(ROOT, out)];
  writeFileSync(join(from, STAMP), hash);
  const old = `${from}-old`;
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}

/** What is built is what is shipped, also when a test asks for it: React's development build costs twice the memory. */
function vite(out, more) {
  const args = ['node_modules/vite/bin/vite.js', 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'];
  return step([...args, ...more], 'vite build', { ...process.env, NODE_ENV: 'production' });
}

/** Runs a Node program to its end; what it says goes to stderr, stdout is kept for the address. */
async function step(args, what, env = process.env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 2, 2],
    detached: process.platform !== 'win32',
  });
  building = child;
  const [status, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...end) => resolve(end));
  });
  building = undefined;
  judge(what, status, signal);
}

function run(command, args, what) {
  const { status, error, signal } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error) throw new PrepareError(`${what} could not start: ${error.message}.`);
  judge(what, status, signal);
}

function judge(what, status, signal) {
  if (signal) throw new PrepareError(`${what} was ended by ${signal}.`);
  if (status !== 0) throw new PrepareError(`${what} failed with code ${status}; its own words are above.`);
}

/** Whether `node_modules` already holds every package of the lock file, whoever installed them. */
function holdsLockedPackages() {
  const packages = (file) => JSON.parse(readText(join(ROOT, file)) ?? '{}').packages ?? {};
  const held = packages('node_modules/.package-lock.json');
  const wanted = Object.entries(packages('package-lock.json')).filter(([path]) => path !== '');
  return wanted.every(([path, entry]) => entry.optional || held[path]?.version === entry.version);
}

const WORTH = new Set(['.js', '.css', '.html', '.json', '.svg', '.wasm', '.glb', '.gltf', '.txt', '.xml', '.czml']);
/** Bytes below which a compressed copy saves nothing. */
const SMALLEST = 1024;

/** Writes `.br` and `.gz` beside each compressible file of `folder`. */
async function compressFiles(folder) {
  const brotli = promisify(brotliCompress);
  const deflate = promisify(gzip);
  const files = filesBelow(folder).filter((file) => WORTH.has(extname(file)) && statSync(file).size >= SMALLEST);
  const next = files[Symbol.iterator]();
  const work = async () => {
    for (const file of next) {
      const bytes = readFileSync(file);
      const [small, smaller] = await Promise.all([
        deflate(bytes, { level: 9 }),
        brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      ]);
      if (small.length < bytes.length) writeFileSync(`${file}.gz`, small);
      if (smaller.length < bytes.length) writeFileSync(`${file}.br`, smaller);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Installs and bundles what is missing or has changed, then runs `dist/node/NAME.mjs` with this process's arguments in its place. */
export async function runProgram(name) {
  // Standard output is the program's alone, so that it can be piped.
  console.log = console.error;
  try {
    install();
    await buildPrograms();
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
  const program = join(ROOT, `dist/node/${name}.mjs`);
  const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // What is asked of this process is asked of the program, which tidies up and says how it ended.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (status, signal) => process.exit(status ?? 128 + (os.signals[signal] ?? 0)));
}
