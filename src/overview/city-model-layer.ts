import { ScenegraphLayer } from '@deck.gl/mesh-layers';

const DECLARE = 'vec3 city_place;';

/**
 * Tiles as a white model: one colour, shaded by the slope of the triangle itself (screen derivatives), so that it does not
 * matter which materials or normals a tileset brings.
 */
export class CityModelLayer extends ScenegraphLayer {
  static override layerName = 'CityModelLayer';

  override getShaders(): unknown {
    return {
      ...(super.getShaders() as object),
      inject: {
        'vs:#decl': `out ${DECLARE}`,
        'vs:#main-end': 'city_place = geometry.position.xyz;',
        'fs:#decl': `in ${DECLARE}`,
        'fs:DECKGL_FILTER_COLOR': `
          vec3 slope = normalize(cross(dFdx(city_place), dFdy(city_place)));
          float roof = smoothstep(0.5, 0.9, abs(slope.z));
          float side = 0.74 + 0.16 * slope.x - 0.1 * slope.y;
          color.rgb *= mix(side, 1.0, roof);
        `,
      },
    };
  }
}
