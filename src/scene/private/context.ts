import type { Context, Scene } from '@cesium/engine';

export function contextOf(scene: Scene): Context {
  const { context } = scene as unknown as { context?: Context };
  if (!context?._gl)
    throw new Error('Cesium scene has no WebGL context; the private API changed, see src/scene/private/context.ts.');
  return context;
}

/** The scene's own WebGL2 context. */
export function glOf(scene: Scene): WebGL2RenderingContext {
  return contextOf(scene)._gl;
}
