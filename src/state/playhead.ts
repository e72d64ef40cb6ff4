import { type Playhead, parseInstant, SLICE_IDS, type SliceId } from '../domain/clock.ts';
import type { Session } from './session.ts';

/** Reads a playhead: `now`, `T0`–`T6`, RFC 3339 or milliseconds. */
export function parsePlayhead(input: unknown): Playhead {
  if (input === 'now') return { kind: 'now' };
  if (SLICE_IDS.includes(input as SliceId)) return { kind: 'slice', slice: input as SliceId };
  if (typeof input === 'number' && Number.isFinite(input)) return { kind: 'instant', at: input };
  if (typeof input === 'string') return { kind: 'instant', at: parseInstant(input) };
  throw new RangeError(`Time ${JSON.stringify(input)}: use "now", "T0"–"T6", RFC 3339 or milliseconds.`);
}

/** The playhead's text in links and stats. */
export function formatPlayhead(session: Pick<Session, 'playhead'>): string {
  switch (session.playhead.kind) {
    case 'now':
      return 'now';
    case 'slice':
      return session.playhead.slice;
    case 'instant':
      return new Date(session.playhead.at).toISOString();
  }
}
