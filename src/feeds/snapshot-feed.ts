import type { Instant } from '../domain/clock.ts';
import type { Feed, FrameLayers, Tables } from './feed.ts';
import { routesOf, writeSnapshot } from './frame.ts';
import { address, type Gateway, request } from './request.ts';

export interface SnapshotFeedOptions {
  readonly gateway: Gateway;
  readonly tables: Tables;
  readonly layers: FrameLayers;
  /** The one instant to show: a frozen clock. */
  readonly at: Instant;
  /** `count` 0: the store holds nothing for that instant, say so. */
  readonly onDone: (count: number) => void;
  readonly onError: (error: Error) => void;
}

/** Observations as of one instant, fetched once: what a frozen screen shows. */
export function createSnapshotFeed(options: SnapshotFeedOptions): Feed {
  let abort: AbortController | undefined;
  return {
    start() {
      if (abort) return;
      const own = new AbortController();
      abort = own;
      fetchSnapshot(options.gateway, options.at, own.signal)
        .then((frame) => {
          if (own.signal.aborted) return;
          options.onDone(writeSnapshot(frame, routesOf(options.layers, options.tables), options.at).count);
        })
        .catch((error: unknown) => {
          if (!own.signal.aborted) options.onError(error as Error);
        });
    },
    stop() {
      abort?.abort();
      abort = undefined;
    },
  };
}

/** Value of every row as of `at`, as a binary snapshot frame. */
export async function fetchSnapshot(gateway: Gateway, at: Instant, signal?: AbortSignal): Promise<ArrayBuffer> {
  const url = address(gateway, '/api/snapshot', { at: Math.round(at) });
  return (await request(gateway, url, signal ? { signal } : {})).arrayBuffer();
}

/** Every change in `(from, to]` in order of time, as a binary delta frame. */
export async function fetchChanges(
  gateway: Gateway,
  from: Instant,
  to: Instant,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const url = address(gateway, '/api/snapshot', { from: Math.round(from), to: Math.round(to) });
  return (await request(gateway, url, signal ? { signal } : {})).arrayBuffer();
}
