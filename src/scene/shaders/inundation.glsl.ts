import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';
import { RIPPLES } from './water.glsl.ts';

/**
 * Standing water: level at the measured depth over the deepest place; its area grows with depth towards the surveyed edge of the
 * basin. Where the drawn ground does not rise to meet it, its outer half comes down to the ground.
 */
export const INUNDATION_VERTEX = /* glsl */ `
// Point of the basin's edge and slot, its deepest place, and the share of the way from that to the edge.
in vec4 place;
in vec3 centre;
in float share;
uniform int u_firstPick;
uniform float u_rampTop;
${RESIDENT_DECLARATIONS}
${RESIDENT}
out vec3 v_positionEC;
out vec2 v_at;
out float v_share;
// Measured at the deepest place, and standing over the drawn ground here, cm.
out float v_depth;
out float v_here;
flat out float v_sides;
flat out ivec4 v_state;
flat out vec4 v_pick;
void main() {
  int slot = int(place.w + 0.5);
  v_sides = sidesOf(slot);
  v_state = u_future > 0.5 ? ivec4(64, 0, 0, stateOf(slot).a) : stateOf(slot);
  // rampValue of encode-state.ts
  v_depth = float(256 * v_state.g + v_state.b) / 65535.0 * u_rampTop;
  bool wet = v_depth > 0.3;
  // A bowl with straight sides: wetted radius grows with the square root of depth, full at 40 cm.
  float reach = wet ? clamp(0.3 + 0.7 * sqrt(v_depth / 40.0), 0.3, 1.0) : 1.0;
  // Water is level; ground that rises out of it hides it. A dry basin's outline follows the ground.
  vec3 local = mix(centre, place.xyz, reach * share);
  float ground = local.z;
  float level = centre.z + v_depth / 100.0;
  if (wet) local.z = mix(level, min(level, ground + 0.01), smoothstep(0.5, 1.0, share));
  v_here = max(0.0, local.z - ground) * 100.0;
  v_at = local.xy;
  v_share = share;
  vec4 positionEC = czm_modelView * vec4(local, 1.0);
  float metres = length(positionEC.xyz);
  // Before paint of the same height; standing water no farther than its own depth allows, or it would climb poles.
  float before = wet ? 0.02 + 0.002 * metres : 0.5 + 0.003 * metres;
  positionEC.xyz *= 1.0 - min(before, 0.5 * metres) / max(metres, 1.0);
  v_positionEC = positionEC.xyz;
  uint key = uint(u_firstPick + slot);
  v_pick = vec4(key & 255u, (key >> 8) & 255u, (key >> 16) & 255u, (key >> 24) & 255u) / 255.0;
  gl_Position = czm_projection * positionEC;
  if (v_sides < 0.5) gl_Position = vec4(0.0);
}
`;

export const INUNDATION_FRAGMENT = /* glsl */ `
in vec3 v_positionEC;
in vec2 v_at;
in float v_share;
in float v_depth;
in float v_here;
flat in float v_sides;
flat in ivec4 v_state;
flat in vec4 v_pick;
uniform float u_rampAt[4];
uniform vec3 u_rampColor[4];
uniform vec3 u_east;
// Seconds of flow.
uniform float u_waterTime;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
${DAYLIGHT}
${SIDES}
${RIPPLES}
// Slope of the rings that drops make, one a cell of \`size\` metres at a time.
vec2 dropSlope(vec2 p, float size, float pixel) {
  float there = u_air.y * (1.0 - smoothstep(0.012, 0.05, pixel));
  if (there <= 0.0) return vec2(0.0);
  vec2 cell = floor(p / size);
  float turn = u_waterTime / 0.9 + hashOf(vec3(cell, size));
  float age = fract(turn);
  vec3 seed = vec3(cell, floor(turn));
  vec2 off = p - size * (cell + 0.3 + 0.4 * vec2(hashOf(seed), hashOf(seed + 7.3)));
  float away = max(length(off), 1.0e-3);
  float front = away - age * 0.3 * size - 0.01;
  return off / away * sin(front * 160.0) * exp(-front * front * 2600.0) * (1.0 - age) * (1.0 - age) * 0.55 * there;
}

void main() {
  vec2 g = fwidth(v_at);
  if (hiddenHere(v_sides)) discard;
  int liveness = (v_state.r >> 4) & 7;
  vec3 status = u_rampColor[0];
  for (int i = 1; i < 4; i++) if (v_depth >= u_rampAt[i]) status = u_rampColor[i];
  float metres = length(v_positionEC);
  float rim = smoothstep(0.86, 0.97, v_share);
  vec3 linear;
  float alpha;
  if (v_depth <= 0.3) {
    // Dry: only the basin's outline.
    linear = pow(mix(vec3(0.30, 0.45, 0.60), vec3(0.45, 0.62, 0.80), 1.0 - u_day), vec3(2.2)) * mix(0.75, 1.0, u_day);
    alpha = 0.10 + 0.5 * rim;
  } else {
    float pixel = max(0.75 * max(g.x, g.y), 0.004);
    vec3 upEC = czm_viewRotation * u_up;
    vec3 eastEC = czm_viewRotation * u_east;
    vec2 slope = rippleSlope(v_at, u_waterTime, pixel, 2.1, 0.012, 512.0) * smoothstep(0.0, 12.0, v_here);
    slope += dropSlope(v_at, 0.31, pixel) + dropSlope(v_at + 91.7, 0.47, pixel);
    vec3 normal = normalize(upEC - eastEC * slope.x - cross(upEC, eastEC) * slope.y);
    vec3 toEye = -normalize(v_positionEC);
    float fresnel = 0.02 + 0.9 * pow(1.0 - clamp(dot(toEye, normal), 0.0, 1.0), 5.0);
    vec3 ray = reflect(-toEye, normal);
    ray = normalize(ray + upEC * max(0.02 - dot(ray, upEC), 0.0));
    float sun = max(dot(ray, czm_viewRotation * u_sun), 0.0);
    // What stands around hides the low sky, as houses and trees of a street do; by night its shops are the brightest of it.
    float lift = dot(ray, upEC);
    float hidden = 1.0 - smoothstep(0.06, 0.30, lift);
    vec3 around = dayNight(vec3(0.26, 0.27, 0.27), vec3(0.012, 0.014, 0.018));
    around += vec3(0.085, 0.06, 0.032) * u_lamps * (1.0 - smoothstep(0.0, 0.2, lift));
    vec3 mirrored = mix(skyAt(ray), around, 0.62 * hidden) + u_sunColor * (0.05 * pow(sun, 24.0) + 1.6 * pow(sun, 380.0));
    // Silt: what is deep shows no ground. The colour of the depth stays legible, from afar above all.
    vec3 silt = litBy(dimByNight(mix(vec3(0.26, 0.225, 0.16), vec3(0.135, 0.12, 0.085), smoothstep(2.0, 45.0, v_here))), upEC);
    vec3 tint = pow(status, vec3(2.2)) * mix(0.30, 0.9, u_day);
    float shallow = 1.0 - smoothstep(1.5, 5.0, v_here);
    linear = mix(silt, tint, mix(mix(0.09, 0.78, smoothstep(100.0, 800.0, metres)), 0.9, shallow));
    linear = mix(linear, mirrored, fresnel * (1.0 - 0.6 * shallow));
    alpha = mix(mix(0.55, 0.97, smoothstep(2.0, 22.0, v_here)), 1.0, fresnel) * smoothstep(0.0, 2.0, v_here);
  }
  if (liveness == 1) alpha *= 0.7;
  if (liveness == 2 || liveness == 3) alpha *= max(0.35, rim);
  if (v_state.a != 0) { linear = mix(linear, vec3(1.0), rim); alpha = max(alpha, rim); }
  out_FragColor = vec4(pow(hazed(linear, metres), vec3(1.0 / 2.2)), alpha);
}
`;
