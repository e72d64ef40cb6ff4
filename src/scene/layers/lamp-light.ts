import type { AssetTable } from '../../domain/asset.ts';
import { boundsOf } from '../local-place.ts';
import { Draw } from '../private.ts';
import type { Resident } from '../resident.ts';
import { LAMP_GLOW_FRAGMENT, LAMP_GLOW_VERTEX } from '../shaders/lamp-glow.glsl.ts';
import { LAMP_LIGHT_FRAGMENT, LAMP_LIGHT_VERTEX } from '../shaders/lamp-light.glsl.ts';
import type { DriverContext } from './driver.ts';
import { lampHeads } from './lamp-heads.ts';
import { QUAD, symbolPoints } from './symbols.ts';

/** Radius of a pool of light, metres: about 1.5 mounting heights of a 10 m lamp. */
const POOL_METRES = 15;
/** Radius of the light around a burning head, metres. */
const GLOW_METRES = 1.1;

/** The light of every lamp: its head, metres east, north and up of the foot, and the slot, repeated. */
export function lampLights(table: AssetTable): Float32Array {
  return Float32Array.from(lampHeads(table).flatMap(({ slot, east, north, up }) => [east, north, up, slot]));
}

/**
 * Light of every lamp of a layer whose observations say how far it is dimmed: the pool on the ground below each lamp, and
 * the head that burns. Both stand where the placement has the lamp.
 */
export function drawLampLight(
  context: DriverContext,
  resident: Resident,
  table: AssetTable,
  heads: Float32Array = lampLights(table),
): Draw[] {
  const { place } = resident.placement;
  const feet = new Float32Array(table.count * 4);
  for (let slot = 0; slot < table.count; slot++) feet[slot * 4 + 3] = slot;
  const draw = (vertexShader: string, fragmentShader: string, data: Float32Array) =>
    new Draw(context.scene, {
      vertexShader,
      fragmentShader,
      attributes: [
        { name: 'corner', components: 2, data: QUAD.corners },
        { name: 'head', components: 4, data, perInstance: true },
      ],
      indices: QUAD.indices,
      instances: data.length / 4,
      uniforms: {
        ...context.atmosphere.uniforms,
        ...resident.uniforms,
        u_poolMetres: () => POOL_METRES,
        u_glowMetres: () => GLOW_METRES,
        u_pixelRatio: context.pixelRatio,
      },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, symbolPoints(resident, table, place), 4, 60),
      kind: 'light',
      depthTest: true,
    });
  return [draw(LAMP_LIGHT_VERTEX, LAMP_LIGHT_FRAGMENT, feet), draw(LAMP_GLOW_VERTEX, LAMP_GLOW_FRAGMENT, heads)];
}
