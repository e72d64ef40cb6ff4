/** A rung of the ladder that the governor climbs: factors on the preset's own resolution and screen-space error. */
export interface GovernorRung {
  readonly resolution: number;
  readonly screenSpaceError: number;
}

/** From the preset itself down: each rung draws about three quarters of the pixels of the one above. */
export const LADDER: readonly GovernorRung[] = [
  { resolution: 1, screenSpaceError: 1 },
  { resolution: 0.87, screenSpaceError: 1.25 },
  { resolution: 0.75, screenSpaceError: 1.6 },
  { resolution: 0.62, screenSpaceError: 2 },
  { resolution: 0.5, screenSpaceError: 3 },
];

/** How the governor judges; times in milliseconds. */
export interface GovernorLimits {
  /** What a frame may take. */
  readonly budget: number;
  /** Frames whose median is judged: one slow frame, such as a tile arriving, is no verdict. */
  readonly window: number;
  /** After a step so long nothing is judged: render targets are made again and tiles change. */
  readonly settle: number;
  /** A rung above is tried when frames have taken at most this share of the budget … */
  readonly ease: number;
  /** … for so long a time of motion; four times as long after each failed try, at most 256 times. */
  readonly patience: number;
  /** A rung that has been stood on at ease for so long is trusted: what it failed before is forgiven. */
  readonly trust: number;
}

export const GOVERNOR_LIMITS: Omit<GovernorLimits, 'budget'> = {
  window: 12,
  settle: 600,
  ease: 0.8,
  patience: 4000,
  trust: 60_000,
};

export interface GovernorStep {
  readonly direction: 'down' | 'up';
  /** Rung now stood on, an index of the ladder. */
  readonly rung: number;
  /** Median of the frames that were judged, ms. */
  readonly median: number;
}

export interface GovernorState {
  readonly rung: number;
  /** The latest frames judged, ms, oldest first. */
  readonly recent: readonly number[];
  /** Milliseconds of motion still to pass before frames are judged again. */
  readonly deaf: number;
  /** Milliseconds of motion with ease to spare. */
  readonly easy: number;
  /** By rung: how often it has failed after a try upwards, since it was last trusted. */
  readonly failures: readonly number[];
  /** The rung was stepped up to and is not trusted yet. */
  readonly trying: boolean;
  /** The step that the latest frame led to. */
  readonly step: GovernorStep | null;
}

export const AT_EASE: GovernorState = {
  rung: 0,
  recent: [],
  deaf: 0,
  easy: 0,
  failures: LADDER.map(() => 0),
  trying: false,
  step: null,
};

/**
 * The state after a frame that took `frame` milliseconds. Only frames drawn in motion are to be given: the pause between two
 * frames that nobody asked for is no slow frame. It steps down when the median of the window is over the budget, and up
 * after a time of ease; a rung that failed is left longer and longer before it is tried again, so that a load on the edge
 * between two rungs comes to rest on the lower one.
 */
export function governed(state: GovernorState, frame: number, limits: GovernorLimits): GovernorState {
  if (state.deaf > 0) return { ...state, deaf: Math.max(0, state.deaf - frame), step: null };
  const recent = [...state.recent, frame].slice(-limits.window);
  const median = medianOf(recent);
  if (recent.length === limits.window && median > limits.budget) {
    if (state.rung === LADDER.length - 1) return { ...state, recent, easy: 0, step: null };
    const failures = state.trying
      ? state.failures.with(state.rung, (state.failures[state.rung] ?? 0) + 1)
      : state.failures;
    return stepped(state, failures, 'down', median, limits);
  }
  const eased = recent.length === limits.window && median <= limits.budget * limits.ease;
  const easy = eased ? state.easy + frame : 0;
  const failed = state.failures[state.rung - 1] ?? 0;
  const trusted = state.trying && easy >= limits.trust;
  const failures = trusted ? state.failures.with(state.rung, 0) : state.failures;
  if (state.rung > 0 && easy >= limits.patience * 4 ** Math.min(failed, 4))
    return stepped(state, failures, 'up', median, limits);
  return { ...state, recent, easy, failures, trying: state.trying && !trusted, step: null };
}

function stepped(
  state: GovernorState,
  failures: readonly number[],
  direction: 'down' | 'up',
  median: number,
  limits: GovernorLimits,
): GovernorState {
  const rung = state.rung + (direction === 'down' ? 1 : -1);
  return {
    rung,
    recent: [],
    deaf: limits.settle,
    easy: 0,
    failures,
    trying: direction === 'up',
    step: { direction, rung, median },
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
