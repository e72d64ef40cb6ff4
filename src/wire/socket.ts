import * as v from 'valibot';
import { ALERT_NOTES, ALERT_STAGES, type Alert } from '../domain/alert.ts';
import { ProvenanceSchema } from './common.ts';
import { DutyStateSchema, OfficerSchema } from './duty.ts';
import { MuteSchema } from './mute.ts';
import { parseWith, WireError } from './parse.ts';

const Line = v.pipe(v.string(), v.trim(), v.maxLength(100));
/** Who is sent: unit, phone, and until when, ms. */
export const DispatchSchema = v.object({ unit: Line, phone: Line, deadline: v.number() });

const Step = v.object({
  stage: v.picklist([...ALERT_STAGES, ...ALERT_NOTES]),
  at: v.number(),
  by: v.string(),
  note: v.string(),
});

export const AlertSchema = v.object({
  id: v.string(),
  layer: v.string(),
  asset: v.string(),
  property: v.string(),
  level: v.picklist(['blue', 'yellow', 'orange', 'red']),
  value: v.number(),
  limit: v.number(),
  evidence: v.exactOptional(
    v.object({
      compensated: v.exactOptional(v.number()),
      companion: v.exactOptional(v.number()),
      neighbours: v.exactOptional(
        v.pipe(v.array(v.object({ asset: v.string(), value: v.number(), agrees: v.boolean() })), v.readonly()),
      ),
    }),
  ),
  prolongedSince: v.exactOptional(v.number()),
  peak: v.exactOptional(v.number()),
  stage: v.picklist(ALERT_STAGES),
  raisedAt: v.number(),
  updatedAt: v.number(),
  clearedAt: v.exactOptional(v.number()),
  by: v.exactOptional(v.string()),
  note: v.exactOptional(v.string()),
  holder: v.exactOptional(OfficerSchema),
  dispatch: v.exactOptional(DispatchSchema),
  recoveredAt: v.exactOptional(v.number()),
  log: v.exactOptional(v.pipe(v.array(Step), v.readonly())),
  provenance: ProvenanceSchema,
  drill: v.boolean(),
}) satisfies v.GenericSchema<Alert>;

/**
 * First text message of `WS /live`; a binary snapshot follows, or, when `resumed`, what the client missed; then deltas and further
 * text messages.
 */
const Hello = v.object({
  type: v.literal('hello'),
  now: v.number(),
  rate: v.number(),
  /** sha256 of the slot numbering; a client with another reloads once. */
  slots: v.string(),
  sequence: v.number(),
  /** What `since` names when the client comes again. */
  epoch: v.optional(v.string(), ''),
  /** The client's own `since` holds: what it has stays. */
  resumed: v.optional(v.boolean(), false),
  role: v.picklist(['operator', 'public']),
  /** Index → layer and its properties, as used by the binary frames. */
  layers: v.array(
    v.object({ id: v.string(), properties: v.array(v.string()), source: v.picklist(['simulated', 'surveyed']) }),
  ),
});

/** Sent once a second while nothing else is: the client knows that the gateway lives and what time it is. */
const Tick = v.object({ type: v.literal('tick'), now: v.number(), rate: v.number(), sequence: v.number() });

/** All open alerts, and each one that changed within the last minute; replaces the client's list by id. */
const Alerts = v.object({ type: v.literal('alerts'), alerts: v.array(AlertSchema) });

/** All mutes that hold; replaces the client's list. Not sent to public sessions. */
const Mutes = v.object({ type: v.literal('mutes'), mutes: v.array(MuteSchema) });

/** What the duty room shares; replaces the client's. Not sent to public sessions. */
const Duty = v.object({ type: v.literal('duty'), duty: DutyStateSchema });

/**
 * Numbers that grow when something changes that a screen fetches by itself: the review record, versions with what is
 * recorded about them, and what is shared of own data. Not sent to public sessions.
 */
const EditionsSchema = v.object({
  type: v.literal('editions'),
  reviews: v.number(),
  records: v.number(),
  shared: v.number(),
});
export type Editions = Omit<v.InferOutput<typeof EditionsSchema>, 'type'>;

const ServerMessage = v.variant('type', [Hello, Tick, Alerts, Mutes, Duty, EditionsSchema]);
export type HelloMessage = v.InferOutput<typeof Hello>;
export type ServerMessage = v.InferOutput<typeof ServerMessage>;

export function parseServerMessage(text: string): ServerMessage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WireError(`Live socket: message is not JSON: ${text.slice(0, 120)}`);
  }
  return parseWith(ServerMessage, json, 'Live socket');
}
