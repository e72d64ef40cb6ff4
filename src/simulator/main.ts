import { readOptions } from './options.ts';
import { runSimulator } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    stop.abort();
    // Time for the farewell to the broker; what was not acknowledged is simulated and may be lost.
    setTimeout(() => process.exit(), 200);
  });

try {
  await runSimulator(readOptions(process.env), stop.signal, (line) => console.log(`simulator: ${line}`));
} catch (error) {
  if (!stop.signal.aborted) {
    console.error(`simulator: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
process.exit();
