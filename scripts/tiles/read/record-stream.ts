import type { RawFeature } from './geojson-feature.ts';

/** One layer of a file as features, in batches, so that a file of any size is read in little memory. */
export interface RecordStream {
  /** The file's format, as the catalog names the origin. */
  readonly format: string;
  /** The layer, where a file has several. */
  readonly layer?: string;
  /** What the file says of its coordinate system: a name, a proj4 or a WKT text; null: nothing. */
  readonly crs: string | null;
  /** Whether a record may be a part that names its building: then buildings are kept until all are read. */
  readonly mayHaveParts: boolean;
  /** Whether some records have a field `building`, so that one without it is none (GeoJSON leaves out what is not there). */
  readonly tellsBuildings?: boolean;
  /** Undefined stands for a record that could not be read and is told already, so that the others keep their numbers. */
  readonly batches: AsyncIterable<readonly (RawFeature | undefined)[]>;
}

/** Records of a batch: enough that the await between batches costs nothing. */
const BATCH = 512;

/** Columns that say a record is a part of a building; Shapefiles cut names to ten characters. */
export const PART_COLUMNS = ['building:part', 'building_part', 'building:p', 'building_p'];
/** Fields by which a record says that it is part of another (see `isPart` of read-records.ts). */
const PART_FIELDS = ['root_id', 'building:root', 'kind', 'other_tags', ...PART_COLUMNS];

/** Whether a table with these columns may hold parts of buildings. */
export function columnsTellParts(columns: readonly string[]): boolean {
  return columns.some((column) => PART_FIELDS.includes(column));
}

/** Whether a table is GDAL's of the polygons of OpenStreetMap: there a record without a building is none. */
export function columnsTellBuildings(columns: readonly string[]): boolean {
  return columns.includes('building') && columns.includes('osm_way_id');
}

/** Groups the records of a slower reader into batches. */
export async function* batched(
  records: AsyncIterable<RawFeature> | Iterable<RawFeature>,
): AsyncGenerator<RawFeature[]> {
  let batch: RawFeature[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
