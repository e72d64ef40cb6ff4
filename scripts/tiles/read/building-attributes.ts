import type { BuildingUse } from '../../../src/domain/building.ts';
import type { BuildingPart } from '../feature.ts';
import { ASSUMED_METRES, STOREY_METRES } from './collector.ts';
import { firstMetres } from './measure.ts';

type Fields = Readonly<Record<string, unknown>>;

// dBASE cuts names to ten characters, and writers without colons in names put an underscore there.
const HEIGHTS = [
  'height',
  'building:height',
  'building_height',
  'building:h',
  'building_h',
  'est_height',
  'measuredHeight',
  'measuredHe',
  'Height',
  'HEIGHT',
  'h',
];
const STOREYS = [
  'levels',
  'building:levels',
  'building_levels',
  'building:l',
  'building_l',
  'storeys',
  'storeysAboveGround',
  'storeysAbo',
  'floors',
  'Floor',
  'num_floors',
  'num_levels',
];
const BASES = ['min_height', 'building:min_height', 'base', 'base_height'];
const BASE_STOREYS = ['building:min_level', 'min_level'];
const ROOF_HEIGHTS = ['roof:height', 'roof_height', 'roof:heigh', 'roof_heigh'];

/** How tall a record says it is. */
export interface Tallness {
  readonly base: number;
  readonly top: number;
  readonly storeys: number | null;
  /** Neither a height nor storeys were given. */
  readonly assumed: boolean;
  /** A height was given that no building has. */
  readonly doubtful: boolean;
}

/** How the log names a doubtful height. */
export const DOUBTFUL_HEIGHT = 'height that no building has: by its storeys, else 6 m';

/** The highest building of the world has 828 m and 163 storeys: a file that says more means other units. */
const HIGHEST_METRES = 1000;
const MOST_STOREYS = 200;

/**
 * Height above ground from a record's fields: `preferred`, then the usual height fields, then storeys at 3 m, then 6 m.
 * What no building can have counts as not given: zero or less, above `HIGHEST_METRES`, more storeys than `MOST_STOREYS`.
 */
export function tallnessOf(fields: Fields, preferred: string | null): Tallness {
  const positive = (value: number | null, most = HIGHEST_METRES): number | null =>
    value !== null && value > 0 && value <= most ? value : null;
  const given = firstMetres(fields, preferred === null ? HEIGHTS : [preferred, ...HEIGHTS]);
  const height = positive(given);
  const storeys = positive(firstMetres(fields, STOREYS), MOST_STOREYS);
  const baseStoreys = positive(firstMetres(fields, BASE_STOREYS));
  const base = positive(firstMetres(fields, BASES)) ?? (baseStoreys ?? 0) * STOREY_METRES;
  const top = height ?? (storeys === null ? base + ASSUMED_METRES : storeys * STOREY_METRES);
  return {
    base: base < top ? base : 0,
    top,
    storeys: storeys === null ? null : Math.round(storeys),
    assumed: height === null && storeys === null,
    // 0 without storeys only says that nothing is known.
    doubtful: given !== null && height === null && !(given === 0 && storeys === null),
  };
}

const ROOFS: Readonly<Record<string, NonNullable<BuildingPart['roof']>>> = {
  gabled: 'gabled',
  hipped: 'hipped',
  'half-hipped': 'hipped',
  gambrel: 'gabled',
  pyramidal: 'pyramidal',
  cone: 'pyramidal',
};

/** Roof shape and height, where the record gives one that is drawn. */
export function roofOf(fields: Fields): Pick<BuildingPart, 'roof' | 'roofHeight'> {
  const roof = ROOFS[String(fields['roof:shape'] ?? fields.roof_shape ?? '')];
  const height = firstMetres(fields, ROOF_HEIGHTS);
  return { ...(roof ? { roof } : {}), ...(roof && height !== null && height > 0 ? { roofHeight: height } : {}) };
}

/** What files call the uses, in lower case. */
const USES: Partial<Readonly<Record<BuildingUse, string>>> = {
  residential:
    'apartments residential house detached terrace dormitory semidetached_house bungalow villa woonfunctie 1000 1010',
  commercial: 'retail commercial supermarket hotel kiosk shop mall casino restaurant',
  office: 'office offices',
  industrial: 'industrial warehouse factory manufacture hangar storage_tank',
  school: 'school university kindergarten college',
  hospital: 'hospital clinic',
  transport: 'train_station transportation parking garage garages carport station',
  heritage: 'church cathedral chapel mosque temple shrine monastery castle palace ruins',
  public: 'public civic government townhall museum library sports_hall stadium fire_station',
};
const USE_BY_WORD = new Map(
  Object.entries(USES).flatMap(([use, words]) => words.split(' ').map((word) => [word, use as BuildingUse] as const)),
);

/** Use by the first field that names one. */
export function buildingUse(fields: Fields): BuildingUse {
  for (const key of ['building', 'amenity', 'building_use', 'use', 'kind_detail', 'function', 'landuse_kind']) {
    const value = fields[key];
    const found = value === undefined ? undefined : USE_BY_WORD.get(String(value).toLowerCase());
    if (found) return found;
  }
  return 'unknown';
}

/** Year of completion, where a field begins with four digits. */
export function yearOf(fields: Fields): number | null {
  for (const key of ['start_date', 'year', 'year_built', 'bouwjaar', 'yearOfConstruction']) {
    const year = Number(/^\d{4}/.exec(String(fields[key] ?? ''))?.[0] ?? Number.NaN);
    if (year > 0) return year;
  }
  return null;
}

/** Name, the local one first. */
export function nameOf(fields: Fields): string | null {
  for (const key of ['name', 'name:zh', 'name:en', 'Name', 'NAME'])
    if (typeof fields[key] === 'string' && fields[key] !== '') return fields[key];
  return null;
}
