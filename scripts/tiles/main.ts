import { parseArguments } from './arguments.ts';
import { buildCity, type Summary } from './build-city.ts';
import { InputError } from './input-error.ts';
import { readInputs } from './read/read-inputs.ts';

const started = performance.now();
try {
  const asked = parseArguments(process.argv.slice(2));
  const log = (line: string): void => {
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  };
  const read = await readInputs(asked, log);
  const built = await buildCity(read, asked.out, log);
  const summary: Summary = {
    ...built,
    seconds: Math.round((performance.now() - started) / 10) / 100,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(`${asked.json ? JSON.stringify(summary) : describe(summary, asked.out)}\n`);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function describe(summary: Summary, out: string): string {
  const classes = Object.entries(summary.byClass).map(([name, count]) => `  ${name} ${count}`);
  const skipped = summary.skipped.map(
    ({ reason, count, examples }) => `  left out: ${count} × ${reason} (${examples.join(', ')})`,
  );
  return [
    `${out}: ${summary.features} buildings, ${summary.tiles} tiles, ${(summary.bytes / 1e6).toFixed(1)} MB in ${summary.seconds} s, ${(summary.peakRssBytes / 1e6).toFixed(0)} MB of memory at most`,
    ...classes,
    ...(summary.assumedHeights > 0 ? [`  height assumed for ${summary.assumedHeights} buildings`] : []),
    ...skipped,
  ].join('\n');
}
