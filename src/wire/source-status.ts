import * as v from 'valibot';
import type { Instant } from '../domain/clock.ts';
import { parseWith, WireError } from './parse.ts';

/** Topics on which sources say how they are, retained: `twin-source/<source>`. Outside `twin/`, so that none is an observation. */
export const SOURCE_TOPICS = 'twin-source/';

const Time = v.pipe(v.string(), v.isoTimestamp());

/** What a source says of itself. */
const SourceStatus = v.object({
  source: v.string(),
  provenance: v.string(),
  label: v.string(),
  seed: v.optional(v.number()),
  drill: v.optional(v.boolean()),
  /** The past that it sends beside what is live: oldest first, everything before `until` was sent. */
  backfill: v.object({
    label: v.string(),
    state: v.picklist(['running', 'done', 'skipped']),
    rows: v.number(),
    from: Time,
    until: Time,
    to: Time,
  }),
});
export type SourceStatus = v.InferOutput<typeof SourceStatus>;

/** Reads a message on one of `SOURCE_TOPICS`. Throws WireError. */
export function parseSourceStatus(text: string): SourceStatus {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WireError(`Source status: no JSON: ${text.slice(0, 80)}`);
  }
  return parseWith(SourceStatus, json, 'Source status');
}

/** A part of the past whose observations are still on their way, ms. */
export interface Coming {
  readonly from: Instant;
  readonly to: Instant;
}

/** Header of an answer from the store while some of the past is on its way: `<from>/<to>`, ms. */
export const COMING_HEADER = 'x-history-coming';

export function formatComing({ from, to }: Coming): string {
  return `${Math.round(from)}/${Math.round(to)}`;
}

/** Undefined when nothing is on its way, or the answer does not say. */
export function parseComing(text: string | null): Coming | undefined {
  const match = /^(-?\d+)\/(-?\d+)$/.exec(text ?? '');
  return match ? { from: Number(match[1]), to: Number(match[2]) } : undefined;
}
