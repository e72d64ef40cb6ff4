import { Cartesian3, DirectionalLight, type Scene } from '@cesium/engine';
import type { Atmosphere } from './atmosphere.ts';
import { makeShadowMap } from './private/shadow-map.ts';
import type { Uniforms } from './private/uniforms.ts';
import type { SceneQuality } from './quality.ts';

/** Degrees of solar altitude from which shadows are drawn, and over which they come: lower ones are longer than the city. */
const FROM = 3;
const OVER = 3;
/** Metres before the eye that shadows reach: with its height, within these. */
const REACH = { least: 1000, most: 6000, heights: 6 } as const;

/**
 * Shadows of the sun, drawn by Cesium and received by our own light (`SHADOWS` in shaders/shadows.glsl.ts): there only the sun's
 * share of the light is taken away, where Cesium would darken sky light, haze and lit windows with it. The bare globe below the
 * city has neither and is left to Cesium.
 */
export interface SunShadows {
  /** Uniforms of the GLSL chunk `SHADOWS`. */
  readonly uniforms: Uniforms;
  /** Follows sun, weather, camera and preset; returns whether shadows came or went. */
  follow(quality: SceneQuality): boolean;
  readonly casting: boolean;
  destroy(): void;
}

export function createSunShadows(scene: Scene, atmosphere: Atmosphere): SunShadows {
  const map = makeShadowMap(scene);
  const light = new DirectionalLight({ direction: Cartesian3.negate(atmosphere.sun(), new Cartesian3()) });
  scene.light = light;
  let strength = 0;
  const values = new Cartesian3();

  return {
    uniforms: {
      u_shadowMap: map.texture,
      u_shadowMatrix: map.matrix,
      u_shadow: () => Cartesian3.fromElements(strength, map.metresPerTexel(), map.reach(), values),
    },
    follow(quality) {
      Cartesian3.negate(atmosphere.sun(), light.direction);
      const up = Math.min(1, Math.max(0, (atmosphere.altitude() - FROM) / OVER));
      const wanted = quality.shadows === null || atmosphere.weather().overcast > 0.9 ? 0 : up;
      const { height } = scene.camera.positionCartographic;
      map.set(wanted > 0 ? quality.shadows : null, shadowReach(height), groundInShade(atmosphere, wanted));
      const changed = wanted > 0 !== strength > 0;
      strength = wanted;
      return changed;
    },
    get casting() {
      return strength > 0;
    },
    destroy: () => map.destroy(),
  };
}

/** The share of its sRGB colour that level ground keeps in the shade: the bare globe below the city is Cesium's to darken. */
function groundInShade(atmosphere: Atmosphere, strength: number): number {
  const { sun, ambientSky } = atmosphere.light();
  const lit = sun[1] * Math.max(0, Cartesian3.dot(atmosphere.sun(), atmosphere.up())) * strength;
  return (ambientSky[1] / (ambientSky[1] + lit)) ** (1 / 2.2);
}

/** Metres before the eye that shadows reach, by the eye's height above the ground. */
export function shadowReach(height: number): number {
  return Math.min(REACH.most, Math.max(REACH.least, REACH.heights * Math.max(height, 0)));
}
