// `npm run bench -- [name] --json`: builds what the benchmarks need, then measures. Dependency-free launcher.
import { spawnSync } from 'node:child_process';
import { buildCity, buildGallery, buildPrograms, install, PrepareError } from './prepare.mjs';

try {
  install();
  await buildGallery();
  await buildPrograms();
  await buildCity('tiles/jining');
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  console.error(error.message);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['dist/node/bench.mjs', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
