import { parseArguments } from './arguments.ts';
import { buildCity, type Summary } from './build-city.ts';
import { InputError } from './input-error.ts';
import { progressLine } from './progress.ts';
import { readInputs } from './read/read-inputs.ts';

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
 */
export async function runTiles(argv: readonly string[], console: Console): Promise<number> {
  const started = performance.now();
  try {
    const asked = parseArguments(argv);
    const log = (line: string): void =>
      console.err(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
    if (asked.worker && asked.redis !== undefined) {
      await (await import('./cluster/worker.ts')).runWorker(asked.redis, log);
      return 0;
    }
    const progress = progressLine(console.err, console.terminal ?? false, () => performance.now());
    const read = await readInputs(asked, log, progress);
    progress.end();
    const cluster =
      asked.redis === undefined
        ? undefined
        : await (await import('./cluster/coordinator.ts')).openCluster(asked.redis, log, asked.store);
    const built = await buildCity(read, asked.out, log, progress, cluster).finally(() => cluster?.close());
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
