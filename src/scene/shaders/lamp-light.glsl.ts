import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { PLACEMENT } from './placement.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';

/** The pool of light below a burning lamp and, far away, its glint: what makes the street net readable by night. */
export const LAMP_LIGHT_VERTEX = /* glsl */ `
in vec2 corner;
// Metres east, north and up of the lamp's foot, slot.
in vec4 head;
uniform float u_poolMetres;
${DAYLIGHT_DECLARATIONS}
${RESIDENT_DECLARATIONS}
${RESIDENT}
${PLACEMENT}
out vec2 v_corner;
flat out float v_sides;
flat out float v_strength;
void main() {
  int slot = int(head.w + 0.5);
  vec3 place = placementOf(slot).xyz + head.xyz;
  v_sides = sidesOf(slot);
  float burning = float(stateOf(slot).b) / 255.0;
  // Right of now a lamp that stands burns by schedule: a result of the lighting model, not a measurement.
  v_strength = u_lamps * (u_future > 0.5 ? 0.8 : burning);
  vec4 base = czm_modelView * vec4(place, 1.0);
  float metres = length(base.xyz);
  // Far pools grow a little, so that they never fall between two pixels, and fade by as much.
  float grow = max(1.0, metres / 2200.0);
  vec4 positionEC = czm_modelView * vec4(place.xy + corner * u_poolMetres * grow, place.z + 0.35, 1.0);
  positionEC.xyz *= 1.0 - min(0.5 + 0.0015 * metres, 0.5 * metres) / max(metres, 1.0);
  v_strength /= pow(grow, 1.2);
  v_corner = corner;
  gl_Position = czm_projection * positionEC;
  if (v_sides < 0.5 || v_strength < 0.01) gl_Position = vec4(0.0);
}
`;

export const LAMP_LIGHT_FRAGMENT = /* glsl */ `
in vec2 v_corner;
flat in float v_sides;
flat in float v_strength;
${SIDES}
void main() {
  if (hiddenHere(v_sides)) discard;
  float fall = max(0.0, 1.0 - length(v_corner));
  float light = fall * fall * (0.30 + 0.5 * fall * fall);
  out_FragColor = vec4(vec3(1.0, 0.80, 0.52) * light * v_strength * 1.05, 1.0);
}
`;
