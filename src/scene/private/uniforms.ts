import type { CustomShader } from '@cesium/engine';

/** Uniform name to its current value, read when the command is drawn. */
export type Uniforms = Readonly<Record<string, () => unknown>>;

/** Makes `shader` read uniform `name` through `value` at every draw, without a setUniform and without an upload. */
export function bindUniforms(shader: CustomShader, uniforms: Uniforms): void {
  const { uniformMap } = shader as unknown as { uniformMap?: Record<string, () => unknown> };
  if (!uniformMap)
    throw new Error('CustomShader has no uniformMap; the private API changed, see src/scene/private/uniforms.ts.');
  for (const [name, value] of Object.entries(uniforms)) {
    if (!(name in uniformMap)) throw new Error(`CustomShader declares no uniform "${name}".`);
    uniformMap[name] = value;
  }
}
