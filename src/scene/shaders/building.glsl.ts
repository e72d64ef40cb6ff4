import { FACADE } from './facade.glsl.ts';
import { MASSING } from './massing.glsl.ts';
import { ROOF } from './roof.glsl.ts';

/** Walls, roofs and windows of extruded buildings; property table of the tile build, façade places in the first texture set. */
export const BUILDING_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_use = float(vsInput.metadata.use);
  v_seed = float(vsInput.metadata.seed);
  v_year = float(vsInput.metadata.year);
  v_base = float(vsInput.metadata.base);
  v_height = float(vsInput.metadata.height);
  float given = float(vsInput.metadata.storeys);
  bool home = v_use > 0.5 && v_use < 1.5;
  float storey = given > 0.5 ? v_height / given : 0.0;
  float usual = v_use > 3.5 && v_use < 4.5 ? 6.0 : home ? 3.0 : 3.6;
  if (storey < 2.4 || storey > 7.5) {
    // What is no storey's height is not believed.
    v_storeys = max(1.0, floor(v_height / usual + 0.5));
    v_storey = max(2.4, v_height / v_storeys);
  } else {
    v_storeys = floor(given + 0.5);
    // A house that is higher than its floors has a pitched roof above them.
    v_storey = home && storey > 3.4 ? 3.05 : storey;
  }
}
`;

/** Tint by use in the order of the tile build's list, at most 6 % away from the body colour (look.md). */
const TINTS = /* glsl */ `
vec3 tintOf(float use) {
  if (use < 0.5) return vec3(1.0);
  if (use < 1.5) return vec3(1.00, 0.985, 0.96);
  if (use < 2.5) return vec3(1.00, 0.96, 0.94);
  if (use < 3.5) return vec3(0.95, 0.98, 1.00);
  if (use < 4.5) return vec3(0.96, 0.97, 0.98);
  if (use < 5.5) return vec3(1.00, 0.98, 0.94);
  if (use < 6.5) return vec3(1.00, 0.97, 0.95);
  if (use < 7.5) return vec3(0.97, 1.00, 0.98);
  if (use < 8.5) return vec3(0.96, 0.98, 1.00);
  return vec3(0.98, 0.95, 0.94);
}
`;

export const BUILDING_FRAGMENT = /* glsl */ `
${TINTS}
${FACADE}
${ROOF}
${MASSING}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  float metres = length(positionEC);
  vec3 normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  vec3 upEC = czm_viewRotation * u_up;
  float facingUp = dot(normalEC, upEC);
  bool roof = facingUp > 0.55;
  vec2 place = fsInput.attributes.texCoord_0 * FACADE_STEP;
  float rise = heightOf(positionEC) - v_base;
  // Asked for before any branch: neighbours may take another.
  vec2 footprint = vec2(fwidth(place.x), fwidth(rise));
  float pixel = max(footprint.x, fwidth(place.y));

  if (u_style != NATURAL) {
    vec4 drawn = massingOf(roof, rise, linesOf(roof, place, rise, footprint, metres), normalEC);
    material.diffuse = hazed(drawn.rgb, metres);
    material.alpha = drawn.a;
    return;
  }
  vec3 tint = tintOf(v_use) * (roof ? 0.97 : 0.95);
  vec3 albedo = (roof ? dayNight(ROOF_DAY, ROOF_NIGHT) : dayNight(BODY_DAY, BODY_NIGHT)) * tint;
  vec3 glow = vec3(0.0);
#ifdef WINDOWS
  if (roof) albedo = roofOf(albedo, place, facingUp, rise, pixel);
  else {
    Wall wall = wallOf(albedo, place, rise, footprint, normalEC, positionEC);
    albedo = wall.albedo;
    glow = wall.glow;
  }
#endif
  vec3 color = litBy(albedo, normalEC) + glow;
  material.diffuse = hazed(color, metres);
  material.alpha = 1.0;
}
`;
