import type { Scene } from '@cesium/engine';

/** Keeps the camera still while the pointer is busy with something else. */
export interface CameraRest {
  rest(): void;
  resume(): void;
  /** A new press: what the pointer did before is no longer a motion of the camera. */
  forget(): void;
  destroy(): void;
}

export function restCamera(scene: Scene): CameraRest {
  const controller = scene.screenSpaceCameraController;
  const { inertiaSpin, inertiaTranslate } = controller;
  let waiting = 0;
  let resting = false;
  const glide = (on: boolean) => {
    controller.inertiaSpin = on ? inertiaSpin : 1;
    controller.inertiaTranslate = on ? inertiaTranslate : 1;
  };
  return {
    rest() {
      cancelAnimationFrame(waiting);
      resting = true;
      controller.enableInputs = false;
      // Cesium hears the same pointer; without this a quick drag would go on as a glide of the camera. 1 is no glide.
      glide(false);
    },
    resume() {
      resting = false;
      // Its last motion is still in Cesium's hands until the next of its ticks has thrown it away.
      waiting = requestAnimationFrame(() => {
        waiting = requestAnimationFrame(() => {
          controller.enableInputs = true;
        });
      });
    },
    forget() {
      if (resting) return;
      cancelAnimationFrame(waiting);
      controller.enableInputs = true;
      glide(true);
    },
    destroy() {
      cancelAnimationFrame(waiting);
      controller.enableInputs = true;
      glide(true);
    },
  };
}
