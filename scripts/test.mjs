// Runs every check of the product: `npm test`. Dependency-free: it starts before anything is installed.
// `--e2e` runs the browser journeys alone, `--update` rewrites their reference screenshots.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { buildCity, buildClient, buildGallery, buildPrograms, install, PrepareError } from './prepare.mjs';

const only = process.argv.includes('--e2e') ? 'e2e' : undefined;
const update = process.argv.includes('--update');
let passed = 0;
/** What failed, each with the beginning of its reason: printed last, where a cut log still shows it. */
const failures = [];

function run(title, command, args, env = {}) {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(`── ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status === 0) passed += 1;
  else failures.push(title);
}

/** Finds a Chromium, or installs Debian's with a font for Chinese. */
function chromium() {
  const paths = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = paths.find((path) => path && existsSync(path));
  if (found) return found;
  console.log('No Chromium found: installing the Debian packages chromium and fonts-noto-cjk.');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    console.error('Could not install Chromium. Install it yourself and set CHROMIUM to its path.');
    process.exit(1);
  }
  return '/usr/bin/chromium';
}

/** Installs Debian's PostgreSQL where there is none. What cannot be installed fails its tests, with the remedy. */
function postgresql() {
  const debian = '/usr/lib/postgresql';
  if (process.env.POSTGRESQL_BIN || (existsSync(debian) && readdirSync(debian).length > 0)) return;
  console.log('No PostgreSQL found: installing the Debian package postgresql.');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'postgresql'], { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    console.error('Could not install PostgreSQL. Install it yourself and set POSTGRESQL_BIN to the folder of initdb.');
  }
}

/** The first lines of a failure's reason. */
const beginning = (message) => (message ?? '').split('\n').slice(0, 12).join('\n');

/**
 * Runs vitest projects in a process of their own, adds their counts and prints the ten slowest tests. `later` keeps what it says
 * until it has ended, for one that runs beside another.
 */
async function vitest(title, projects, later = false) {
  const file = `node_modules/.cache/vitest-${projects[0]}.json`;
  rmSync(file, { force: true });
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project])];
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${file}`);
  const started = Date.now();
  const env = { ...process.env, CHROMIUM: chromium(), ...(update ? { UPDATE: '1' } : {}) };
  if (!later) console.log(`\n── ${title}`);
  const child = spawn(process.execPath, args, { stdio: later ? ['ignore', 'pipe', 'pipe'] : 'inherit', env });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (later) console.log(`\n── ${title}\n${Buffer.concat(said)}`);
  console.log(`── ${title}: ${status === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (!existsSync(file)) return failures.push(`${title}: it left no report`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  const before = failures.length;
  for (const of of report.testResults) {
    for (const test of of.assertionResults)
      if (test.status === 'failed')
        failures.push(`${of.name}: ${test.fullName}\n${beginning(test.failureMessages[0])}`);
    if (of.status === 'failed' && of.message) failures.push(`${of.name}\n${beginning(of.message)}`);
  }
  if (status !== 0 && failures.length === before) failures.push(`${title}: an error outside of its tests, told above`);
  const tests = report.testResults.flatMap((of) => of.assertionResults.map((test) => ({ ...test, file: of.name })));
  tests.sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0));
  for (const test of tests.slice(0, 10))
    console.log(`${((test.duration ?? 0) / 1000).toFixed(1).padStart(7)} s  ${test.fullName}`);
}

/** Makes what all browser tests stand on, before two of them would make it at once. */
async function stands(title) {
  console.log(`\n── ${title}`);
  try {
    await buildPrograms();
    await buildClient();
    await buildGallery();
    for (const city of ['tiles/jining', 'tiles/hills']) await buildCity(city);
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    failures.push(`${title}: ${error.message}`);
  }
}

try {
  install();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  console.error(error.message);
  process.exit(1);
}
if (only === undefined) {
  run('Types', 'node_modules/.bin/tsc', ['-b']);
  run('Lint and format', 'node_modules/.bin/biome', ['check', '--error-on-warnings', '.']);
  run('Unused code', 'node_modules/.bin/knip', []);
  postgresql();
  await vitest('Units, contracts and boundaries', ['unit', 'boundaries']);
  await vitest('Gateways and processes, on DuckDB and on PostgreSQL', ['processes', 'postgresql']);
  await vitest('Losses under load', ['chaos']);
}
await stands('Programs, client, gallery and cities');
// A page that starts keeps little more than one core busy: side by side they take a quarter less.
await Promise.all([vitest('Journeys in Chromium', ['e2e']), vitest('Pages of the gallery', ['gallery'], true)]);
for (const failure of failures) console.log(`\n✗ ${failure}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
