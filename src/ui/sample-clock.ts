import type { TwinPort } from '../state/port.ts';

/** While a film is made, one sample of the timer in this many milliseconds still comes through. */
const HELD_STEP = 1000;

/** What the desk hears of one port: samples of the 4 Hz timer, and every change of the session at once. */
interface DeskClock {
  tick: number;
  readonly samples: Set<() => void>;
  readonly changes: Set<() => void>;
  undo: (() => void) | null;
  /** How many films are made, and when the last sample came through. */
  films: number;
  last: number;
  /** Whether what changes now is a film's moment. */
  quiet: boolean;
  /** Where the timeline stood before the film; null while none is made. */
  before: Timed | null;
}

type Sampled = Pick<TwinPort, 'onSample' | 'store'>;
type Timed = Pick<TwinPort, 'at' | 'era' | 'comparedAt'>;

const CLOCKS = new WeakMap<Sampled, DeskClock>();

function clockOf(port: Sampled): DeskClock {
  const known = CLOCKS.get(port);
  if (known) return known;
  const clock: DeskClock = {
    tick: 0,
    samples: new Set(),
    changes: new Set(),
    undo: null,
    films: 0,
    last: Number.NEGATIVE_INFINITY,
    quiet: false,
    before: null,
  };
  CLOCKS.set(port, clock);
  return clock;
}

/** Number of the present sample. */
export function sampleTick(port: Sampled): number {
  return clockOf(port).tick;
}

/** The port as the desk reads it: while a film is made, its timeline stands where it stood before. */
export function deskPort<Port extends Sampled>(port: Port): Port {
  const { before } = clockOf(port);
  return before ? { ...port, ...before } : port;
}

/** Calls `listener` with each sample and each change of the session; one timer serves all. Returns its undo. */
export function listenToSamples(port: Sampled, listener: () => void): () => void {
  return listen(port, clockOf(port).samples, listener);
}

/** Calls `listener` with each change of the session that is not a film's moment. Returns its undo. */
export function listenToSession(port: Sampled, listener: () => void): () => void {
  return listen(port, clockOf(port).changes, listener);
}

function listen(port: Sampled, listeners: Set<() => void>, listener: () => void): () => void {
  const clock = clockOf(port);
  listeners.add(listener);
  if (!clock.undo) {
    const stopTimer = port.onSample(() => {
      const now = performance.now();
      if (clock.films === 0 || now - clock.last >= HELD_STEP) sample(clock, now);
    });
    const stopStore = port.store.subscribe(() => {
      if (!clock.quiet) change(clock);
    });
    clock.undo = () => {
      stopTimer();
      stopStore();
    };
  }
  return () => {
    listeners.delete(listener);
    if (clock.samples.size + clock.changes.size > 0) return;
    clock.undo?.();
    clock.undo = null;
  };
}

function sample(clock: DeskClock, now: number): void {
  clock.last = now;
  clock.tick++;
  for (const each of [...clock.samples]) each();
}

function change(clock: DeskClock): void {
  sample(clock, performance.now());
  for (const each of [...clock.changes]) each();
}

/**
 * While a film is made its moments are not the screen's: what the desk says of each would be drawn and thrown away, frame by frame.
 * `moment` runs a change of the session that the desk does not follow; whatever the user does meanwhile shows at once. After `end`
 * the desk is up to date.
 */
export function deskBesideFilm(port: Sampled & Timed): { moment(change: () => void): void; end(): void } {
  const clock = clockOf(port);
  let running = true;
  clock.films += 1;
  if (!clock.before) {
    const [at, era, comparedAt] = [port.at(), port.era(), port.comparedAt()];
    clock.before = { at: () => at, era: () => era, comparedAt: () => comparedAt };
  }
  return {
    moment(work) {
      clock.quiet = true;
      try {
        work();
      } finally {
        clock.quiet = false;
      }
    },
    end() {
      if (!running) return;
      running = false;
      clock.films -= 1;
      if (clock.films === 0) clock.before = null;
      change(clock);
    },
  };
}
