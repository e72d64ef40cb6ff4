import type { TwinPort } from '../state/port.ts';

/** While samples are held, one in this many milliseconds still comes through. */
const HELD_STEP = 1000;

/** Counts samples of one port: the 4 Hz timer, and every change of the session at once. */
interface SampleClock {
  tick: number;
  readonly listeners: Set<() => void>;
  undo: (() => void) | null;
  /** How many hold it, and when it last let one through. */
  holders: number;
  last: number;
  bump(): void;
}

type Sampled = Pick<TwinPort, 'onSample' | 'store'>;

const CLOCKS = new WeakMap<Sampled, SampleClock>();

function clockOf(port: Sampled): SampleClock {
  const known = CLOCKS.get(port);
  if (known) return known;
  const clock: SampleClock = {
    tick: 0,
    listeners: new Set(),
    undo: null,
    holders: 0,
    last: Number.NEGATIVE_INFINITY,
    bump() {
      const now = performance.now();
      if (clock.holders > 0 && now - clock.last < HELD_STEP) return;
      clock.last = now;
      clock.tick++;
      for (const each of [...clock.listeners]) each();
    },
  };
  CLOCKS.set(port, clock);
  return clock;
}

/** Number of the present sample. */
export function sampleTick(port: Sampled): number {
  return clockOf(port).tick;
}

/** Calls `listener` with each sample; one timer serves all. Returns its undo. */
export function listenToSamples(port: Sampled, listener: () => void): () => void {
  const clock = clockOf(port);
  clock.listeners.add(listener);
  if (!clock.undo) {
    const stopTimer = port.onSample(clock.bump);
    const stopStore = port.store.subscribe(clock.bump);
    clock.undo = () => {
      stopTimer();
      stopStore();
    };
  }
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clock.undo?.();
    clock.undo = null;
  };
}

/**
 * While a film is made, its frames are not the screen's: what the desk says of each moment would be drawn and thrown away, frame by
 * frame. Returns its undo, after which the desk is up to date.
 */
export function holdSamples(port: Sampled): () => void {
  const clock = clockOf(port);
  let held = true;
  clock.holders += 1;
  return () => {
    if (!held) return;
    held = false;
    clock.holders -= 1;
    if (clock.holders === 0) clock.bump();
  };
}
