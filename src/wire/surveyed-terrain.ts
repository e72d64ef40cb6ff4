import * as v from 'valibot';
import { LonLat, ProvenanceSchema } from './common.ts';
import { parseWith } from './parse.ts';

const Above0 = v.pipe(v.number(), v.gtValue(0, 'expected a number above 0'));
const Count = v.pipe(v.number(), v.integer('expected a whole number'), v.minValue(1, 'expected 1 or more'));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal'));

/** Ground of a waterlogging point from a survey's file: square cells in rows from south to north, each from west to east. */
export const SurveyedTerrainSchema = v.pipe(
  v.object({
    file: v.string(),
    /** Of the file's bytes. */
    sha256: Sha256,
    /** Who surveyed it. */
    by: v.pipe(v.string(), v.nonEmpty('expected who surveyed it')),
    /** Accuracy of its heights, m. */
    accuracy: Above0,
    /** System of its coordinates, as the file says. */
    crs: v.string(),
    provenance: ProvenanceSchema,
    origin: LonLat,
    /** South-west corner, metres east and north of the origin. */
    corner: v.tuple([v.number(), v.number()]),
    /** m */
    cell: Above0,
    columns: Count,
    rows: Count,
    /** m, one a cell. */
    heights: v.array(v.number()),
    /** Cells without a height in the file that took that of their neighbours. */
    filled: v.pipe(v.number(), v.minValue(0, 'expected 0 or more')),
  }),
  v.check(({ columns, rows, heights }) => heights.length === columns * rows, 'expected columns × rows heights'),
);
export type SurveyedTerrain = v.InferOutput<typeof SurveyedTerrainSchema>;

export function parseSurveyedTerrain(input: unknown, what = 'Terrain'): SurveyedTerrain {
  return parseWith(SurveyedTerrainSchema, input, what);
}

/** Rain as recorded or forecast, minute by minute, from a person's file. */
export const RecordedStormSchema = v.object({
  file: v.string(),
  sha256: Sha256,
  provenance: ProvenanceSchema,
  /** RFC 3339 of the first minute, as the file says; null where it counts minutes alone. */
  from: v.nullable(v.string()),
  /** mm in each minute. */
  rain: v.pipe(
    v.array(v.pipe(v.number(), v.minValue(0, 'expected 0 mm or more'))),
    v.minLength(1, 'expected rain of a minute or more'),
    v.maxLength(1440, 'expected a day or less'),
  ),
});
export type RecordedStorm = v.InferOutput<typeof RecordedStormSchema>;

export function parseRecordedStorm(input: unknown, what = 'Storm'): RecordedStorm {
  return parseWith(RecordedStormSchema, input, what);
}
