import type { LocalPlace } from '../local-place.ts';
import { boundsOf } from '../local-place.ts';
import { Draw, type DrawSpec } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import type { DriverContext } from './driver.ts';

/** A mesh laid on the ground: x, y, z and slot of each vertex in `places`, and what its shader needs besides. */
export interface GroundShape {
  readonly place: LocalPlace;
  readonly places: Float32Array;
  readonly indices: Uint32Array;
  readonly attributes: DrawSpec['attributes'];
  readonly vertexShader: string;
  readonly fragmentShader: string;
  readonly uniforms: DrawSpec['uniforms'];
  readonly overAll?: DrawSpec['overAll'];
}

/** One draw for all shapes of a layer on the ground, coloured by their slots, pickable; none when there is no shape. */
export function drawOnGround(
  context: DriverContext,
  resident: Resident,
  firstPick: number,
  shape: GroundShape,
): Draw[] {
  if (shape.indices.length === 0) return [];
  return [
    new Draw(context.scene, {
      vertexShader: shape.vertexShader,
      fragmentShader: shape.fragmentShader,
      attributes: [{ name: 'place', components: 4, data: shape.places }, ...shape.attributes],
      indices: shape.indices,
      instances: 0,
      uniforms: {
        ...context.atmosphere.uniforms,
        ...resident.uniforms,
        ...resident.paint.uniforms,
        u_firstPick: () => firstPick,
        ...shape.uniforms,
      },
      modelMatrix: shape.place.toWorld,
      bounds: boundsOf(shape.place, shape.places, 4, 50),
      kind: 'overlay',
      depthTest: true,
      ...(shape.overAll ? { overAll: shape.overAll } : {}),
      pickColor: 'v_pick',
    }),
  ];
}
