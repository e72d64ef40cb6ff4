import type { AssetTable } from '../../domain/asset.ts';
import { boundsOf, layerPlace } from '../local-place.ts';
import { Draw } from '../private.ts';
import type { Resident } from '../resident.ts';
import { LAMP_LIGHT_FRAGMENT, LAMP_LIGHT_VERTEX } from '../shaders/lamp-light.glsl.ts';
import type { DriverContext } from './driver.ts';
import { QUAD } from './symbols.ts';

/** Radius of a pool of light, metres: about 1.5 mounting heights of a 10 m lamp. */
const POOL_METRES = 15;

/** Light on the ground below every lamp of a layer whose observations say how far it is dimmed. */
export function drawLampLight(context: DriverContext, resident: Resident, table: AssetTable): Draw {
  const place = layerPlace(table);
  const data = new Float32Array(table.count * 4);
  for (let slot = 0; slot < table.count; slot++) {
    const at = place.at(table.positions[3 * slot]!, table.positions[3 * slot + 1]!, table.positions[3 * slot + 2]!);
    data.set([...at, slot], slot * 4);
  }
  return new Draw(context.scene, {
    vertexShader: LAMP_LIGHT_VERTEX,
    fragmentShader: LAMP_LIGHT_FRAGMENT,
    attributes: [
      { name: 'corner', components: 2, data: QUAD.corners },
      { name: 'place', components: 4, data, perInstance: true },
    ],
    indices: QUAD.indices,
    instances: table.count,
    uniforms: { ...context.atmosphere.uniforms, ...resident.uniforms, u_poolMetres: () => POOL_METRES },
    modelMatrix: place.toWorld,
    bounds: boundsOf(place, data, 4, 50),
    kind: 'light',
    depthTest: true,
  });
}
