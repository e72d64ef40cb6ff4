import type { Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';

/** After the last sign of a hand, milliseconds, the copy is not made any more. */
const KEPT = 60_000;
const SIGNS = ['pointerenter', 'pointermove', 'pointerdown', 'wheel'] as const;

/**
 * The copy of the picture's depth from which a place under a pointer is read: a pass over the whole canvas each frame, made only
 * while there is a pointer. A wall that is watched for months never makes it. With fingers it is always made: they touch
 * without having come near.
 */
export interface DepthPicking {
  /** Sees to it that the depth is that of the present picture, if need be by drawing it. */
  ensure(): void;
  destroy(): void;
}

export function createDepthPicking(
  scene: Scene,
  canvas: HTMLCanvasElement,
  frames: Frames,
  touched = matchMedia('(any-pointer: coarse)').matches,
): DepthPicking {
  let wanted = touched;
  let lastSign = 0;
  scene.useDepthPicking = wanted;
  // Between the camera's own step, which must not meet the depth of an earlier picture, and the draw that makes the new one.
  const stop = scene.preRender.addEventListener(() => {
    scene.useDepthPicking = wanted;
  });

  const rest = () => {
    const left = lastSign + KEPT - performance.now();
    if (left > 0) frames.schedule('depth', left, rest);
    else {
      wanted = false;
      scene.useDepthPicking = false;
    }
  };
  const sign = () => {
    lastSign = performance.now();
    if (wanted) return;
    wanted = true;
    frames.request('depth');
    frames.schedule('depth', KEPT, rest);
  };
  if (!touched) for (const each of SIGNS) canvas.addEventListener(each, sign, { passive: true });

  return {
    ensure() {
      if (scene.useDepthPicking) return;
      sign();
      scene.render();
    },
    destroy() {
      stop();
      for (const each of SIGNS) canvas.removeEventListener(each, sign);
      frames.cancel('depth');
    },
  };
}
