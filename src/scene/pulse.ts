import { BoundingSphere, Cartesian3, Intersect, type Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';
import type { LayerSet } from './layer-set.ts';
import type { SceneSpec } from './scene-spec.ts';

/** One beat a second (look.md), drawn at most ten times a second. */
const BEAT = 1000;
const STEP = 100;
/** Metres around an alarm that still count as on screen: its symbol floats above its base. */
const REACH = 40;

/** The beat of live red alarms, the only motion of the scene that nobody asked for. */
export interface Pulse {
  /** Share of the beat that has passed, 0–1; negative at rest. Read at draw time. */
  readonly phase: () => number;
  /** Looks again for alarms on screen: after data, layers or camera have changed. */
  follow(spec: SceneSpec | null, layers: LayerSet): void;
  /** The set of alarms may have changed: they are gathered again at the next `follow`. */
  stale(): void;
  destroy(): void;
}

export function createPulse(scene: Scene, frames: Frames): Pulse {
  let phase = -1;
  let alarms: readonly Cartesian3[] | null = null;
  let beating = false;
  const sphere = new BoundingSphere(new Cartesian3(), REACH);

  const onScreen = () => {
    const { camera } = scene;
    const volume = camera.frustum.computeCullingVolume(camera.positionWC, camera.directionWC, camera.upWC);
    return (alarms ?? []).some((alarm) => {
      Cartesian3.clone(alarm, sphere.center);
      return volume.computeVisibility(sphere) !== Intersect.OUTSIDE;
    });
  };
  const step = () => {
    phase = (performance.now() % BEAT) / BEAT;
    frames.request('pulse');
  };
  // The next step is due after this one is on screen, so that a slow GPU gets no queue of them.
  const stopWaiting = frames.onFrame(() => {
    if (beating) frames.schedule('pulse', STEP, step);
  });

  return {
    phase: () => phase,
    stale() {
      alarms = null;
    },
    follow(spec, layers) {
      const may = spec !== null && spec.era === 'now' && !spec.frozen && !spec.reducedMotion;
      if (may) alarms ??= layers.alarms(spec);
      const wanted = may && onScreen();
      if (wanted === beating) return;
      beating = wanted;
      if (wanted) step();
      else {
        frames.cancel('pulse');
        phase = -1;
        frames.request('pulse');
      }
    },
    destroy() {
      stopWaiting();
      frames.cancel('pulse');
    },
  };
}
