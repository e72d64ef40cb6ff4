import * as v from 'valibot';
import { isCell } from '../domain/geo/cell.ts';
import { parseWith, WireError } from './parse.ts';

/** Most cells of one layer that a client may name; who shows more takes the layer whole. */
const MOST_CELLS = 4096;
/** Bytes of one message of a client. */
export const LONGEST_INTEREST = 256 * 1024;

const Cells = v.pipe(
  v.array(v.pipe(v.number(), v.check(isCell, 'expected a cell number'))),
  v.maxLength(MOST_CELLS),
  v.readonly(),
);

/**
 * What a client shows: by layer all of it (`true`) or the cells (`domain/geo/cell.ts`) whose assets it shows. A layer that is not
 * named is not sent. `null`: everything.
 */
const InterestSchema = v.nullable(v.record(v.pipe(v.string(), v.maxLength(64)), v.union([v.literal(true), Cells])));
export type Interest = v.InferOutput<typeof InterestSchema>;

const Message = v.object({ type: v.literal('interest'), interest: InterestSchema });

/** The only message that a client of `WS /live` sends: it shows something else now. */
export function interestMessage(interest: Interest): string {
  return JSON.stringify({ type: 'interest', interest } satisfies v.InferOutput<typeof Message>);
}

/** Throws WireError on anything but an interest message. */
export function parseInterestMessage(text: string): Interest {
  return parseWith(Message, json(text), 'Live socket').interest;
}

/** Where a client left off: `epoch:sequence` of the frames it has. */
export interface Since {
  /** One run of one gateway, as its hello names it; sequence numbers of another say nothing. */
  readonly epoch: string;
  readonly sequence: number;
}

/** Query of `WS /live`: what is shown, and where the client left off. */
export function liveQuery(interest: Interest, since: Since | undefined): Record<string, string> {
  return {
    ...(interest === null ? {} : { interest: JSON.stringify(interest) }),
    ...(since === undefined ? {} : { since: `${since.epoch}:${since.sequence}` }),
  };
}

/** Throws WireError when `interest` is no interest; a `since` that cannot be read is as none: the client gets a snapshot. */
export function parseLiveQuery(query: { readonly interest?: unknown; readonly since?: unknown }): {
  interest: Interest;
  since: Since | undefined;
} {
  const [, epoch = '', sequence] = /^([A-Za-z0-9-]{1,64}):(\d{1,15})$/.exec(String(query.since ?? '')) ?? [];
  return {
    interest:
      query.interest === undefined
        ? null
        : parseWith(InterestSchema, json(String(query.interest)), 'WS /live: interest'),
    since: sequence === undefined ? undefined : { epoch, sequence: Number(sequence) },
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireError(`Live socket: not JSON: ${text.slice(0, 120)}`);
  }
}
