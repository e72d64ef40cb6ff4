import type { Instant } from '../domain/clock.ts';
import type { Frames } from './frame.ts';

/** Milliseconds after a transition at which it is judged: by then it has certainly happened. */
const AFTER = 20;

export interface LivenessTimer {
  /** Waits for the next transition; `anew` where the clock's way to it may be another one than before. */
  arm(anew: boolean): void;
}

/**
 * Live, an age changes with time alone: at each next transition `judge` is called with its instant. `from` answers the instant
 * that the playhead stands at while ages run, null while they do not; `next` the transition.
 */
export function createLivenessTimer(
  frames: Frames,
  from: () => Instant | null,
  next: () => Instant,
  judge: (at: Instant) => void,
): LivenessTimer {
  let armed = Number.POSITIVE_INFINITY;
  const arm = (anew: boolean) => {
    const now = from();
    const due = now === null ? Number.POSITIVE_INFINITY : next();
    // Thousands of messages a second leave it where it is.
    if (due === armed && !anew) return;
    armed = due;
    frames.cancel('liveness');
    if (now === null || !Number.isFinite(due)) return;
    frames.schedule('liveness', due - now + AFTER, () => {
      judge(due);
      arm(true);
    });
  };
  return { arm };
}
