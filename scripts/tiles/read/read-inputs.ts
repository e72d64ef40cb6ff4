import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Dataset } from '../../../src/wire/catalog.ts';
import type { TilesArguments } from '../arguments.ts';
import type { AssetDraft, CityFeature, TreeDraft } from '../feature.ts';
import { InputError, inputError } from '../input-error.ts';
import { skipLog } from '../skipped.ts';
import { openDem } from '../terrain/read-dem.ts';
import { readCityFolder } from './city-folder.ts';
import type { Collector } from './collector.ts';
import { readFile } from './read-file.ts';
import type { ReadCity } from './source.ts';

/** Reads what the command line names. A city's source folder stands alone; files of any kind may be put together. */
export async function readInputs(asked: TilesArguments, log: (line: string) => void): Promise<ReadCity> {
  const read = await readCity(asked, log);
  const terrain = asked.terrain ? await openDem(asked.terrain) : undefined;
  return {
    ...read,
    ...(asked.models === undefined ? {} : { models: asked.models }),
    ...(terrain ? { terrain, datasets: [...read.datasets, terrain.dataset] } : {}),
  };
}

async function readCity(asked: TilesArguments, log: (line: string) => void): Promise<ReadCity> {
  for (const input of asked.inputs)
    if (!existsSync(input)) throw inputError(input, null, 'does not exist', 'check the path');
  const folder = asked.inputs.find((input) => statSync(input).isDirectory());
  if (folder === undefined) return readFiles(asked, log);
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
  return usable(folder, async () => readCityFolder(folder));
}

async function readFiles(asked: TilesArguments, log: (line: string) => void): Promise<ReadCity> {
  const features: CityFeature[] = [];
  const assets: AssetDraft[] = [];
  const trees: TreeDraft[] = [];
  const counts: Record<string, number> = {};
  const skips = skipLog();
  const repeated: string[] = [];
  let assumed = 0;
  const into: Collector = {
    features,
    drawn: () => features.length,
    assets,
    assetIds: new Set(),
    trees,
    skips,
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
    log(`read: ${input}, ${features.length} features so far`);
  }
  const title = asked.inputs.map((input) => basename(input).replace(/(\.osm)?\.[^.]+$/, '')).join(' + ');
  const centre = middleOf(features, assets);
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

function middleOf(features: readonly CityFeature[], assets: readonly AssetDraft[]): [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (x: number, y: number): void => {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  };
  for (const feature of features) {
    const surface = feature.kind === 'structure' ? feature.triangles : feature.surface;
    for (let i = 0; i < (surface?.length ?? 0); i += 3) reach(surface?.[i] as number, surface?.[i + 1] as number);
    const rings =
      feature.kind === 'building'
        ? feature.parts.flatMap((part) => part.rings)
        : feature.kind === 'area'
          ? feature.rings
          : [];
    for (const ring of rings) for (const [x, y] of ring) reach(x, y);
  }
  for (const { position } of assets) reach(position[0], position[1]);
  return west > east ? [0, 0] : [(west + east) / 2, (south + north) / 2];
}
