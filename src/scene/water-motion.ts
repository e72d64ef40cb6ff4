import { BoundingSphere, Cartesian3, Intersect, type Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';
import type { SceneSpec } from './scene-spec.ts';

/** Water is drawn anew at most this often, milliseconds: 10 Hz. */
const STEP = 100;
/** Ripples are smaller than a pixel from here on, metres: far water stands still and costs nothing. */
const FAR = 700;
/** The instant of all still pictures, seconds. */
const STILL = 40;

/** Where water lies: longitude, latitude, radius in metres. */
export type WaterReach = readonly (readonly [longitude: number, latitude: number, radius: number])[];

/** The flow of water that is on screen. */
export interface WaterMotion {
  /** Seconds of flow; the same whenever the clock is frozen. Read at draw time. */
  readonly time: () => number;
  /** Whether it flows. */
  readonly flowing: () => boolean;
  /** Looks again for water on screen: after spec, camera or tilesets have changed. */
  follow(spec: SceneSpec | null): void;
  destroy(): void;
}

export function createWaterMotion(scene: Scene, frames: Frames, reach: () => WaterReach): WaterMotion {
  let time = STILL;
  let flowing = false;
  let known: WaterReach = [];
  let spheres: readonly BoundingSphere[] = [];

  const onScreen = () => {
    const here = reach();
    if (here !== known) {
      known = here;
      spheres = here.map(
        ([longitude, latitude, radius]) => new BoundingSphere(Cartesian3.fromDegrees(longitude, latitude), radius),
      );
    }
    const { camera } = scene;
    const volume = camera.frustum.computeCullingVolume(camera.positionWC, camera.directionWC, camera.upWC);
    return spheres.some(
      (sphere) =>
        Cartesian3.distance(sphere.center, camera.positionWC) < sphere.radius + FAR &&
        volume.computeVisibility(sphere) !== Intersect.OUTSIDE,
    );
  };
  const step = () => {
    time = STILL + ((performance.now() / 1000) % 3600);
    frames.request('water');
  };
  // The next step is due after this one is on screen, so that a slow GPU gets no queue of them.
  const stopWaiting = frames.onFrame(() => {
    if (flowing) frames.schedule('water', STEP, step);
  });

  return {
    time: () => time,
    flowing: () => flowing,
    follow(spec) {
      const wanted = spec !== null && !spec.frozen && !spec.reducedMotion && onScreen();
      if (wanted === flowing) return;
      flowing = wanted;
      if (wanted) return step();
      frames.cancel('water');
      time = STILL;
      frames.request('water');
    },
    destroy() {
      stopWaiting();
      frames.cancel('water');
    },
  };
}
