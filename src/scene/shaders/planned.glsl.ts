import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';
import { STATUS } from './status.glsl.ts';

/**
 * A piece of what a plan builds: teal with a crisp edge, lit, and shown only while its asset stands and carries it.
 * `when`: bits of the alternatives under which the asset has the piece as long as it stands, and of those under which it
 * has it from its day of service.
 */
export const PLANNED_VERTEX = /* glsl */ `
in vec3 position;
in vec3 normal;
in vec4 color;
in vec4 place;
in vec3 offset;
in vec2 facing;
in vec2 when;
${RESIDENT_DECLARATIONS}
${RESIDENT}
out vec3 v_positionEC;
out vec3 v_normalEC;
out vec4 v_color;
flat out float v_sides;
bool has(float bits, int alternative) { return ((int(bits + 0.5) >> alternative) & 1) == 1; }
float shown(int slot, int alternative, float time) {
  vec4 validity = validityOf(slot, alternative);
  if (holds(validity, time) < 0.5) return 0.0;
  return has(when.x, alternative) || (has(when.y, alternative) && time >= validity.w) ? 1.0 : 0.0;
}
void main() {
  int slot = int(place.w + 0.5);
  v_sides = shown(slot, u_alternativeLeft, u_timeLeft) + 2.0 * shown(slot, u_alternativeRight, u_timeRight);
  // facing: sine and cosine of the heading, clockwise from north; the model looks along its own +y.
  mat2 turn = mat2(facing.y, -facing.x, facing.x, facing.y);
  vec3 local = vec3(turn * position.xy, position.z) + offset + place.xyz;
  vec4 positionEC = czm_modelView * vec4(local, 1.0);
  v_positionEC = positionEC.xyz;
  v_normalEC = czm_normal * vec3(turn * normal.xy, normal.z);
  v_color = color;
  gl_Position = czm_projection * positionEC;
  if (v_sides < 0.5) gl_Position = vec4(0.0);
}
`;

export const PLANNED_FRAGMENT = /* glsl */ `
in vec3 v_positionEC;
in vec3 v_normalEC;
in vec4 v_color;
flat in float v_sides;
${DAYLIGHT_DECLARATIONS}
${STATUS}
${DAYLIGHT}
${SIDES}
void main() {
  if (hiddenHere(v_sides)) discard;
  vec3 normal = normalize(v_normalEC);
  vec3 teal = pow(statusColor(PLANNED), vec3(2.2));
  vec3 own = dimByNight(pow(v_color.rgb, vec3(2.2)));
  vec3 albedo = mix(own, teal, 0.62);
  bool emits = abs(v_color.a * 255.0 - 254.0) < 0.5;
  vec3 color = litBy(albedo, normal) + (emits ? vec3(1.0, 0.82, 0.55) * u_lamps : vec3(0.0));
  float rim = 1.0 - abs(dot(normal, normalize(v_positionEC)));
  color = mix(color, teal * 1.25, 0.5 * rim * rim);
  out_FragColor = vec4(pow(hazed(color, length(v_positionEC)), vec3(1.0 / 2.2)), 1.0);
}
`;
