import type { Scene } from '@cesium/engine';

interface Stereo {
  _useWebVR?: boolean;
  _deviceOrientationCameraController?: { destroy(): void } | undefined;
}

/**
 * Draws the scene twice from the one list of commands, left half and right half of the canvas: Cesium's stereo pair with
 * both eyes in one place.
 */
export function drawTwice(scene: Scene): void {
  const stereo = scene as unknown as Stereo;
  if (stereo._useWebVR === undefined)
    throw new Error('Cesium scene has no stereo pair; the private API changed, see src/scene/private/drawn-twice.ts.');
  scene.eyeSeparation = 0;
  scene.useWebVR = true;
  // A tablet that is turned must not turn the camera.
  stereo._deviceOrientationCameraController?.destroy();
  stereo._deviceOrientationCameraController = undefined;
}

/** Draws the scene once again; the camera's aspect ratio is the caller's to set. */
export function drawWhole(scene: Scene): void {
  scene.useWebVR = false;
}

/** Runs `pick` as if the one view filled the canvas, divided at `split`; it must begin its drawing at once. */
export function pickWhole<Result>(scene: Scene, split: number, pick: () => Result): Result {
  const stereo = scene as unknown as Stereo;
  const divided = scene.splitPosition;
  stereo._useWebVR = false;
  scene.splitPosition = split;
  try {
    return pick();
  } finally {
    stereo._useWebVR = true;
    scene.splitPosition = divided;
  }
}
