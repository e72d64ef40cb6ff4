import { BoundingSphere, Matrix4, type Scene } from '@cesium/engine';
import type { Atmosphere } from './atmosphere.ts';
import type { Frames } from './frame.ts';
import { QUAD } from './layers/symbols.ts';
import { DrawOver } from './private/draw.ts';
import type { SceneQuality } from './quality.ts';
import type { SceneSpec } from './scene-spec.ts';
import { RAIN_FRAGMENT, RAIN_VERTEX } from './shaders/rain.glsl.ts';

/** Milliseconds between two pictures of falling rain: ten a second. */
const STEP = 100;
/** Speed at which drops fall, m/s. */
const FALL = 7;
/** Metres above the ground from which the eye is above the rain it would see before it. */
const HIGHEST = 1200;

/** Rain before the eye: one draw while it rains, moved ten times a second at *now*, still in the past and where motion is not wanted. */
export interface Rain {
  /** Looks again whether it rains and may move; after weather, spec or camera have changed. */
  follow(spec: SceneSpec | null, quality: SceneQuality): void;
  readonly falling: () => boolean;
  destroy(): void;
}

export function createRain(scene: Scene, frames: Frames, atmosphere: Atmosphere): Rain {
  let seconds = 0;
  let falling = false;
  const over = new DrawOver(scene, {
    vertexShader: RAIN_VERTEX,
    fragmentShader: RAIN_FRAGMENT,
    attributes: [{ name: 'corner', components: 2, data: QUAD.corners }],
    indices: QUAD.indices,
    instances: 0,
    uniforms: {
      ...atmosphere.uniforms,
      u_falling: () => seconds,
      u_slant: () => Math.min(1, atmosphere.weather().wind / FALL) * 0.5,
    },
    modelMatrix: Matrix4.IDENTITY,
    bounds: new BoundingSphere(),
    kind: 'overlay',
    depthTest: false,
  });
  const step = () => {
    seconds = (performance.now() / 1000) % 600;
    frames.request('rain');
  };
  // As with the alarms' beat: the next step is due when this one is on screen.
  const stopWaiting = frames.onFrame(() => {
    if (falling) frames.schedule('rain', STEP, step);
  });

  return {
    follow(spec, quality) {
      const { height } = scene.camera.positionCartographic;
      const shown = spec !== null && quality.rain && atmosphere.weather().rain > 0 && height < HIGHEST;
      if (shown !== over.show) {
        over.show = shown;
        frames.request('weather');
      }
      const moves = shown && spec.era === 'now' && !spec.frozen && !spec.reducedMotion;
      // A still picture is the same for the same instant.
      if (!moves && spec) seconds = (spec.at / 1000) % 600;
      if (moves === falling) return;
      falling = moves;
      if (falling) step();
      else frames.cancel('rain');
    },
    falling: () => falling,
    destroy() {
      stopWaiting();
      frames.cancel('rain');
      over.destroy();
    },
  };
}
