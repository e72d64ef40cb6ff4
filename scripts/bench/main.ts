import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { launch } from '../e2e/browser.ts';
import { type Goals, judge, type Measurement, type Result } from './result.ts';
import { serve } from './static-server.ts';

interface PageBench {
  readonly page: string;
  /** Makes what the page reads; answers the folder by the path that it is served under. */
  readonly data?: () => Promise<Readonly<Record<string, string>>>;
  /** Device pixels of a CSS pixel: few where the JavaScript is measured and software GL draws. */
  readonly pixelRatio?: number;
}

/** Benchmarks that run in a page of `dist/gallery`, by name. */
const PAGES: Readonly<Record<string, PageBench>> = {
  frame: { page: 'bench-frame', data: async () => ({ '/city/': 'tiles/built/jining' }), pixelRatio: 0.25 },
  live: { page: 'bench-live', pixelRatio: 0.5 },
  'live-points': { page: 'bench-live-points' },
  scrub: {
    page: 'bench-scrub',
    data: async () => ({ '/scrub/': await (await import('./scrub-tiles.ts')).scrubTiles('dist/bench/scrub') }),
  },
};

/** Benchmarks that run in Node alone, by name. */
const PROGRAMS: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  'first-view': async () => (await import('./first-view.ts')).measureFirstView(),
  gateway: async () => (await import('./gateway.ts')).measureGateway(),
  history: async () => (await import('./history.ts')).measureHistory(),
  poles: async () => (await import('./poles.ts')).measurePoles(),
  query: async () => (await import('./query.ts')).measureQuery(),
  tiles: async () => (await import('./tiles.ts')).measureTiles(),
};

/** Measures one page benchmark in headless Chromium. */
async function measure({ page, data, pixelRatio = 1 }: PageBench): Promise<Measurement[]> {
  const server = await serve({ '/': 'dist/gallery', ...(await data?.()) });
  const browser = await launch();
  try {
    const tab = await browser.newPage({ viewport: { width: 960, height: 540 }, deviceScaleFactor: pixelRatio });
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    await tab.goto(`${server.url}/gallery.html?page=${page}`);
    await tab.waitForFunction('window.gallery !== undefined', undefined, { timeout: 60_000 });
    await tab.evaluate('window.gallery.settled');
    const measurements = (await tab.evaluate('window.measurements')) as Measurement[] | undefined;
    if (!measurements) throw new Error(`Benchmark page "${page}" brought no measurements: ${errors.join('; ')}`);
    return measurements;
  } finally {
    await browser.close();
    server.close();
  }
}

function print(results: readonly Result[]): void {
  for (const each of results) {
    const goal = each.goal === null ? '' : `  goal ≤ ${each.goal}×  ${each.holds ? 'holds' : 'MISSED'}`;
    console.log(
      `${each.metric.padEnd(26)} ${each.value.toFixed(2).padStart(10)} ${each.unit.padEnd(6)} ${each.peer} ${each.peerValue.toFixed(2)}  ${each.ratio.toFixed(3)}×${goal}`,
    );
  }
}

/** One line a figure, so that a later run can be compared with every earlier one. */
function keep(name: string, results: readonly Result[]): void {
  mkdirSync('scripts/bench/results', { recursive: true });
  const file = `scripts/bench/results/${name}.csv`;
  if (!existsSync(file)) writeFileSync(file, 'version,metric,value,unit,peer,peerValue,ratio,goal,holds\n');
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const r of results)
    appendFileSync(
      file,
      `${[version, r.metric, r.value.toFixed(3), r.unit, r.peer, r.peerValue.toFixed(3), r.ratio.toFixed(4), r.goal ?? '', r.holds].join(',')}\n`,
    );
}

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const known = [...Object.keys(PAGES), ...Object.keys(PROGRAMS)];
const chosen = names.length > 0 ? names : known;
let held = true;
for (const name of chosen) {
  const page = PAGES[name];
  const program = PROGRAMS[name];
  if (!page && !program) {
    console.error(`Unknown benchmark "${name}"; there are ${known.join(', ')}.`);
    process.exit(2);
  }
  const goals = (JSON.parse(readFileSync('scripts/bench/budgets.json', 'utf8')) as Record<string, Goals>)[name] ?? {};
  const results = judge(program ? await program() : await measure(page as PageBench), goals);
  held &&= results.every((result) => result.holds);
  if (!process.argv.includes('--json')) keep(name, results);
  print(results);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ name, results }));
}
process.exit(held ? 0 : 1);
