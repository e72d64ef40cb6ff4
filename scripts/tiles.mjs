// npm run tiles: installs and bundles what is missing or has changed, then runs the tile build with the same arguments.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildPrograms, install, PrepareError, ROOT } from './prepare.mjs';

// Standard output is the summary's alone, so that --json can be piped.
console.log = console.error;
try {
  install();
  await buildPrograms();
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  console.error(error.message);
  process.exit(1);
}
const program = join(ROOT, 'dist/node/tiles.mjs');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
