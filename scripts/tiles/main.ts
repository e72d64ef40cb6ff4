import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTiles } from './run.ts';

// Beside this program, where it is built for more than one core.
const thread = join(import.meta.dirname, 'tiles-thread.mjs');

process.exitCode = await runTiles(
  process.argv.slice(2),
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    terminal: process.stderr.isTTY === true,
  },
  existsSync(thread) ? thread : undefined,
);
