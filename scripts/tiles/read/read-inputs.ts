import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dataset } from '../../../src/wire/catalog.ts';
import type { TilesArguments } from '../arguments.ts';
import { collecting } from '../collect.ts';
import type { AssetDraft, CityFeature, TreeDraft } from '../feature.ts';
import { InputError, inputError } from '../input-error.ts';
import { type Progress, SILENT } from '../progress.ts';
import { skipLog } from '../skipped.ts';
import type { Collector } from './collector.ts';
import { readFile } from './read-file.ts';
import type { ReadCity } from './source.ts';

/** Reads what the command line names. A city's source folder stands alone; files of any kind may be put together. */
export async function readInputs(
  asked: TilesArguments,
  log: (line: string) => void,
  progress: Progress = SILENT,
): Promise<ReadCity> {
  const read = await readCity(asked, log, progress);
  const terrain = asked.terrain ? await (await import('../terrain/read-dem.ts')).openDem(asked.terrain) : undefined;
  return {
    ...read,
    ...(asked.models === undefined ? {} : { models: asked.models }),
    ...(terrain ? { terrain, datasets: [...read.datasets, terrain.dataset] } : {}),
  };
}

async function readCity(asked: TilesArguments, log: (line: string) => void, progress: Progress): Promise<ReadCity> {
  for (const input of asked.inputs)
    if (!existsSync(input)) throw inputError(input, null, 'does not exist', 'check the path');
  const folder = asked.inputs.find((input) => statSync(input).isDirectory());
  if (folder === undefined) return readFiles(asked, log, progress);
  if (!existsSync(join(folder, 'city.json')))
    throw inputError(
      folder,
      null,
      'is a folder without city.json',
      'name a file, or a city source folder such as tiles/jining',
    );
  if (asked.inputs.length > 1)
    throw inputError(folder, null, 'a city source folder stands alone', 'build the other inputs by themselves');
  log(`read: ${folder}`);
  return usable(folder, async () => (await import('./city-folder.ts')).readCityFolder(folder));
}

async function readFiles(asked: TilesArguments, log: (line: string) => void, progress: Progress): Promise<ReadCity> {
  const features = collecting();
  const offset = asked.heightOffset ?? 0;
  const assets: AssetDraft[] = [];
  const trees: TreeDraft[] = [];
  const counts: Record<string, number> = {};
  const [skips, mends] = [skipLog(), skipLog()];
  const repeated: string[] = [];
  let assumed = 0;
  const into: Collector = {
    features: {
      push(given) {
        if ((features.given & 1023) === 0) progress.at('read', features.given, 0);
        features.push(offset === 0 ? given : raised(given, offset));
      },
    },
    drawn: () => features.given,
    assets,
    assetIds: new Set(),
    trees,
    skips,
    mends,
    count: (name, by = 1) => {
      counts[name] = (counts[name] ?? 0) + by;
    },
    repeat: (id) => {
      repeated.push(id);
    },
    assumeHeight: () => {
      assumed++;
    },
  };
  const datasets: Dataset[] = [];
  for (const input of asked.inputs) {
    datasets.push(await usable(input, () => readFile(input, asked, into)));
    log(`read: ${input}, ${into.drawn()} features so far`);
  }
  const title = asked.inputs.map((input) => basename(input).replace(/(\.osm)?\.[^.]+$/, '')).join(' + ');
  for (const { position } of [...assets, ...trees]) features.reach(position[0], position[1]);
  const [west, south, east, north] = features.bounds();
  const centre: [number, number] = west > east ? [0, 0] : [(west + east) / 2, (south + north) / 2];
  return {
    city: {
      id:
        title
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^-|-$/g, '') || 'city',
      title: { zh: title, en: title },
      centre,
      // A file tells no time zone; the sun's hour at its longitude is the nearest honest answer.
      ...solarZone(centre[0]),
      mapApproval: null,
      features,
      assets,
      trees,
      places: [],
      roads: [],
      provenance: 'published',
    },
    file: asked.inputs.join(', '),
    datasets,
    basemaps: [],
    skipped: () => skips.list(),
    repaired: () => mends.list(),
    repeated: () => repeated,
    byClass: () => counts,
    assumedHeights: () => assumed,
  };
}

/** Runs a reader; what it trips over in a document of the wrong shape becomes the one line of an InputError. */
async function usable<T>(input: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw inputError(
      input,
      null,
      `does not hold together (${(error as Error).message})`,
      'repair it or export it again',
    );
  }
}

/** IANA names the zones of whole hours with the sign of POSIX: `Etc/GMT-8` is eight hours ahead. */
function solarZone(longitude: number): { timeZone: string; utcOffset: number } {
  const hours = Math.round(longitude / 15);
  return { timeZone: hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`, utcOffset: hours * 60 };
}

/** A given surface with its heights `metres` higher; what is extruded stands on the ground anyway. */
function raised(feature: CityFeature, metres: number): CityFeature {
  const lift = (numbers: Float64Array): Float64Array =>
    numbers.map((value, i) => (i % 3 === 2 ? value + metres : value));
  if (feature.kind === 'structure') return { ...feature, triangles: lift(feature.triangles) };
  return feature.surface ? { ...feature, surface: lift(feature.surface) } : feature;
}
