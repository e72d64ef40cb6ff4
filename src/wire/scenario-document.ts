import * as v from 'valibot';
import { AssetId, LonLat, WordsSchema } from './common.ts';
import { parseWith } from './parse.ts';

const Value = v.union([v.string(), v.number(), v.boolean(), v.null()]);

const Assumption = v.object({
  key: v.string(),
  title: WordsSchema,
  value: v.number(),
  unit: v.string(),
  range: v.tuple([v.number(), v.number()]),
  source: v.string(),
  confidence: v.picklist(['S', 'V', 'T', 'I', 'M', 'D']),
});

/** A planned asset: takes a slot of its layer's reserved tail. */
const PlannedAsset = v.object({
  layer: v.string(),
  id: AssetId,
  /** longitude°, latitude°, height m. */
  position: v.tuple([v.number(), v.number(), v.number()]),
  heading: v.number(),
  attributes: v.record(v.string(), Value),
});
export type PlannedAsset = v.InferOutput<typeof PlannedAsset>;

const Ref = v.object({ layer: v.string(), id: AssetId });

/** Operations take effect at the end of their phase, except `close` and `light`, which hold during it. */
const Operation = v.variant('op', [
  v.object({ op: v.literal('add'), asset: PlannedAsset }),
  v.object({ op: v.literal('remove'), target: Ref, how: v.picklist(['merged', 'removed', 'undergrounded']) }),
  v.object({ op: v.literal('move'), target: Ref, to: LonLat, heading: v.number() }),
  v.object({ op: v.literal('modify'), target: Ref, attributes: v.record(v.string(), Value) }),
  /** Mounts of `from` move to `carrier`; `from` falls when the carrier is commissioned. */
  v.object({ op: v.literal('merge'), from: Ref, carrier: Ref, mounts: v.array(v.string()) }),
  v.object({
    op: v.literal('close'),
    road: v.string(),
    lanes: v.number(),
    side: v.picklist(['south', 'north', 'both']),
  }),
  v.object({ op: v.literal('light'), layer: v.string(), targets: v.array(AssetId), dim: v.number() }),
]);
export type Operation = v.InferOutput<typeof Operation>;

const Phase = v.object({
  id: v.string(),
  title: WordsSchema,
  /** Whole days from the scenario's start; `to` is exclusive. */
  from: v.pipe(v.number(), v.integer()),
  to: v.pipe(v.number(), v.integer()),
  operations: v.array(Operation),
});
export type Phase = v.InferOutput<typeof Phase>;

const Alternative = v.object({ id: v.string(), title: WordsSchema, summary: WordsSchema, phases: v.array(Phase) });
export type Alternative = v.InferOutput<typeof Alternative>;

/** A named view onto the phases: T0–T6, each an offset in days from the start, by one table in the document. */
const Slice = v.object({
  id: v.picklist(['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6']),
  title: WordsSchema,
  day: v.number(),
});

export const ScenarioDocumentSchema = v.object({
  format: v.literal('chengjing-scenario@1'),
  id: v.string(),
  title: WordsSchema,
  project: v.object({
    title: WordsSchema,
    workPlanItem: v.number(),
    /** Polygon that the figures count within, labelled 示意范围. */
    extent: v.array(LonLat),
    extentNote: WordsSchema,
    road: v.string(),
    /** Length of the road axis inside the extent, metres. */
    lengthMetres: v.number(),
    provenance: v.picklist(['surveyed', 'published', 'illustrative', 'simulated']),
  }),
  /** RFC 3339 date of day 0, or null: the next 1 March after now. */
  start: v.nullable(v.string()),
  slices: v.array(Slice),
  /** Existing assets that the scenario counts and may change. */
  baseline: v.array(v.object({ layer: v.string(), ids: v.array(AssetId) })),
  assumptions: v.array(Assumption),
  alternatives: v.array(Alternative),
});
export type ScenarioDocument = v.InferOutput<typeof ScenarioDocumentSchema>;

export function parseScenarioDocument(input: unknown, what = 'Scenario document'): ScenarioDocument {
  return parseWith(ScenarioDocumentSchema, input, what);
}
