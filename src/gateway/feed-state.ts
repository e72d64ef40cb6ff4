import type { Instant } from '../domain/clock.ts';
import type { Origin } from './ingest.ts';

/** How one source of observations is doing, as `/healthz` shows it. */
export interface FeedState {
  readonly id: Origin;
  /** By the wall time of the last arrival: within 30 s, within 2 min, longer ago or never. */
  readonly state: 'live' | 'late' | 'lost';
  /** RFC 3339 phenomenon time of the newest observation. */
  readonly lastObservation: string | null;
  /** Observations a wall second, over the last 10 s. */
  readonly rate: number;
}

const LIVE_MS = 30_000;
const LATE_MS = 120_000;
const SECONDS = 10;

export interface FeedMonitor {
  arrived(origin: Origin, time: Instant): void;
  states(): FeedState[];
  /** Observations accepted since the start, by source. */
  counts(): ReadonlyMap<Origin, number>;
}

interface Watched {
  newest: number;
  arrivedAt: number;
  count: number;
  readonly perSecond: Uint32Array;
  readonly second: Float64Array;
}

/** Watches arrivals by source; `expected` ones are listed from the start. `wall` is a wall clock in milliseconds. */
export function createFeedMonitor(expected: readonly Origin[], wall: () => number): FeedMonitor {
  const watched = new Map<Origin, Watched>();
  for (const origin of expected) watched.set(origin, fresh());
  return {
    arrived(origin, time) {
      let feed = watched.get(origin);
      if (!feed) {
        feed = fresh();
        watched.set(origin, feed);
      }
      const now = wall();
      const second = Math.floor(now / 1000);
      const cell = second % SECONDS;
      if (feed.second[cell] !== second) {
        feed.second[cell] = second;
        feed.perSecond[cell] = 0;
      }
      feed.perSecond[cell]! += 1;
      feed.count += 1;
      feed.arrivedAt = now;
      if (time > feed.newest) feed.newest = time;
    },
    states() {
      const now = wall();
      const second = Math.floor(now / 1000);
      return [...watched].map(([id, feed]) => {
        const silence = now - feed.arrivedAt;
        let recent = 0;
        for (let cell = 0; cell < SECONDS; cell++)
          if (second - feed.second[cell]! < SECONDS) recent += feed.perSecond[cell]!;
        return {
          id,
          state: silence < LIVE_MS ? 'live' : silence < LATE_MS ? 'late' : 'lost',
          lastObservation: Number.isFinite(feed.newest) ? new Date(feed.newest).toISOString() : null,
          rate: Math.round((recent / SECONDS) * 10) / 10,
        };
      });
    },
    counts: () => new Map([...watched].map(([id, feed]) => [id, feed.count])),
  };
}

function fresh(): Watched {
  return {
    newest: Number.NEGATIVE_INFINITY,
    arrivedAt: Number.NEGATIVE_INFINITY,
    count: 0,
    perSecond: new Uint32Array(SECONDS),
    second: new Float64Array(SECONDS).fill(Number.NEGATIVE_INFINITY),
  };
}
