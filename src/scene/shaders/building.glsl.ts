import { FACADE } from './facade.glsl.ts';

/** Walls, roofs and windows of extruded buildings; property table of the tile build, façade places in the first texture set. */
export const BUILDING_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_use = float(vsInput.metadata.use);
  v_seed = float(vsInput.metadata.seed);
  v_year = float(vsInput.metadata.year);
  v_base = float(vsInput.metadata.base);
  v_height = float(vsInput.metadata.height);
  float storeys = float(vsInput.metadata.storeys);
  float storey = storeys > 0.5 ? v_height / storeys : 0.0;
  // What is no storey's height is not believed.
  float usual = v_use > 3.5 && v_use < 4.5 ? 6.0 : v_use > 1.5 ? 3.6 : 3.0;
  v_storey = storey < 2.4 || storey > 7.5 ? v_height / max(1.0, floor(v_height / usual + 0.5)) : storey;
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
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  // Interpolation leaves the last bits open, and a hash would make noise of them.
  float seed = floor(v_seed + 0.5);
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

  if (u_style == WHITE || u_style == TRANSLUCENT) {
    // A massing model: plain faces, crisp edges, storeys hinted at.
    float w = max(footprint.x, 0.02);
    float wide = roof || place.y < 0.5 ? 0.0 : covered(place.x, -1.0, 1.4 * w, w) + covered(place.x, place.y - 1.4 * w, place.y + 1.0, w);
    float h = max(footprint.y, 0.02);
    float eaves = roof ? 0.0 : covered(rise, v_height - 1.8 * h, v_height + 1.0, h) + covered(rise, -1.0, h, h);
    float floors = roof ? 0.0 : covered(fract(rise / v_storey), 0.0, 0.04, h / v_storey) * (1.0 - smoothstep(0.2, 0.6, h / v_storey));
    float edge = clamp(wide + eaves, 0.0, 1.0);
    if (u_style == TRANSLUCENT && edge < 0.5 && sieved(0.28)) discard;
    vec3 plaster = dayNight(vec3(0.92, 0.915, 0.90), BODY_NIGHT * 1.6);
    vec3 line = dayNight(vec3(0.16, 0.18, 0.20), vec3(0.24, 0.28, 0.33));
    vec3 color = mix(litBy(plaster, normalEC), line, max(edge * 0.85, floors * 0.16));
    material.diffuse = hazed(color, metres);
    material.alpha = 1.0;
    return;
  }
  if (u_style == STATUS) {
    // The city stands back: one quiet grey, so that only data has colour.
    vec3 quiet = dayNight(vec3(0.70, 0.71, 0.72), BODY_NIGHT) * (roof ? 0.93 : 1.0);
    material.diffuse = hazed(litBy(quiet, normalEC), metres);
    material.alpha = 1.0;
    return;
  }
  float shade = 0.955 + 0.09 * hashOf(vec3(seed * 0.137, 7.1, 3.3));
  vec3 tint = tintOf(v_use) * shade * (roof ? 0.97 : 0.92);
  vec3 body = dayNight(BODY_DAY, BODY_NIGHT);
  vec3 top = dayNight(ROOF_DAY, ROOF_NIGHT);
  vec3 albedo = (roof ? top : body) * tint;
  vec3 glow = vec3(0.0);
  if (u_windows > 0.5) {
    if (roof) albedo = roofOf(albedo, place, facingUp, rise, pixel);
    else {
      Wall wall = wallOf(albedo, place, rise, footprint, normalEC, positionEC);
      albedo = wall.albedo;
      glow = wall.glow;
    }
  }
  vec3 color = litBy(albedo, normalEC) + glow;
  material.diffuse = hazed(color, metres);
  material.alpha = 1.0;
}
`;
