import { BoundingSphere, Cartesian3, Intersect, type Scene } from '@cesium/engine';
import type { GroundHeight } from '../domain/geo/height-field.ts';
import type { Frames } from './frame.ts';
import type { SceneSpec } from './scene-spec.ts';

/** Water is drawn anew at most this often, milliseconds: 10 Hz. */
const STEP = 100;
/** The instant of all still pictures, seconds. */
const STILL = 40;

/** Where water lies: longitude, latitude, radius in metres. */
export type WaterReach = readonly (readonly [longitude: number, latitude: number, radius: number])[];

/** Waters of one kind, and the distance in metres from which on its ripples are smaller than a pixel: it stands still then and costs nothing. */
export interface Waters {
  readonly reach: (spec: SceneSpec) => WaterReach;
  readonly far: number;
}

/** The flow of water that is on screen. */
export interface WaterMotion {
  /** Seconds of flow; the same whenever the clock is frozen. Read at draw time. */
  readonly time: () => number;
  /** Whether it flows. */
  readonly flowing: () => boolean;
  /** Looks again for water on screen: after spec, camera, tilesets or observations have changed. */
  follow(spec: SceneSpec | null): void;
  destroy(): void;
}

export function createWaterMotion(
  scene: Scene,
  frames: Frames,
  ground: GroundHeight,
  waters: readonly Waters[],
): WaterMotion {
  let time = STILL;
  let flowing = false;
  const sphere = new BoundingSphere();

  const onScreen = (spec: SceneSpec) => {
    const { camera } = scene;
    const volume = camera.frustum.computeCullingVolume(camera.positionWC, camera.directionWC, camera.upWC);
    return waters.some(({ reach, far }) =>
      reach(spec).some(([longitude, latitude, radius]) => {
        Cartesian3.fromDegrees(longitude, latitude, ground(longitude, latitude), undefined, sphere.center);
        sphere.radius = radius;
        return (
          Cartesian3.distance(sphere.center, camera.positionWC) < radius + far &&
          volume.computeVisibility(sphere) !== Intersect.OUTSIDE
        );
      }),
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
      const wanted = spec !== null && !spec.frozen && !spec.reducedMotion && onScreen(spec);
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
