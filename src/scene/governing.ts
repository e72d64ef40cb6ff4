import type { Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';
import { AT_EASE, GOVERNOR_LIMITS, governed, LADDER } from './governor.ts';
import type { Governed } from './scene-spec.ts';

/** A pause this long, ms, was a hidden page or a sleeping machine, no frame. */
const NO_FRAME = 2000;
/** Frames drawn for these reasons belong to a motion that a person sees; the rest come singly and may be slow. */
const MOTION: readonly string[] = ['camera', 'view', 'time', 'editing', 'pulse', 'rain'];

/** Judges frames by the governor and takes its steps: resolution and screen-space error, nothing else. */
export interface Governing {
  /** Milliseconds that a frame may take; null stands the governor down and gives the preset back. */
  limit(budget: number | null): void;
  readonly now: Governed;
  destroy(): void;
}

/**
 * Cesium asks at every beat of the display whether to draw. The time from a beat that drew to the next beat is what the frame
 * took, GPU and all; a beat that drew nothing is not looked at, so a still scene is never judged.
 */
export function createGoverning(scene: Scene, frames: Frames, take: (governed: Governed) => void): Governing {
  let budget: number | null = null;
  let state = AT_EASE;
  let now: Governed = { rung: 0, ...LADDER[0], median: 0, budget: 0, steps: 0 } as Governed;
  let began = Number.NaN;
  let moved = false;

  const stopWatching = frames.onFrame(() => {
    moved = frames.latest.some((reason) => MOTION.includes(reason));
  });
  const undoBeat = scene.preUpdate.addEventListener(() => {
    const at = performance.now();
    const took = at - began;
    began = at;
    if (!moved || budget === null) return;
    moved = false;
    if (!(took < NO_FRAME)) return;
    state = governed(state, took, { ...GOVERNOR_LIMITS, budget });
    if (!state.step) return;
    const { resolution, screenSpaceError } = LADDER[state.rung] ?? { resolution: 1, screenSpaceError: 1 };
    now = { rung: state.rung, resolution, screenSpaceError, median: state.step.median, budget, steps: now.steps + 1 };
    take(now);
  });

  return {
    limit(next) {
      if (next === budget) return;
      budget = next;
      state = AT_EASE;
      if (now.rung === 0) return;
      now = { rung: 0, resolution: 1, screenSpaceError: 1, median: 0, budget: next ?? 0, steps: now.steps + 1 };
      take(now);
    },
    get now() {
      return now;
    },
    destroy() {
      stopWatching();
      undoBeat();
    },
  };
}
