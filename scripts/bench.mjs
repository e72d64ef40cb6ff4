// `npm run bench -- [name] --json`: builds what the benchmarks need, then measures. Dependency-free launcher.
import { spawnSync } from 'node:child_process';
import { install } from './prepare.mjs';

install();
for (const mode of ['gallery', 'node']) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn'],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) process.exit(status ?? 1);
}
const { status } = spawnSync(process.execPath, ['dist/node/bench.mjs', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
