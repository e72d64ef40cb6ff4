import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CityLayer, readCity } from '../city.ts';
import { lockDataDir } from '../data-dir-lock.ts';
import { retentionOf } from '../history/retention-options.ts';
import { openDatabase } from '../open-database.ts';
import { readOptions, SettingError } from '../options.ts';
import { FileError } from './data-file.ts';
import { type ImportSummary, importHistory, type Refused } from './import-history.ts';
import { MappingError } from './mapping.ts';

const USAGE = `npm run import -- FILE… --layer LAYER --map NAME=COLUMN[:UNIT] … [--map …]
  Takes observations of CSV (also zipped), Parquet or SensorThings files into the gateway's database; the gateway must not run.
  --map asset=COLUMN         ids of the city's assets, or of --asset-map; or --asset ID for the whole file
  --map time=COLUMN          times; time=COLUMN+COLUMN:s adds a column of seconds (ms, min, h, d)
  --map PROPERTY=COLUMN:UNIT values, e.g. depth=level:in, temperature="Air (°C)", cableForce=F:linear(0.43,-100)
  --map quality=COLUMN       good, suspect or bad
  --asset-map FILE.csv       two columns: id in the file, id in the city
  --time-zone ZONE           zone of times that name none, e.g. Asia/Shanghai
  --time-format FORMAT       e.g. "dd.MM.yyyy HH:mm:ss.SSS"
  --provenance published     where the values are from: surveyed (实测, without it) or published (公开)
  --rejects FILE.csv         what is not taken, row by row; without it DATA_DIR/imports/FILE.rejects.csv
  --dry-run                  reads and reports, keeps nothing
CITY, DATA_DIR, DATABASE_URL and NOW are those of the gateway.`;

try {
  await run();
} catch (error) {
  if (
    !(
      error instanceof SettingError ||
      error instanceof FileError ||
      error instanceof MappingError ||
      error instanceof RangeError
    )
  )
    throw error;
  console.error(error.message);
  process.exit(2);
}

async function run(): Promise<void> {
  const { values, positionals } = readArguments();
  if (positionals.length === 0 || !values.layer || !values.map) throw new MappingError(USAGE);
  const options = readOptions(process.env, process.cwd(), '');
  const city = readCity(options.city, 'external');
  const layer = city.layer(values.layer);
  if (!layer)
    throw new MappingError(`--layer "${values.layer}": the city has ${city.layers.map((each) => each.id).join(', ')}.`);
  if (values.provenance !== 'surveyed' && values.provenance !== 'published')
    throw new MappingError(`--provenance "${values.provenance}": write surveyed or published.`);
  const name = basename(positionals[0] as string);
  const rejects = rejectsFile(
    values.rejects ? resolve(values.rejects) : join(options.dataDir, 'imports', `${name}.rejects.csv`),
  );
  const request = {
    files: positionals.map((each) => resolve(each)),
    layer,
    assignments: values.map,
    asset: values.asset,
    assetMap: values['asset-map'] ? readAssetMap(values['asset-map']) : new Map<string, string>(),
    timeZone: values['time-zone'],
    timeFormat: values['time-format'],
    provenance: values.provenance,
    retentionOf: ({ definition }: CityLayer) => retentionOf(definition, city.retention, options),
  } as const;
  const now = options.now ?? Date.now();

  const unlock = values['dry-run'] ? () => undefined : lockDataDir(options.dataDir, 0);
  try {
    const database = values['dry-run'] ? undefined : await openDatabase(options.dataDir, options.databaseUrl, true);
    let told = Date.now();
    try {
      const summary = await importHistory(request, city, database, now, rejects.add, (done, of) => {
        if (Date.now() - told < 2000) return;
        told = Date.now();
        console.error(`${done.toLocaleString('en')} of ${of.toLocaleString('en')} observations`);
      });
      report(summary, database === undefined, rejects.path());
    } finally {
      await database?.close();
    }
  } finally {
    rejects.close();
    unlock();
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        layer: { type: 'string' },
        map: { type: 'string', multiple: true },
        asset: { type: 'string' },
        'asset-map': { type: 'string' },
        'time-zone': { type: 'string' },
        'time-format': { type: 'string' },
        provenance: { type: 'string', default: 'surveyed' },
        rejects: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new MappingError(`${(error as Error).message}\n${USAGE}`);
  }
}

function report(summary: ImportSummary, dry: boolean, rejects: string | undefined): void {
  const { rows, observations, refused, first, last, alerts, notes } = summary;
  const when = (time: number | null) => (time === null ? '-' : new Date(time).toISOString());
  console.log(
    `${rows} rows, ${observations} observations ${dry ? 'would be kept (dry run: nothing was)' : 'kept'}, ${when(first)} to ${when(last)}${dry ? '' : `, ${alerts} new alerts of the past`}`,
  );
  for (const note of notes) console.log(note);
  for (const { reason, count, examples } of refused)
    console.log(
      `not taken, ${reason}: ${count}, e.g. ${examples.map(({ row, detail }) => `row ${row} ${detail}`).join('; ')}`,
    );
  if (rejects) console.log(`what was not taken: ${rejects}`);
}

/** Made with the first row that goes into it. */
function rejectsFile(path: string): { add(refused: Refused): void; path(): string | undefined; close(): void } {
  let handle: number | undefined;
  const cell = (text: string | number | null) => `"${String(text ?? '').replaceAll('"', '""')}"`;
  return {
    add({ file, row, reason, detail, cells }) {
      if (handle === undefined) {
        mkdirSync(resolve(path, '..'), { recursive: true });
        handle = openSync(path, 'w');
        writeSync(handle, '\uFEFFfile,row,reason,detail,cells\n');
      }
      writeSync(handle, `${[file, row, reason, detail, ...cells].map(cell).join(',')}\n`);
    },
    path: () => (handle === undefined ? undefined : path),
    close() {
      if (handle !== undefined) closeSync(handle);
    },
  };
}

/** Two columns, comma between; a header of the names `from` and `to` is skipped. */
function readAssetMap(path: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FileError(`--asset-map ${path} cannot be read (${(error as Error).message}).`);
  }
  const pairs = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index): [string, string] => {
      const [from, to, ...rest] = line.split(',').map((each) => each.trim().replace(/^"(.*)"$/, '$1'));
      if (!from || !to || rest.length > 0)
        throw new FileError(`--asset-map ${path}, line ${index + 1}: expected two columns, found "${line}".`);
      return [from, to];
    });
  return new Map(pairs);
}
