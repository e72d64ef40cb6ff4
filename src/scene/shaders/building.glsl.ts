/** Walls, roofs and windows of extruded buildings; property table `use`, `seed`. */
export const BUILDING_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_use = float(vsInput.metadata.use);
  v_seed = float(vsInput.metadata.seed);
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
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  // Interpolation leaves the last bits open, and a hash would make noise of them.
  float seed = floor(v_seed + 0.5);
  float metres = length(positionEC);
  vec3 normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  vec3 upEC = czm_viewRotation * u_up;
  float facingUp = dot(normalEC, upEC);
  bool roof = facingUp > 0.55;
  float shade = 0.955 + 0.09 * hashOf(vec3(seed * 0.137, 7.1, 3.3));
  vec3 tint = tintOf(v_use) * shade * (roof ? 0.97 : 0.92);
  vec3 body = dayNight(BODY_DAY, BODY_NIGHT);
  vec3 top = dayNight(ROOF_DAY, ROOF_NIGHT);
  vec3 albedo = (roof ? top : body) * tint;
  vec3 glow = vec3(0.0);

  float height = heightOf(positionEC);
  if (!roof && u_windows > 0.5) {
    // Wall coordinates along a direction rounded to 2.8°, so that the facets of one wall share them.
    vec3 normalWC = czm_inverseViewRotation * normalEC;
    vec3 east = normalize(cross(vec3(0.0, 0.0, 1.0), u_up));
    vec3 north = cross(u_up, east);
    float angle = floor(atan(dot(normalWC, north), dot(normalWC, east)) * 20.3718 + 0.5) / 20.3718;
    vec3 along = -sin(angle) * east + cos(angle) * north;
    vec3 here = czm_inverseViewRotation * positionEC + u_cameraOffset;
    float u = dot(here, along) / 3.4;
    float v = height / 3.05;
    vec2 footprint = vec2(fwidth(u), fwidth(v));
    float near = 1.0 - smoothstep(0.30, 0.85, max(footprint.x, footprint.y));
    vec2 cell = floor(vec2(u, v));
    vec2 inCell = fract(vec2(u, v));
    vec2 soft = max(footprint, vec2(0.02));
    float pane = smoothstep(0.24 - soft.x, 0.24 + soft.x, inCell.x) * smoothstep(0.78 + soft.x, 0.78 - soft.x, inCell.x)
      * smoothstep(0.30 - soft.y, 0.30 + soft.y, inCell.y) * smoothstep(0.80 + soft.y, 0.80 - soft.y, inCell.y);
    bool ground = v < 0.9;
    float glazed = ground ? 0.0 : v_use > 3.5 && v_use < 4.5 ? 0.35 : 1.0;
    float glass = mix(0.27, pane, near) * glazed;
    vec3 reflection = mix(u_horizon, u_zenith, 0.6) * 0.55;
    albedo = mix(albedo, albedo * 0.55 + reflection * 0.16, glass * 0.62 * u_day);
    float chance = hashOf(vec3(cell * 1.7, seed * 0.013 + angle));
    float share = u_litWindows * (v_use > 1.5 && v_use < 4.5 ? 0.7 : 1.0);
    float burning = step(chance, share);
    float kelvin = hashOf(vec3(cell.yx * 2.3, seed * 0.029));
    vec3 lamp = mix(vec3(1.0, 0.62, 0.28), vec3(1.0, 0.84, 0.60), kelvin) * (0.55 + 0.75 * kelvin);
    float lit = mix(share * 0.14, burning * pane, near) * glazed;
    glow = lamp * lit * u_lamps * 0.62;
    // Weathering and contact shadow: walls darken towards the ground.
    albedo *= mix(0.86, 1.0, smoothstep(0.0, 9.0, height));
  }
  vec3 color = litBy(albedo, normalEC) + glow;
  material.diffuse = hazed(color, metres);
  material.alpha = 1.0;
}
`;
