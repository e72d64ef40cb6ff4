import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments } from './arguments.ts';
import { buildCity, type Summary } from './build-city.ts';
import { InputError } from './input-error.ts';
import { helpText } from './options.ts';
import { progressLine } from './progress.ts';
import { readInputs } from './read/read-inputs.ts';
import { openThreads } from './threads/threads.ts';

/** Bytes of a file of some twenty thousand buildings: below, a thread costs what it saves on a machine of two cores. */
const LARGE = 8 << 20;

/** Where a run writes its words. */
export interface Console {
  /** The summary. */
  out(text: string): void;
  /** Progress, and the one line of an error. */
  err(text: string): void;
  /** Whether a line may be drawn over itself. */
  readonly terminal?: boolean;
}

/**
 * Runs `npm run tiles` with `argv`; answers the exit code: 0; 2 after one line about input that
 * cannot be used; with `--strict` 3 when the city was built but something of the input was left out.
 *
 * @param thread program of the other cores (`threads/thread.ts`); absent: one core makes all contents
 */
export async function runTiles(argv: readonly string[], console: Console, thread?: string): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.out(helpText());
    return 0;
  }
  const started = performance.now();
  try {
    const asked = parseArguments(argv);
    const log = (line: string): void =>
      console.err(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
    if (asked.worker && asked.redis !== undefined) {
      await (await import('./cluster/worker.ts')).runWorker(asked.redis, log);
      return 0;
    }
    const cluster =
      asked.redis === undefined
        ? undefined
        : await (await import('./cluster/coordinator.ts')).openCluster(asked.redis, log, asked.store);
    // Threads start while the input is read.
    const makers = cluster ?? (thread !== undefined && isLarge(asked.inputs) ? openThreads(thread) : null);
    const progress = progressLine(console.err, console.terminal ?? false, () => performance.now());
    const build = async () => {
      const read = await readInputs(asked, log, progress);
      progress.end();
      return buildCity(read, asked.out, log, progress, makers);
    };
    const built = await build().finally(() => makers?.close());
    const summary: Summary = {
      ...built,
      seconds: Math.round((performance.now() - started) / 10) / 100,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
    console.out(`${asked.json ? JSON.stringify(summary) : describe(summary, asked.out)}\n`);
    return asked.strict && !summary.complete ? 3 : 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.err(`${error.message}\n`);
    return 2;
  }
}

/** Whether so many bytes are to be read that other cores are worth their start. */
function isLarge(inputs: readonly string[]): boolean {
  return inputs.some((input) => {
    const found = statSync(input, { throwIfNoEntry: false });
    if (!found?.isDirectory()) return (found?.size ?? 0) >= LARGE;
    return isLarge(readdirSync(input).map((name) => join(input, name)));
  });
}

function describe(summary: Summary, out: string): string {
  const { features, tiles, bytes, seconds, peakRssBytes } = summary;
  return [
    `${out}: ${features} buildings, ${tiles} tiles, ${megabytes(bytes)} in ${seconds} s, ${megabytes(peakRssBytes)} of memory at most`,
    ...Object.entries(summary.byClass).map(([name, count]) => `  ${name} ${count}`),
    ...(summary.assumedHeights > 0 ? [`  height assumed for ${summary.assumedHeights} buildings`] : []),
    ...summary.repaired.map(
      ({ reason, count, examples }) => `  repaired: ${count} × ${reason} (${examples.join(', ')})`,
    ),
    ...summary.skipped.map(
      ({ reason, count, examples }) => `  left out: ${count} × ${reason} (${examples.join(', ')})`,
    ),
  ].join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
