import * as v from 'valibot';
import type { Officer } from '../domain/alert.ts';
import type { CaseNews, DutyCase } from '../domain/duty-case.ts';
import type { HandoverLists } from '../domain/handover.ts';
import { AssetId, InstantSchema } from './common.ts';
import { MuteSchema } from './mute.ts';
import { parseWith } from './parse.ts';

const readonlyArray = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());

export const OfficerSchema = v.object({ user: v.string(), name: v.string() }) satisfies v.GenericSchema<Officer>;

const CaseSchema = v.object({
  id: v.string(),
  alert: v.string(),
  asset: v.string(),
  by: v.string(),
  at: v.number(),
  state: v.picklist(['waiting', 'sent', 'failed']),
  attempts: v.number(),
  nextAt: v.number(),
  reason: v.nullable(v.string()),
  number: v.nullable(v.string()),
  stage: v.nullable(v.string()),
  toldAt: v.nullable(v.number()),
}) satisfies v.GenericSchema<DutyCase>;

const HandoverHead = v.object({
  id: v.string(),
  at: v.number(),
  from: OfficerSchema,
  note: v.string(),
  accepted: v.nullable(v.object({ by: OfficerSchema, at: v.number() })),
});

const Lists = v.object({
  open: readonlyArray(
    v.object({
      id: v.string(),
      asset: v.string(),
      layer: v.string(),
      property: v.string(),
      level: v.picklist(['blue', 'yellow', 'orange', 'red']),
      stage: v.string(),
      holder: v.nullable(v.string()),
      raisedAt: v.number(),
      overdue: v.boolean(),
    }),
  ),
  muted: readonlyArray(MuteSchema),
  offline: readonlyArray(v.object({ layer: v.string(), count: v.number(), assets: readonlyArray(v.string()) })),
}) satisfies v.GenericSchema<HandoverLists>;

const HandoverSchema = v.object({ ...HandoverHead.entries, lists: Lists });
/** 交接班: what one officer leaves to the next, and who accepted it by name. */
export type Handover = v.InferOutput<typeof HandoverSchema>;

/** What the duty room shares: sent to operators when any of it changes. */
export const DutyStateSchema = v.object({
  /** Officers whose screens are open (`since` null), and those who hold an alert and went at `since`. */
  officers: v.array(v.object({ ...OfficerSchema.entries, since: v.nullable(v.number()) })),
  /** Cases of open alerts, and recent ones. */
  cases: v.array(CaseSchema),
  /** Whether cases can be sent at all: an address is configured. */
  casesGo: v.boolean(),
  /** The last hand-over. */
  handover: v.nullable(HandoverHead),
  /** Who started the drill that runs; null: none does. */
  drill: v.nullable(v.object({ by: v.string(), at: v.number() })),
});
export type DutyState = v.InferOutput<typeof DutyStateSchema>;

export const NO_DUTY: DutyState = { officers: [], cases: [], casesGo: false, handover: null, drill: null };

const Note = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), '');

/** Body of `POST /api/alerts/holder`. */
export const TakeSchema = v.strictObject({
  ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(5000)),
  note: Note,
});

/** Body of `POST /api/cases`. */
export const CaseOrderSchema = v.strictObject({ alert: v.string() });

/** Body of `POST /api/cases/news`: what the bureau's system tells of a case. */
export const CaseNewsSchema = v.pipe(
  v.object({
    caseId: v.string(),
    number: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    stage: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    time: InstantSchema,
  }),
  v.transform(({ caseId, number, stage, time }): { caseId: string; news: CaseNews } => ({
    caseId,
    news: { number, stage, at: time },
  })),
);

/** Body of `POST /api/handovers`, and of its acceptance, which needs a name. */
export const HandoverOrderSchema = v.strictObject({ note: Note });
export const AcceptanceSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'expected a name'), v.maxLength(60)),
});

/** Body of `PUT /api/drill`: assets whose gravest alert is played. */
export const DrillOrderSchema = v.strictObject({
  assets: v.pipe(v.array(AssetId), v.minLength(1), v.maxLength(500)),
});

export function parseCase(input: unknown): DutyCase {
  return parseWith(CaseSchema, input, 'Case');
}

export function parseHandover(input: unknown): Handover {
  return parseWith(HandoverSchema, input, 'Hand-over');
}

const CameraState = v.object({
  state: v.picklist(['answers', 'dead']),
  /** Why it is dead. */
  reason: v.nullable(v.string()),
  checkedAt: v.number(),
});
export type CameraState = v.InferOutput<typeof CameraState>;

export function parseCameraState(input: unknown): CameraState {
  return parseWith(CameraState, input, 'Camera');
}
