import { readOptions } from './options.ts';
import { runSimulator } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());

try {
  await runSimulator(readOptions(process.env), stop.signal, (line) => console.log(`simulator: ${line}`));
} catch (error) {
  if (!stop.signal.aborted) {
    console.error(`simulator: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
process.exit();
