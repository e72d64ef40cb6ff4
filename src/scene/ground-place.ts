import { Cartesian3, type Scene } from '@cesium/engine';
import type { Atmosphere } from './atmosphere.ts';
import type { Uniforms } from './private/uniforms.ts';

/** Ground patterns repeat after this many metres, so that a float holds a millimetre of them. */
const PERIOD = 1024;

/** Where the camera stands over the plane, for patterns that stay on the ground: uniforms of the ground shader. */
export function groundPlace(scene: Scene, atmosphere: Atmosphere): Uniforms {
  const east = new Cartesian3();
  const north = new Cartesian3();
  const eye = new Cartesian3();
  const axes = () => {
    Cartesian3.normalize(Cartesian3.cross(Cartesian3.UNIT_Z, atmosphere.up(), east), east);
    Cartesian3.cross(atmosphere.up(), east, north);
    return east;
  };
  return {
    u_east: axes,
    u_groundEye() {
      axes();
      const { positionWC } = scene.camera;
      const over = (axis: Cartesian3) => ((Cartesian3.dot(positionWC, axis) % PERIOD) + PERIOD) % PERIOD;
      return Cartesian3.fromElements(over(east), over(north), 0, eye);
    },
  };
}
