import * as v from 'valibot';
import type { PlanDefinition } from '../domain/layer.ts';
import type { LayerRule } from '../domain/layer-rules.ts';
import { AssetId, WordsSchema } from './common.ts';
import { parseWith } from './parse.ts';

const Level = v.picklist(['blue', 'yellow', 'orange', 'red']);
const SourceSchema = v.object({ text: v.string(), confidence: v.picklist(['S', 'V', 'T', 'I', 'M', 'D']) });
const Line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

const Plan = v.strictObject({
  layer: v.string(),
  levels: v.pipe(v.array(Level), v.minLength(1), v.readonly()),
  property: v.exactOptional(v.string()),
  steps: v.pipe(v.array(WordsSchema), v.minLength(1), v.maxLength(20), v.readonly()),
  source: SourceSchema,
}) satisfies v.GenericSchema<unknown, PlanDefinition & { readonly layer: string }>;

const Contact = v.strictObject({
  /** Layers that it answers for; absent: all. */
  layers: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
  unit: Line,
  duty: WordsSchema,
  phone: Line,
  /** 示意 where it is no real one. */
  illustrative: v.exactOptional(v.boolean()),
});

const Camera = v.strictObject({
  id: AssetId,
  title: WordsSchema,
  /** Where an officer watches it (http, https), or the stream itself (rtsp). */
  url: v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && ['http:', 'https:', 'rtsp:'].includes(new URL(text).protocol),
      'expected an http, https or rtsp address',
    ),
  ),
  assets: v.pipe(v.array(AssetId), v.readonly()),
});
export type Camera = v.InferOutput<typeof Camera>;

const Threshold = v.strictObject({
  level: Level,
  when: v.picklist(['above', 'below', 'equals']),
  limit: v.union([
    v.number(),
    v.strictObject({ attribute: v.string(), factor: v.number(), offset: v.exactOptional(v.number()) }),
  ]),
  meaning: WordsSchema,
  source: SourceSchema,
  official: v.exactOptional(v.literal(true)),
});

const Alarm = v.strictObject({
  persistence: v.exactOptional(
    v.strictObject({ samples: v.pipe(v.number(), v.integer(), v.minValue(1)), minutes: v.number(), from: Level }),
  ),
  hysteresis: v.exactOptional(v.union([v.number(), v.strictObject({ share: v.number() })])),
  source: SourceSchema,
  prolonged: v.exactOptional(v.strictObject({ minutes: v.number(), from: Level, source: SourceSchema })),
});

export const RuleSchema = v.strictObject({
  layer: v.string(),
  property: v.string(),
  unit: v.string(),
  thresholds: v.pipe(v.array(Threshold), v.readonly()),
  alarm: v.exactOptional(Alarm),
}) satisfies v.GenericSchema<unknown, LayerRule>;

/** What a bureau writes down for its duty room: plans, contacts, cameras, its own alert rules, and where cases go. */
const BookSchema = v.strictObject({
  format: v.literal('chengjing-duty@1'),
  plans: v.optional(v.pipe(v.array(Plan), v.readonly()), []),
  contacts: v.optional(v.pipe(v.array(Contact), v.readonly()), []),
  cameras: v.optional(v.pipe(v.array(Camera), v.readonly()), []),
  rules: v.optional(v.pipe(v.array(RuleSchema), v.readonly()), []),
  /** Address of the bureau's 数字城管 that takes cases; `CASE_URL` wins. */
  cases: v.exactOptional(v.strictObject({ url: v.string() })),
});
export type DutyBook = v.InferOutput<typeof BookSchema>;

export const EMPTY_BOOK: DutyBook = { format: 'chengjing-duty@1', plans: [], contacts: [], cameras: [], rules: [] };

/** What `GET /api/duty` tells of the book. */
export function parseBookParts(input: unknown): Pick<DutyBook, 'plans' | 'contacts' | 'cameras'> {
  const { plans, contacts, cameras } = BookSchema.entries;
  return parseWith(v.object({ plans, contacts, cameras }), input, '/api/duty');
}

export function parseDutyBook(input: unknown, what = 'duty.json'): DutyBook {
  return parseWith(BookSchema, input, what);
}
