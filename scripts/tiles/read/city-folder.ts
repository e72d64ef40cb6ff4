import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRetentionPolicy } from '../../../src/domain/retention-policy.ts';
import { type BasemapEntry, type Dataset, parseLandscape } from '../../../src/wire/catalog.ts';
import { parseDutyBook } from '../../../src/wire/duty-book.ts';
import { parseSourceMappings } from '../../../src/wire/source-mapping.ts';
import { type CityData, readCityData } from '../../city/city-data.ts';
import { generateCity } from '../../city/generate.ts';
import { guangheProject } from '../../city/guanghe-project.ts';
import { guangheStreet } from '../../city/guanghe-street.ts';
import { billboardProject, greenwayProject } from '../../city/other-projects.ts';
import { PROJECT } from '../../city/project-stretch.ts';
import { GEOID_METRES, illustrativeTerrain, type Relief } from '../../city/terrain.ts';
import { collect } from '../collect.ts';
import { inputError } from '../input-error.ts';
import { MODEL_LIST } from '../models/model-set.ts';
import { sha256 } from '../slots.ts';
import type { TerrainSource } from '../terrain/terrain-source.ts';
import type { ReadCity } from './source.ts';

interface CityJsonFile {
  readonly landscapeLighting?: unknown;
  readonly homes?: NonNullable<ReadCity['homes']>;
  readonly basemapExamples?: readonly BasemapEntry[];
  readonly enabledBasemaps?: readonly string[];
  readonly retention?: NonNullable<ReadCity['retention']>;
  /** `illustrative` or a relief: ground that is made up; a file: an elevation model of the folder. Absent: flat. */
  readonly terrain?:
    | 'illustrative'
    | Relief
    | { readonly file: string; readonly crs?: string; readonly offset?: number };
}

interface SourcesFile {
  readonly sources: readonly Omit<Dataset, 'sha256'>[];
}

/** Reads a city's source folder: what `city.json` and its neighbours hold and what the generator grows from them. */
export async function readCityFolder(folder: string): Promise<ReadCity> {
  const file = join(folder, 'city.json');
  let settings: CityJsonFile;
  try {
    settings = JSON.parse(readFileSync(file, 'utf8')) as CityJsonFile;
  } catch (error) {
    throw inputError(file, null, `is not readable (${(error as Error).message})`, 'repair the JSON');
  }
  const retention = settings.retention && policyOf(file, settings.retention);
  const landscapeLighting = landscapeOf(file, settings);
  const data = readCityData(folder);
  const city = generateCity(folder);
  const terrain = await terrainOf(folder, settings, data);
  const street = guangheStreet(data);
  const billboards = billboardProject(city);
  const greenways = greenwayProject(city);
  const dutyBook = usedBy(folder, 'duty.json', 'the duty book', parseDutyBook);
  const sourceMappings = usedBy(folder, 'feeds.json', 'the sources', parseSourceMappings);
  return {
    city: { ...city, features: collect(city) },
    file: folder,
    datasets: [...datasetsOf(folder, city.id), ...(terrain ? [terrain.dataset] : [])],
    ...(terrain ? { terrain } : {}),
    basemaps: (settings.basemapExamples ?? []).filter((each) => settings.enabledBasemaps?.includes(each.id)),
    ...(city.roads.some((road) => road.name === PROJECT.road) ? { poleProject: guangheProject(city) } : {}),
    ...(street ? { poleStreet: street } : {}),
    ...(billboards ? { billboardProject: billboards } : {}),
    ...(greenways ? { greenwayProject: greenways } : {}),
    ...(dutyBook ? { dutyBook } : {}),
    ...(sourceMappings ? { sourceMappings } : {}),
    ...(retention ? { retention } : {}),
    ...(landscapeLighting ? { landscapeLighting } : {}),
    ...(settings.homes ? { homes: settings.homes } : {}),
    ...(existsSync(join(folder, 'models', MODEL_LIST)) ? { models: join(folder, 'models') } : {}),
    skipped: () => [],
    assumedHeights: () => 0,
  };
}

function policyOf(file: string, retention: NonNullable<ReadCity['retention']>): NonNullable<ReadCity['retention']> {
  try {
    readRetentionPolicy(retention);
  } catch (error) {
    throw inputError(file, null, (error as Error).message, 'correct it');
  }
  return retention;
}

/** A file of the city that only the gateway reads; undefined where there is none. */
function usedBy<T>(
  folder: string,
  name: string,
  what: string,
  parse: (json: unknown, file: string) => T,
): T | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    throw inputError(file, null, `is not usable (${(error as Error).message})`, `repair ${what}`);
  }
}

function landscapeOf(file: string, { landscapeLighting }: CityJsonFile): ReadCity['landscapeLighting'] {
  if (landscapeLighting === undefined) return undefined;
  try {
    return parseLandscape(landscapeLighting, 'landscapeLighting');
  } catch (error) {
    const remedy = 'give offAt and festivalOffAt as hours from 12 to 24, festivals as pairs of days YYYY-MM-DD';
    throw inputError(file, null, `is not usable (${(error as Error).message})`, remedy);
  }
}

async function terrainOf(folder: string, { terrain }: CityJsonFile, data: CityData): Promise<TerrainSource | null> {
  if (terrain === undefined) return null;
  if (typeof terrain === 'object' && 'file' in terrain)
    return (await import('../terrain/read-dem.ts')).openDem({
      file: join(folder, terrain.file),
      crs: terrain.crs ?? null,
      offset: terrain.offset ?? 0,
    });
  const dataset: Dataset = {
    id: 'terrain',
    title: { zh: '示意地形', en: 'Illustrative terrain' },
    provenance: 'illustrative',
    classification: 'public',
    origin: '本项目按种子生成，非实测高程；34–40 m 缓倾，河床、堤与积水点低洼均为示意',
    licence: 'Apache-2.0（本项目数据）',
    datum: `WGS-84；正常高 ${GEOID_METRES} m ≈ 大地高（EGM2008，经验值·待核）`,
    sha256: sha256(Buffer.from(`illustrative terrain ${data.file.id} ${data.file.seed}`)),
  };
  return { dataset, ...illustrativeTerrain(data, typeof terrain === 'object' ? terrain : undefined) };
}

/** One entry a source of `sources.json`, or one for the folder; each with the sha256 of its file or of all of them. */
function datasetsOf(folder: string, id: string): Dataset[] {
  const names = readdirSync(folder)
    .filter((name) => /\.(geo)?json$/.test(name) && name !== 'duty.json')
    .sort();
  const hash = (files: readonly string[]): string => {
    const sum = createHash('sha256');
    for (const name of files) sum.update(readFileSync(join(folder, name)));
    return sum.digest('hex');
  };
  const list = join(folder, 'sources.json');
  if (existsSync(list)) {
    const { sources } = JSON.parse(readFileSync(list, 'utf8')) as SourcesFile;
    return sources.map((source) => {
      const own = names.filter((name) => name.replace(/\.(geo)?json$/, '') === source.id);
      return { ...source, sha256: hash(own.length > 0 ? own : names) };
    });
  }
  return [
    {
      id,
      title: { zh: '城市源数据', en: 'City source data' },
      provenance: 'illustrative',
      classification: 'public',
      origin: names.join(', '),
      licence: 'Apache-2.0',
      datum: 'WGS-84',
      sha256: hash(names),
    },
  ];
}
