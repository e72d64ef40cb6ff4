import { type CityClock, cityNow, frozen, type Instant } from '../domain/clock.ts';

/** The client's copy of the city clock, set by the gateway and read by everything else. */
export interface WallClock {
  now(): Instant;
  rate(): number;
  /** The gateway says that it is `now`, running at `rate`. */
  set(now: Instant, rate: number): void;
  /** Stops the clock of this client at `instant`; null lets it run again. */
  freeze(instant: Instant | null): void;
}

/** A correction smaller than this, in milliseconds, is the network's jitter and is not followed. */
const JITTER = 250;

export function createWallClock(now: Instant, rate: number, wall: () => number = () => performance.now()): WallClock {
  let running: CityClock = { now, wall: wall(), rate };
  let stopped: CityClock | null = null;
  return {
    now: () => cityNow(stopped ?? running, wall()),
    rate: () => (stopped ? 0 : running.rate),
    set(at, newRate) {
      const at0 = wall();
      if (newRate === running.rate && Math.abs(cityNow(running, at0) - at) < JITTER * Math.max(1, newRate)) return;
      running = { now: at, wall: at0, rate: newRate };
    },
    freeze(instant) {
      stopped = instant === null ? null : frozen(instant);
    },
  };
}
