import { Cartesian3, Color, Material, type Scene } from '@cesium/engine';
import { SCENE_PALETTE } from '../domain/palette.ts';
import type { Atmosphere } from './atmosphere.ts';
import { linearOf, mix, type Rgb } from './daylight.ts';
import { flatTerrain } from './flat-terrain.ts';
import type { Frames } from './frame.ts';
import type { SceneTerrain } from './ground.ts';
import type { SceneTrouble } from './scene-spec.ts';
import { SKY } from './shaders/daylight.glsl.ts';

function srgb([r, g, b]: Rgb): Color {
  return new Color(r ** (1 / 2.2), g ** (1 / 2.2), b ** (1 / 2.2), 1);
}

/** The bare ground, or the ellipsoid without a terrain, in ground colour below the city, hazed towards the horizon like everything else. */
export interface GroundGlobe {
  /** Follows the light of the atmosphere; colours only, no upload. */
  update(): void;
  destroy(): void;
}

export function createGroundGlobe(
  scene: Scene,
  atmosphere: Atmosphere,
  terrain: SceneTerrain | null,
  frames: Frames,
  trouble: (trouble: SceneTrouble) => void,
): GroundGlobe {
  const { globe } = scene;
  if (!globe) throw new Error('The scene needs a globe to stand on; create the widget with createWidgetOptions().');
  globe.showGroundAtmosphere = false;
  globe.enableLighting = false;
  globe.showWaterEffect = false;
  globe.dynamicAtmosphereLighting = false;
  globe.depthTestAgainstTerrain = true;
  globe.maximumScreenSpaceError = 4;
  globe.tileCacheSize = 60;
  scene.fog.enabled = false;
  const material = new Material({
    fabric: {
      uniforms: {
        u_sun: new Cartesian3(),
        u_up: new Cartesian3(),
        u_horizon: new Cartesian3(),
        u_zenith: new Cartesian3(),
        u_glow: new Cartesian3(),
        u_air: new Cartesian3(),
        u_day: 1,
      },
      source: `
        ${SKY}
        czm_material czm_getMaterial(czm_materialInput materialInput) {
          czm_material material = czm_getDefaultMaterial(materialInput);
          float metres = length(materialInput.positionToEyeEC);
          material.diffuse = pow(airAt(-materialInput.positionToEyeEC / metres), vec3(1.0 / 2.2));
          material.alpha = 1.0 - seenThrough(metres);
          return material;
        }`,
    },
    translucent: false,
  });
  // The fabric clones what it is given; these are the atmosphere's own, which it changes in place.
  for (const name of ['u_sun', 'u_up', 'u_horizon', 'u_zenith', 'u_glow', 'u_air'])
    material.uniforms[name] = atmosphere.uniforms[name]?.();
  globe.material = material;

  let gone = false;
  scene.terrainProvider = flatTerrain(() => scene.imageryLayers.length > 0);
  if (terrain)
    import('./terrain-provider.ts')
      .then(({ terrainProvider }) => terrainProvider(terrain.url))
      .then(
        (provider) => {
          if (gone) return;
          scene.terrainProvider = provider;
          frames.request('tilesets');
        },
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          if (!gone) trouble({ kind: 'tileset', id: 'terrain', url: terrain.url, message });
        },
      );

  return {
    destroy() {
      gone = true;
    },
    update() {
      const light = atmosphere.light();
      const sin = Math.max(0, Cartesian3.dot(atmosphere.sun(), atmosphere.up()));
      const albedo = mix(linearOf(SCENE_PALETTE.ground.night), linearOf(SCENE_PALETTE.ground.day), light.day);
      const lit = [0, 1, 2].map((i) => albedo[i]! * (light.ambientSky[i]! + light.sun[i]! * sin)) as unknown as Rgb;
      globe.baseColor = srgb(lit);
      scene.backgroundColor = srgb(light.horizon);
      material.uniforms.u_day = light.day;
    },
  };
}
