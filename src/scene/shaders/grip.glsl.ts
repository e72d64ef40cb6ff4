import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';
import { PLACEMENT } from './placement.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';
import { COMPOSITION } from './symbol.glsl.ts';

const VARYINGS = (way: 'in' | 'out') => /* glsl */ `
${way} vec2 v_pixel;
flat ${way} float v_turns;
flat ${way} float v_held;
flat ${way} float v_sides;
`;

/** Grips of one pole, before everything else: discs that take a mount away, arcs that turn something about the pole. */
export const GRIP_VERTEX = /* glsl */ `
in vec2 corner;
// Metres east, north and up of the foot; 1 for what turns.
in vec4 grip;
uniform int u_slot;
uniform int u_held;
uniform vec3 u_heldAt;
uniform float u_symbolScale;
uniform float u_pixelRatio;
${RESIDENT_DECLARATIONS}
${RESIDENT}
${PLACEMENT}
${VARYINGS('out')}
void main() {
  bool held = gl_InstanceID == u_held;
  v_held = held ? 1.0 : 0.0;
  v_turns = grip.w;
  v_sides = sidesOf(u_slot);
  vec3 place = placementOf(u_slot).xyz + (held ? u_heldAt : grip.xyz);
  gl_Position = czm_projection * (czm_modelView * vec4(place, 1.0));
  v_pixel = corner * 12.0;
  gl_Position.xy += 2.0 * v_pixel * u_symbolScale * u_pixelRatio / czm_viewport.zw * gl_Position.w;
  if (v_sides < 0.5) gl_Position = vec4(0.0);
}
`;

export const GRIP_FRAGMENT = /* glsl */ `
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
${SIDES}
${VARYINGS('in')}
${COMPOSITION}
// An arc open below, with a head at each end.
float arc(vec2 p) {
  const float END = 2.0;
  vec2 q = vec2(abs(p.x), p.y);
  float band = atan(q.x, q.y) < END ? abs(length(p) - 7.0) - 1.1 : 1.0e3;
  vec2 along = vec2(cos(END), -sin(END));
  vec2 out2 = vec2(sin(END), cos(END));
  vec2 tip = q - 7.0 * out2;
  float ahead = dot(tip, along);
  float head = max(-ahead, 0.75 * (ahead + abs(dot(tip, out2))) - 2.6);
  return min(band, head);
}
void main() {
  if (hiddenHere(v_sides)) discard;
  float d = v_turns > 0.5 ? min(arc(v_pixel), length(v_pixel) - 2.0) : length(v_pixel) - 5.5;
  vec3 ink = vec3(0.04, 0.06, 0.09);
  vec3 body = v_held > 0.5 ? statusColor(PLANNED) : vec3(1.0);
  vec4 result = vec4(ink, 0.85 * cover(d - 1.5));
  result = over(vec4(body, cover(d)), result);
  if (v_turns < 0.5) result = over(vec4(statusColor(PLANNED), cover(length(v_pixel) - 2.6)), result);
  if (result.a < 0.02) discard;
  out_FragColor = result;
}
`;
