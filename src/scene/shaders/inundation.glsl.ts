import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';
import { STATUS } from './status.glsl.ts';

/** Standing water: its colour is the depth's, its area grows with depth towards the surveyed edge of the basin. */
export const INUNDATION_VERTEX = /* glsl */ `
in vec4 place;
in vec3 centre;
uniform int u_firstPick;
uniform float u_rampTop;
${RESIDENT_DECLARATIONS}
${RESIDENT}
out vec3 v_positionEC;
out float v_depth;
out float v_rim;
flat out float v_sides;
flat out ivec4 v_state;
flat out vec4 v_pick;
void main() {
  int slot = int(place.w + 0.5);
  v_sides = sidesOf(slot);
  v_state = u_future > 0.5 ? ivec4(64, 0, 0, stateOf(slot).a) : stateOf(slot);
  // rampValue of encode-state.ts
  v_depth = float(256 * v_state.g + v_state.b) / 65535.0 * u_rampTop;
  // A bowl with straight sides: wetted radius grows with the square root of depth, full at 40 cm.
  float reach = v_depth > 0.3 ? clamp(0.3 + 0.7 * sqrt(v_depth / 40.0), 0.3, 1.0) : 1.0;
  // Water is level; ground that rises out of it hides it. A dry basin's outline follows the ground.
  float level = v_depth > 0.3 ? centre.z : place.z;
  vec3 local = vec3(mix(centre.xy, place.xy, reach), level + v_depth / 100.0);
  vec4 positionEC = czm_modelView * vec4(local, 1.0);
  float metres = length(positionEC.xyz);
  positionEC.xyz *= 1.0 - min(0.5 + 0.003 * metres, 0.5 * metres) / max(metres, 1.0);
  v_positionEC = positionEC.xyz;
  v_rim = distance(place.xy, centre.xy) < 0.01 ? 0.0 : 1.0;
  uint key = uint(u_firstPick + slot);
  v_pick = vec4(key & 255u, (key >> 8) & 255u, (key >> 16) & 255u, (key >> 24) & 255u) / 255.0;
  gl_Position = czm_projection * positionEC;
  if (v_sides < 0.5) gl_Position = vec4(0.0);
}
`;

export const INUNDATION_FRAGMENT = /* glsl */ `
in vec3 v_positionEC;
in float v_depth;
in float v_rim;
flat in float v_sides;
flat in ivec4 v_state;
flat in vec4 v_pick;
uniform float u_rampAt[4];
uniform vec3 u_rampColor[4];
${DAYLIGHT_DECLARATIONS}
${STATUS}
${DAYLIGHT}
${SIDES}
void main() {
  if (hiddenHere(v_sides)) discard;
  int liveness = (v_state.r >> 4) & 7;
  vec3 color = u_rampColor[0];
  for (int i = 1; i < 4; i++) if (v_depth >= u_rampAt[i]) color = u_rampColor[i];
  bool wet = v_depth > 0.3;
  float shore = smoothstep(0.86, 0.97, v_rim);
  float alpha;
  if (!wet) {
    // Dry: only the basin's outline.
    color = mix(vec3(0.30, 0.45, 0.60), vec3(0.45, 0.62, 0.80), 1.0 - u_day);
    alpha = 0.10 + 0.5 * shore;
  } else {
    vec3 upEC = czm_viewRotation * u_up;
    float facing = abs(dot(normalize(v_positionEC), upEC));
    vec3 sky = pow(mix(u_zenith, u_horizon, 0.5), vec3(1.0 / 2.2));
    color = mix(color, sky, 0.28 * pow(1.0 - facing, 3.0));
    color = mix(color, vec3(1.0), 0.55 * shore);
    alpha = 0.80;
  }
  if (liveness == 1) alpha *= 0.7;
  if (liveness == 2 || liveness == 3) alpha *= max(0.35, shore);
  if (v_state.a != 0) { color = mix(color, vec3(1.0), shore); alpha = max(alpha, shore); }
  vec3 linear = hazed(pow(color, vec3(2.2)) * mix(0.75, 1.0, u_day), length(v_positionEC));
  out_FragColor = vec4(pow(linear, vec3(1.0 / 2.2)), alpha);
}
`;
