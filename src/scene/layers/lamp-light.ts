import type { AssetTable } from '../../domain/asset.ts';
import { boundsOf, layerPlace } from '../local-place.ts';
import { Draw } from '../private.ts';
import type { Resident } from '../resident.ts';
import { LAMP_GLOW_FRAGMENT, LAMP_GLOW_VERTEX } from '../shaders/lamp-glow.glsl.ts';
import { LAMP_LIGHT_FRAGMENT, LAMP_LIGHT_VERTEX } from '../shaders/lamp-light.glsl.ts';
import type { DriverContext } from './driver.ts';
import { lampHeads } from './lamp-heads.ts';
import { QUAD } from './symbols.ts';

/** Radius of a pool of light, metres: about 1.5 mounting heights of a 10 m lamp. */
const POOL_METRES = 15;
/** Radius of the light around a burning head, metres. */
const GLOW_METRES = 1.1;

/**
 * Light of every lamp of a layer whose observations say how far it is dimmed: the pool on the ground below each lamp, and
 * the head that burns.
 */
export function drawLampLight(context: DriverContext, resident: Resident, table: AssetTable): Draw[] {
  const place = layerPlace(table);
  const feet = new Float32Array(table.count * 4);
  for (let slot = 0; slot < table.count; slot++)
    feet.set(
      [...place.at(table.positions[3 * slot]!, table.positions[3 * slot + 1]!, table.positions[3 * slot + 2]!), slot],
      slot * 4,
    );
  const heads = Float32Array.from(
    lampHeads(table).flatMap(({ slot, east, north, up }) => [
      feet[4 * slot]! + east,
      feet[4 * slot + 1]! + north,
      feet[4 * slot + 2]! + up,
      slot,
    ]),
  );
  const draw = (vertexShader: string, fragmentShader: string, data: Float32Array) =>
    new Draw(context.scene, {
      vertexShader,
      fragmentShader,
      attributes: [
        { name: 'corner', components: 2, data: QUAD.corners },
        { name: 'place', components: 4, data, perInstance: true },
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
      bounds: boundsOf(place, data, 4, 50),
      kind: 'light',
      depthTest: true,
    });
  return [draw(LAMP_LIGHT_VERTEX, LAMP_LIGHT_FRAGMENT, feet), draw(LAMP_GLOW_VERTEX, LAMP_GLOW_FRAGMENT, heads)];
}
