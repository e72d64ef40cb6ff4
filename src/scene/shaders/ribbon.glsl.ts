import { CLASS_COLOR, CLASS_OF } from './class-paint.glsl.ts';
import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';

/** A path at its true width, never thinner than a few pixels, coloured by the status of its slot or its kind. */
export const RIBBON_VERTEX = /* glsl */ `
in vec4 place;
in vec4 across;
in vec4 tint;
in float depth;
uniform int u_firstPick;
uniform float u_pixelRatio;
uniform float u_symbolScale;
uniform float u_seeThrough;
${RESIDENT_DECLARATIONS}
${RESIDENT}
${CLASS_OF}
flat out int v_class;
out float v_across;
out float v_along;
out vec3 v_positionEC;
flat out float v_sides;
flat out ivec4 v_state;
flat out vec4 v_pick;
flat out vec4 v_tint;
void main() {
  int slot = int(place.w + 0.5);
  v_sides = skinned(sidesOf(slot));
  v_state = u_future > 0.5 ? ivec4(64, 0, 0, stateOf(slot).a) : stateOf(slot);
  // Below ground where the ground is seen through, on it otherwise.
  vec3 at = place.xyz - vec3(0.0, 0.0, depth * u_seeThrough);
  vec4 centre = czm_modelView * vec4(at, 1.0);
  float metres = length(centre.xyz);
  float metresPerPixel = max(-centre.z, 1.0) * 2.0 / (czm_projection[1][1] * czm_viewport.w);
  v_tint = tint;
  v_class = classOf(slot);
  float pixels = (v_state.a != 0 ? 3.4 : tint.a > 0.0 ? tint.a : 1.7) * u_pixelRatio * u_symbolScale;
  float halfWidth = max(across.z, pixels * metresPerPixel);
  vec4 positionEC = czm_modelView * vec4(at.xy + across.xy * halfWidth, at.z, 1.0);
  // A wire has no flat side: its width faces the eye, or it would vanish when seen from its own height.
  if (tint.a > 0.0 && tint.a < 1.0) {
    vec2 left = across.xy * sign(across.w);
    vec3 along = mat3(czm_modelView) * vec3(left.y, -left.x, 0.0);
    positionEC.xyz = centre.xyz + normalize(cross(centre.xyz, along)) * sign(across.w) * halfWidth;
  }
  positionEC.xyz *= 1.0 - min(0.6 + 0.003 * metres, 0.5 * metres) / max(metres, 1.0);
  v_positionEC = positionEC.xyz;
  // The sign of the side is kept in the fourth number with the distance along: + left, - right.
  v_across = sign(across.w);
  v_along = abs(across.w) - 1.0;
  uint key = uint(u_firstPick + slot);
  v_pick = vec4(key & 255u, (key >> 8) & 255u, (key >> 16) & 255u, (key >> 24) & 255u) / 255.0;
  gl_Position = czm_projection * positionEC;
  if (v_sides < 0.5) gl_Position = vec4(0.0);
}
`;

export const RIBBON_FRAGMENT = /* glsl */ `
in float v_across;
in float v_along;
in vec3 v_positionEC;
flat in float v_sides;
flat in ivec4 v_state;
flat in vec4 v_pick;
flat in vec4 v_tint;
flat in int v_class;
uniform float u_calm;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
${CLASS_COLOR}
${DAYLIGHT}
${SIDES}
void main() {
  bool ghost = isGhost(v_sides);
  if (hiddenHere(v_sides) || (ghost && fract(v_along / 6.0) > 0.5)) discard;
  int level = v_state.r & 7;
  int liveness = (v_state.r >> 4) & 7;
  int status = level > 0 ? level : (v_state.r & 8) != 0 ? QUALITY : 0;
  vec3 color = statusColor(status);
  float edge = smoothstep(1.0, 0.82, abs(v_across));
  float alpha = status > 0 ? 0.95 : 0.82;
  if (status == 0) color = mix(color, mix(vec3(0.56, 0.63, 0.70), vec3(0.40, 0.45, 0.50), u_day), 0.8 * u_calm);
  bool kind = v_tint.a > 0.0 && status == 0;
  // What a line is, where nothing is measured on it; lighter by night, as everything drawn on the dark city.
  if (kind) { color = mix(mix(v_tint.rgb, vec3(0.75, 0.80, 0.85), 0.35), v_tint.rgb, u_day); alpha = 0.9; }
  else if (liveness == 4) { color = mix(color, vec3(0.55, 0.60, 0.63), 0.55); alpha = 0.6; }
  // Coloured by a field is what is calm; a status keeps its own colour.
  if (v_class > 0 && status == 0) { color = classColor(v_class); alpha = 0.95; }
  if (liveness == 1) alpha *= 0.7;
  // Stale and offline stretches are hollow: dashes with a thin edge.
  if (liveness == 2 || liveness == 3) {
    float dash = step(0.5, fract(v_along / (liveness == 2 ? 24.0 : 12.0)));
    alpha *= max(dash * 0.7, step(0.72, abs(v_across)));
  }
  vec3 rim = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
  if (!kind) color = mix(rim, color, smoothstep(1.0, 0.74, abs(v_across)));
  if (v_state.a != 0) color = mix(vec3(1.0), color, smoothstep(0.85, 0.6, abs(v_across)));
  if (ghost || isFresh(v_sides)) { color = statusColor(ghost ? REMOVED : PLANNED); alpha = ghost ? 0.7 : 1.0; }
  float metres = length(v_positionEC);
  vec3 linear = hazed(pow(color, vec3(2.2)), metres);
  // What is never thinner than a pixel has no finer edge to lose: in fog it goes by its own share of the air.
  alpha *= mix(0.3, 1.0, exp(-metres * u_air.z));
  out_FragColor = vec4(pow(linear, vec3(1.0 / 2.2)), alpha * edge);
}
`;
