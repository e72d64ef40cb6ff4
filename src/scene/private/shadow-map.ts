import { type Matrix4, type Scene, ShadowMap, type Texture } from '@cesium/engine';
import { contextOf } from './context.ts';

interface ShadowInternals {
  readonly _shadowMapTexture?: Texture;
  readonly _shadowMapMatrix?: Matrix4;
  readonly _usesDepthTexture?: boolean;
  readonly _shadowMapCamera?: { readonly frustum: { readonly left?: number; readonly right?: number } };
  readonly _textureSize?: { readonly x: number };
}

/** Cesium's shadow map of the sun as one square that follows the view, for shaders that read it themselves. */
export function makeShadowMap(scene: Scene) {
  const context = contextOf(scene);
  const { _shadowMapCamera: lightCamera } = scene as unknown as { _shadowMapCamera?: object };
  if (!lightCamera)
    throw new Error('Cesium scene has no shadow camera; the private API changed, see src/scene/private/shadow-map.ts.');
  const Made = ShadowMap as unknown as new (options: object) => ShadowMap & { destroy(): void };
  const own = new Made({ context, lightCamera, numberOfCascades: 1, enabled: false, softShadows: false, size: 256 });
  own.fadingEnabled = false;
  // Cesium fits the map to what it thinks receives shadows; our receivers are no business of its.
  (own as unknown as { _fitNearFar: boolean })._fitNearFar = false;
  const before = scene.shadowMap;
  scene.shadowMap = own;
  const internals = own as unknown as ShadowInternals;
  if (!internals._shadowMapMatrix)
    throw new Error('Cesium ShadowMap has no matrix; the private API changed, see src/scene/private/shadow-map.ts.');
  return {
    /** Depth of what is nearest to the sun; one white texel while there is none. */
    texture: () => (own.enabled && internals._shadowMapTexture) || context.defaultTexture,
    /** From eye coordinates to the texture's, and depth. */
    matrix: () => internals._shadowMapMatrix,
    metresPerTexel: () => {
      const { left = 0, right = 0 } = internals._shadowMapCamera?.frustum ?? {};
      return (right - left) / (internals._textureSize?.x || 1);
    },
    reach: () => own.maximumDistance,
    /** Texels along an edge, null for none; metres before the eye that it covers; what Cesium's own receivers keep of their colour. */
    set(size: number | null, reach: number, darkness = 0.5) {
      // Without depth textures Cesium packs depth into colours, which the shaders do not read.
      own.enabled = size !== null && internals._usesDepthTexture === true;
      if (size !== null && own.size !== size) own.size = size;
      own.maximumDistance = reach;
      own.darkness = darkness;
    },
    destroy() {
      scene.shadowMap = before;
      own.destroy();
    },
  };
}
