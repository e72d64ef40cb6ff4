import type { Instant } from '../domain/clock.ts';
import { type DeltaRow, decodeDelta } from '../wire/delta.ts';
import type { Picture } from './frame.ts';

/** A stretch of the past held by the client: its first state and every change after it. Immutable. */
export interface ReplayWindow {
  readonly from: Instant;
  readonly to: Instant;
  covers(at: Instant): boolean;
  /** Puts the state as of `at` into `picture`; returns the number of rows that hold a value or changed. */
  paint(picture: Picture, at: Instant): number;
}

/**
 * `base`: snapshot frame as of `from`; `changes`: delta frame of `(from, to]` in order of time. Frames round times to
 * 1/8 s, so an instant is compared with that much grace. Throws WireError on a foreign frame.
 */
export function createReplayWindow(from: Instant, to: Instant, base: ArrayBuffer, changes: ArrayBuffer): ReplayWindow {
  const first = rowsOf(base);
  const later = rowsOf(changes);
  return {
    from,
    to,
    covers: (at) => at >= from && at <= to,
    paint(picture, at) {
      for (const row of first) picture.put(row, at);
      let applied = 0;
      for (const row of later) {
        // hot: every change of the window once a scrub step
        if (row.time > at + GRACE_MS) break;
        picture.put(row, at);
        applied++;
      }
      return first.length + applied;
    },
  };
}

const GRACE_MS = 63;

function rowsOf(frame: ArrayBuffer): DeltaRow[] {
  const rows: DeltaRow[] = [];
  decodeDelta(frame, (row) => rows.push({ ...row }));
  return rows;
}
