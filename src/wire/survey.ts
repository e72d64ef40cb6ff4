import * as v from 'valibot';
import { AssetTableSchema } from './asset-table.ts';
import { AssetId, LonLat, WordsSchema } from './common.ts';
import { parseWith } from './parse.ts';

/** Bytes of the files of one upload together. */
export const MOST_SURVEY_BYTES = 32 * 1024 * 1024;
/** Poles of one accepted survey: as many as a plan's document carries. */
export const MOST_SURVEYED_POLES = 6000;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Counts = v.record(v.string(), Count);
const Ref = v.object({ layer: v.string(), id: AssetId });
const Dates = v.nullable(v.tuple([v.string(), v.string()]));

/** One thing wrong with a survey, at its place in the file; `error` rows stay out of the baseline. */
const Problem = v.object({
  kind: v.string(),
  severity: v.picklist(['error', 'warning', 'todo', 'note']),
  table: v.string(),
  /** Row as the source counts it; null for the whole table. */
  row: v.nullable(v.number()),
  column: v.nullable(v.string()),
  value: v.nullable(v.string()),
  reason: WordsSchema,
  remedy: WordsSchema,
});
export type SurveyTrouble = v.InferOutput<typeof Problem>;

const Sheet = v.object({
  name: v.string(),
  role: v.picklist(['things', 'mounts', 'ignored']),
  columns: v.array(v.string()),
  /** First cells of each column, as written. */
  samples: v.array(v.array(v.string())),
  /** Field → column. */
  mapping: v.record(v.string(), v.string()),
  rows: Count,
  placement: v.nullable(v.object({ crs: v.string(), swapped: v.boolean(), share: v.number() })),
});

/** Surveyed poles against the drawn ones. */
const Differences = v.object({
  /** Stand where a pole is drawn. */
  same: Count,
  /** 位移: the drawn pole stands elsewhere; metres apart. */
  shifted: v.array(v.object({ layer: v.string(), surveyed: AssetId, drawn: AssetId, metres: v.number() })),
  /** 新增. */
  added: v.array(Ref),
  /** 未见: drawn, and not found. */
  unseen: v.array(Ref),
});
export type SurveyDifferences = v.InferOutput<typeof Differences>;

/** What an upload is and what would come of it with the choices so far. */
const Trial = v.object({
  upload: v.string(),
  files: v.array(v.object({ name: v.string(), bytes: Count })),
  format: v.string(),
  encoding: v.nullable(v.string()),
  /** Fields that a column may be chosen for, in the order in which a person is asked. */
  fields: v.array(v.string()),
  sheets: v.array(Sheet),
  counts: v.object({ records: Count, poles: Count, kept: Count, cabinets: Count, lines: Count }),
  byClass: Counts,
  dates: Dates,
  /** The first ones; `problemCounts` counts all by `severity` and by `kind`. */
  problems: v.array(Problem),
  problemCounts: v.object({ bySeverity: Counts, byKind: Counts }),
  differences: Differences,
  /** Whether the city tells where its water is; without it nobody can say that a pole stands in the river. */
  waterKnown: v.boolean(),
  /** longitude, latitude, and 0 kept, 1 left out for an error, 2 outside the extent. */
  points: v.array(v.tuple([v.number(), v.number(), v.picklist([0, 1, 2])])),
  /** The extent that was used. */
  extent: v.nullable(v.array(LonLat)),
});
export type SurveyTrial = v.InferOutput<typeof Trial>;

const Finite = v.pipe(v.number(), v.finite());
const PlaneFrame = v.strictObject({ east: Finite, north: Finite, rotation: Finite, scale: Finite });

/** How coordinates are to be read: a named system, or the city's own plane by four or another datum by seven parameters. */
const Crs = v.union([
  v.pipe(v.string(), v.maxLength(4000)),
  v.strictObject({ kind: v.literal('plane'), frame: PlaneFrame, target: v.string() }),
  v.strictObject({
    kind: v.literal('spatial'),
    frame: v.strictObject({ dx: Finite, dy: Finite, dz: Finite, rx: Finite, ry: Finite, rz: Finite, scale: Finite }),
    ellipsoid: v.picklist(['krassowsky', 'iag75', 'cgcs2000']),
    centralMeridian: Finite,
    falseEasting: Finite,
  }),
]);

const Ring = v.pipe(v.array(LonLat), v.minLength(3, 'expected at least three corners'), v.maxLength(500));

/** Choices about an upload: body of `POST /api/surveys/uploads/:upload/trial`. */
const orderEntries = {
  scenario: v.pipe(v.string(), v.maxLength(64)),
  /** By table name: field → column; `''` unsets. */
  mapping: v.optional(v.record(v.string(), v.record(v.string(), v.string()))),
  crs: v.optional(Crs),
  axes: v.optional(v.picklist(['east-north', 'north-east', 'either'])),
  /** Null: the extent of the scenario. */
  extent: v.optional(v.nullable(Ring)),
};
export const SurveyOrderSchema = v.strictObject(orderEntries);
export type SurveyOrder = v.InferOutput<typeof SurveyOrderSchema>;

/** Body of `POST /api/surveys`: the choices, and what the survey is called. */
export const SurveyAcceptanceSchema = v.strictObject({
  ...orderEntries,
  upload: v.string(),
  title: v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a title'), v.maxLength(100)),
  extentNote: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
});
export type SurveyAcceptance = v.InferOutput<typeof SurveyAcceptanceSchema>;

const headEntries = {
  id: v.string(),
  title: v.string(),
  scenario: v.string(),
  road: v.string(),
  files: v.array(v.string()),
  format: v.string(),
  /** 探测日期, first and last. */
  dates: Dates,
  accepted: v.object({ user: v.string(), name: v.string(), at: v.number(), demo: v.boolean() }),
  extent: v.array(LonLat),
  extentNote: v.string(),
  counts: v.object({
    poles: Count,
    cabinets: Count,
    lines: Count,
    leftOut: Count,
    ownerUnknown: Count,
    heightUnknown: Count,
  }),
  differences: v.object({ same: Count, shifted: Count, added: Count, unseen: Count }),
};
const Head = v.object(headEntries);
export type SurveyHead = v.InferOutput<typeof Head>;

/** `GET /api/surveys/:id`. */
const Survey = v.object({
  ...headEntries,
  /** Layers of poles, cabinets and lines, slots of their own. */
  tables: v.array(AssetTableSchema),
  problems: v.array(Problem),
  differences: Differences,
  /** Surveyed poles whose owner is 不明. */
  ownerUnknown: v.array(Ref),
});
export type Survey = v.InferOutput<typeof Survey>;

export const parseSurveyTrial = (input: unknown): SurveyTrial => parseWith(Trial, input, 'Survey trial');
export const parseSurveyHead = (input: unknown): SurveyHead => parseWith(Head, input, 'Survey');
export const parseSurveyHeads = (input: unknown): SurveyHead[] => parseWith(v.array(Head), input, 'Surveys');
export const parseSurvey = (input: unknown): Survey => parseWith(Survey, input, 'Survey');
