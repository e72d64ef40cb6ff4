import * as v from 'valibot';
import { LAMP_CLASSES } from '../domain/lamp-class.ts';
import { AssetId, LonLat, ProvenanceSchema, WordsSchema } from './common.ts';
import { parseWith } from './parse.ts';
import { toCurrentFormat } from './scenario-format.ts';
import { RecordedStormSchema, SurveyedTerrainSchema } from './surveyed-terrain.ts';

const Value = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const Day = v.pipe(v.number(), v.integer('expected a whole number of days from the start'));

const Assumption = v.object({
  key: v.string(),
  title: WordsSchema,
  value: v.number(),
  unit: v.string(),
  range: v.tuple([v.number(), v.number()]),
  source: v.string(),
  confidence: v.picklist(['S', 'V', 'T', 'I', 'M', 'D']),
  /** The plan was made with it: another value asks for another plan. Absent: the figures alone use it. */
  shapesPlan: v.optional(v.literal(true)),
});
export type Assumption = v.InferOutput<typeof Assumption>;

/** A planned asset: takes a slot of its layer's reserved tail. */
const PlannedAsset = v.object({
  layer: v.string(),
  id: AssetId,
  /** longitude°, latitude°, height m. */
  position: v.tuple([v.number(), v.number(), v.number()]),
  heading: v.number(),
  attributes: v.record(v.string(), Value),
  /** Line or ring of a planned asset of a line or polygon layer. */
  shape: v.optional(v.array(LonLat)),
});
export type PlannedAsset = v.InferOutput<typeof PlannedAsset>;

const Ref = v.object({ layer: v.string(), id: AssetId });
export type Ref = v.InferOutput<typeof Ref>;

/** Whole day from the scenario's start on which an operation takes effect, inside its phase; absent: the phase's end. */
const day = v.optional(Day);
/** First and last (exclusive) day that a `close` or `light` holds, inside its phase; absent: the whole phase. */
const days = v.optional(v.tuple([Day, Day]));

/** A fenced stretch that one crew works on; distances are metres of chainage along the project's axis. */
const WorkSite = v.object({
  work: v.picklist(['base', 'mount', 'erect', 'remove']),
  /** Crew number, from 1. */
  crew: v.number(),
  stretch: v.tuple([v.number(), v.number()]),
  /** First and last (exclusive) day of deep digging. */
  digging: v.optional(v.tuple([Day, Day])),
  /** Clear width of footway kept, metres. */
  footway: v.number(),
  /** Clear width kept for fire engines, metres. */
  fireLane: v.number(),
  /** Where the fence opens to doors and gates. */
  openings: v.array(v.number()),
  /** Bus-stop poles inside, each served by a temporary stop while the site is fenced. */
  busStops: v.array(AssetId),
});
export type WorkSite = v.InferOutput<typeof WorkSite>;

/** Operations take effect at the end of their phase or on their own `day`; `close` and `light` hold during it. */
const Operation = v.variant('op', [
  v.object({ op: v.literal('add'), asset: PlannedAsset, day }),
  v.object({ op: v.literal('remove'), target: Ref, how: v.picklist(['merged', 'removed', 'undergrounded']), day }),
  v.object({ op: v.literal('move'), target: Ref, to: LonLat, heading: v.number(), day }),
  v.object({ op: v.literal('modify'), target: Ref, attributes: v.record(v.string(), Value), day }),
  /** `mounts` of `from` (as in its `mounts` attribute) move to `carrier` on day `migrated`; `from` falls on `day`. */
  v.object({
    op: v.literal('merge'),
    from: Ref,
    carrier: Ref,
    mounts: v.array(v.string()),
    /** Absent: on the day that `from` falls. */
    migrated: v.optional(Day),
    day,
  }),
  v.object({
    op: v.literal('close'),
    road: v.string(),
    lanes: v.number(),
    side: v.picklist(['south', 'north', 'both']),
    /** A junction under manual control instead of a stretch of road. */
    junction: v.optional(v.string()),
    /** Hours a day that it is closed; absent: all 24. */
    hours: v.optional(v.number()),
    /** The work site behind it; absent: the whole road. */
    site: v.optional(WorkSite),
    days,
  }),
  v.object({ op: v.literal('light'), layer: v.string(), targets: v.array(AssetId), dim: v.number(), days }),
]);
export type Operation = v.InferOutput<typeof Operation>;

const Phase = v.object({
  id: v.string(),
  title: WordsSchema,
  /** Whole days from the scenario's start; `to` is exclusive. */
  from: Day,
  to: Day,
  operations: v.array(Operation),
});
export type Phase = v.InferOutput<typeof Phase>;

const Alternative = v.object({
  id: v.string(),
  title: WordsSchema,
  summary: WordsSchema,
  /** The alternative, or `base`, that it was copied from to be edited. Absent: it was made otherwise. */
  copyOf: v.optional(v.string()),
  phases: v.array(Phase),
});

/** A named view onto the phases: T0–T6, each an offset in days (parts of days too) from the start, by one table. */
const Slice = v.object({
  id: v.picklist(['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6']),
  title: WordsSchema,
  day: v.number(),
});

/** A survey that the baseline comes from: what was found, whole, so that a plan needs nothing beside its document. */
const SurveyedBaseline = v.object({
  /** At the gateway, `GET /api/surveys/:id`; the plan stands without it. */
  id: v.string(),
  title: v.string(),
  /** 探测日期, first and last; null where no row names one. */
  dates: v.nullable(v.tuple([v.string(), v.string()])),
  /** An asset with the id of one of the city stands for it, in its slot; any other takes a slot of the tail. */
  assets: v.array(PlannedAsset),
  /** Those of `assets` that the city does not draw: no tile shows them. */
  fresh: v.array(Ref),
  /** 未见: assets of the city that the survey did not find, hidden while it is the baseline. */
  unseen: v.array(Ref),
  /** What the survey took the place of, to go back to. */
  before: v.object({
    baseline: v.array(v.object({ layer: v.string(), ids: v.array(AssetId) })),
    extent: v.array(LonLat),
    extentNote: WordsSchema,
    /**
     * What the alternatives did, and the SHA-256 of the canonical JSON of what the survey left of it: those that nobody has
     * changed since go back to it whole.
     */
    alternatives: v.optional(v.array(v.object({ id: v.string(), phases: v.array(Phase), left: v.string() }))),
  }),
});

/** What a planner changed of a rule's limit, and who compared it with the printed clause, on which day (YYYY-MM-DD). */
const RuleLimit = v.object({
  value: v.optional(v.number()),
  /** 条号; the limit counts as 已核对 when it is named. */
  clause: v.optional(v.pipe(v.string(), v.nonEmpty('expected the number of a clause'))),
  by: v.optional(v.string()),
  on: v.optional(v.string()),
});
export type RuleLimit = v.InferOutput<typeof RuleLimit>;

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hexadecimal'));
const Angles = v.array(v.number());

/** A luminaire's distribution from a manufacturer's or a laboratory's file, as it was read; see `Photometry`. */
const LuminairePhotometry = v.pipe(
  v.object({
    name: v.string(),
    maker: v.string(),
    catalogue: v.string(),
    file: v.string(),
    format: v.picklist(['IES LM-63', 'EULUMDAT']),
    /** Of the file's bytes. */
    sha256: Sha256,
    /** Flux that the intensities are relative to, lm. */
    lumens: v.pipe(v.number(), v.gtValue(0, 'expected lumens above 0')),
    watts: v.nullable(v.number()),
    /** Degrees. */
    gammas: Angles,
    cPlanes: Angles,
    /** cd per 1000 lm, one row of γ a C plane. */
    intensity: v.array(v.pipe(v.number(), v.minValue(0, 'expected no negative intensity'))),
    provenance: ProvenanceSchema,
    /** Assumptions that power and flux of the file took the place of. */
    replaced: v.array(Assumption),
  }),
  v.check(
    ({ gammas, cPlanes, intensity }) =>
      intensity.length === gammas.length * cPlanes.length &&
      gammas.length > 1 &&
      ascends(gammas, 0, 180) &&
      ascends(cPlanes, 0, 360) &&
      cPlanes[0] === 0 &&
      cPlanes.at(-1) === 360,
    'expected γ ascending within 0–180, C from 0 to 360, and one intensity for each pair of them',
  ),
);
export type LuminairePhotometry = v.InferOutput<typeof LuminairePhotometry>;

function ascends(angles: readonly number[], low: number, high: number): boolean {
  return angles.every((each, index) => each >= low && each <= high && (index === 0 || each > (angles[index - 1] ?? 0)));
}

/** Lux as measured on the ground: 现状, beside which the computed light stands. */
const LuxSurvey = v.object({
  file: v.string(),
  sha256: Sha256,
  provenance: ProvenanceSchema,
  readings: v.array(
    v.object({
      point: v.string(),
      position: LonLat,
      lux: v.pipe(v.number(), v.minValue(0, 'expected 0 lx or more')),
      /** RFC 3339. */
      time: v.string(),
      instrument: v.string(),
    }),
  ),
});
export type LuxSurvey = v.InferOutput<typeof LuxSurvey>;

const ProjectKindSchema = v.picklist(['poles', 'billboards', 'greenways', 'drainage']);
export type ProjectKind = v.InferOutput<typeof ProjectKindSchema>;

export const ScenarioDocumentSchema = v.object({
  format: v.literal('chengjing-scenario@1'),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected 1–64 letters, digits, "_" or "-"')),
  title: WordsSchema,
  project: v.object({
    title: WordsSchema,
    /** What the project is about; decides which figures and rules speak. Absent: poles. */
    kind: v.optional(ProjectKindSchema),
    workPlanItem: v.number(),
    /** Polygon that the figures count within, labelled 示意范围. */
    extent: v.array(LonLat),
    extentNote: WordsSchema,
    road: v.string(),
    /** 道路等级, by which light is judged: 主干路, 次干路, 支路. Absent: main. */
    roadClass: v.optional(v.picklist(['main', 'secondary', 'branch'])),
    /** Length of the road axis inside the extent, metres. */
    lengthMetres: v.number(),
    /** Road axis from west to east; rules on spacing and sides need it. */
    axis: v.optional(v.array(LonLat)),
    /** Signalled crossings in order along the axis. */
    junctions: v.optional(v.array(v.object({ name: v.string(), position: LonLat }))),
    /** The districts that share the road, with the length of axis in each. */
    districts: v.optional(v.array(v.object({ name: v.string(), lengthMetres: v.number() }))),
    /** Roads that traffic may take instead; detours need them. Lanes count both directions, speed is in km/h. */
    network: v.optional(
      v.array(v.object({ name: v.string(), axis: v.array(LonLat), lanes: v.number(), speed: v.number() })),
    ),
    /** Doors and gates that works must leave open. */
    accesses: v.optional(
      v.array(v.object({ kind: v.picklist(['shop', 'school', 'hospital']), name: v.string(), position: LonLat })),
    ),
    /** Floor area of dwellings by cell of 100 m: longitude°, latitude° of its centre of mass, m². */
    floorArea: v.optional(v.array(v.tuple([v.number(), v.number(), v.number()]))),
    provenance: ProvenanceSchema,
  }),
  /** Day 0: RFC 3339 date-time, or a date (midnight of the city); null: the next 1 March after now. */
  start: v.nullable(v.string()),
  slices: v.array(Slice),
  /** Existing assets that the scenario counts and may change. */
  baseline: v.array(v.object({ layer: v.string(), ids: v.array(AssetId) })),
  /** Absent: the baseline is as the city draws it. */
  survey: v.optional(SurveyedBaseline),
  assumptions: v.array(Assumption),
  /** By rule id; a rule without an entry keeps its own limit. */
  limits: v.optional(v.record(v.string(), RuleLimit)),
  /** Photometric files by lamp class; a class without one has a generic distribution. */
  photometry: v.optional(v.partial(v.object(v.entriesFromList(LAMP_CLASSES, LuminairePhotometry)))),
  luxSurvey: v.optional(LuxSurvey),
  /** Surveyed ground by waterlogging point; a point without one has a drawn terrain. */
  terrains: v.optional(v.record(AssetId, SurveyedTerrainSchema)),
  /** Rain that a person brought in; absent: design storms alone. */
  recordedStorm: v.optional(RecordedStormSchema),
  alternatives: v.array(Alternative),
});
export type ScenarioDocument = v.InferOutput<typeof ScenarioDocumentSchema>;

export function parseScenarioDocument(input: unknown, what = 'Scenario document'): ScenarioDocument {
  return parseWith(ScenarioDocumentSchema, toCurrentFormat(input, what), what);
}

export function parseLuminairePhotometry(input: unknown, what = 'Photometry'): LuminairePhotometry {
  return parseWith(LuminairePhotometry, input, what);
}

export function parseLuxSurvey(input: unknown, what = 'Lux survey'): LuxSurvey {
  return parseWith(LuxSurvey, input, what);
}
