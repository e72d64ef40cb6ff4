import type { Place } from './geo/measure.ts';
import type { Words } from './words.ts';

/** What a building is used for; the place in the list is its number in the tiles. */
export const BUILDING_USES = [
  'unknown',
  'residential',
  'commercial',
  'office',
  'industrial',
  'public',
  'school',
  'hospital',
  'transport',
  'heritage',
] as const;
export type BuildingUse = (typeof BUILDING_USES)[number];

export const BUILDING_USE_WORDS: Readonly<Record<BuildingUse, Words>> = {
  unknown: { zh: '未登记', en: 'Not registered' },
  residential: { zh: '居住', en: 'Residential' },
  commercial: { zh: '商业', en: 'Commercial' },
  office: { zh: '办公', en: 'Office' },
  industrial: { zh: '工业', en: 'Industrial' },
  public: { zh: '公共', en: 'Public' },
  school: { zh: '学校', en: 'School' },
  hospital: { zh: '医院', en: 'Hospital' },
  transport: { zh: '交通', en: 'Transport' },
  heritage: { zh: '文物', en: 'Heritage' },
};

/** A building or another work as its tile tells it: where its row is, and the numbers of that row. */
export interface CityFeature {
  readonly tileset: string;
  /** `L-X-Y` of the content that holds it, and its feature id there. */
  readonly cell: string;
  readonly feature: number;
  readonly properties: Readonly<Record<string, number>>;
}

/** A building or another work of the city, for a person who asked what it is. */
export interface CityBuilding {
  /** As its source has it; null: the file with ids and names could not be read. */
  readonly id: string | null;
  readonly name: string | null;
  readonly is: 'building' | 'structure';
  readonly tileset: string;
  /** Metres from the base to the top; of the base above the ground datum. */
  readonly height: number;
  readonly base: number;
  /** Null: not known. */
  readonly storeys: number | null;
  readonly year: number | null;
  readonly use: BuildingUse;
  /** Where it was touched. */
  readonly at: Place | null;
}

/** What a feature of a tile says of itself, with its row of the file beside it (`names/`). */
export function cityBuilding(
  { tileset, properties }: CityFeature,
  is: CityBuilding['is'],
  [id, name]: readonly [id: string | null, name: string | null],
  at: Place | null,
): CityBuilding {
  const { height = 0, base = 0, storeys = 0, year = 0, use = 0 } = properties;
  return {
    id,
    name,
    is,
    tileset,
    height,
    base,
    storeys: storeys > 0 ? storeys : null,
    year: year > 0 ? year : null,
    use: BUILDING_USES[use] ?? 'unknown',
    at,
  };
}
