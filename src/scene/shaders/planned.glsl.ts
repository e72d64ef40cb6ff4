import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';
import { PLACEMENT } from './placement.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';

/**
 * A piece of what a plan builds: teal with a crisp edge, lit, and shown only while its asset stands and carries it. Where
 * the asset stands is one texel, so that a planner moves it without another upload.
 * `piece`: metres right, forward and up of the asset's foot, slot. `turn`: degrees clockwise; 1 when they count from north
 * and not from the way the asset faces, and 2 for what a hand holds; bits of the alternatives under which the asset has the piece as long as it stands,
 * and of those under which it has it from its day of service.
 */
export const PLANNED_VERTEX = /* glsl */ `
in vec3 position;
in vec3 normal;
in vec4 color;
in vec4 piece;
in vec4 turn;
${RESIDENT_DECLARATIONS}
${RESIDENT}
${PLACEMENT}
out vec3 v_positionEC;
out vec3 v_normalEC;
out vec4 v_color;
flat out float v_sides;
flat out int v_flags;
flat out float v_plan;
bool has(float bits, int alternative) { return ((int(bits + 0.5) >> alternative) & 1) == 1; }
float shown(int slot, int alternative, float time) {
  vec4 validity = validityOf(slot, alternative);
  if (holds(validity, time) < 0.5) return 0.0;
  return has(turn.z, alternative) || (has(turn.w, alternative) && time >= validity.w) ? 1.0 : 0.0;
}
// Turns a model that looks along its own +y clockwise from north.
mat2 clockwise(float angle) { return mat2(cos(angle), -sin(angle), sin(angle), cos(angle)); }
void main() {
  int slot = int(piece.w + 0.5);
  v_sides = shown(slot, u_alternativeLeft, u_timeLeft) + 2.0 * shown(slot, u_alternativeRight, u_timeRight);
  v_sides = skinned(v_sides);
  v_flags = stateOf(slot).a;
  bool lifted = turn.y > 1.5;
  if (lifted != isLifted(v_flags) || isFiltered(v_flags)) v_sides = 0.0;
  // What stands already, with a piece that no plan brings, was found by a survey: it is today's.
  v_plan = validityOf(slot, 0).x < -1.0e8 && has(turn.z, 0) && !lifted ? 0.0 : 1.0;
  // Under the onion skin a plan is what differs; what both sides have is as it is.
  if (u_onion > 0.5) v_plan = v_sides > 3.5 ? 1.0 : 0.0;
  vec4 stands = placementOf(slot);
  mat2 own = clockwise(radians(turn.x) + ((int(turn.y + 0.5) & 1) == 1 ? 0.0 : stands.w));
  vec2 foot = clockwise(stands.w) * piece.xy + stands.xy;
  vec3 local = vec3(own * position.xy + foot, position.z + piece.z + stands.z);
  vec4 positionEC = czm_modelView * vec4(local, 1.0);
  v_positionEC = positionEC.xyz;
  v_normalEC = czm_normal * vec3(own * normal.xy, normal.z);
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
flat in int v_flags;
flat in float v_plan;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
${DAYLIGHT}
${SIDES}
void main() {
  bool ghost = isGhost(v_sides);
  if (hiddenHere(v_sides) || (ghost && ghostGap())) discard;
  vec3 normal = normalize(v_normalEC);
  vec3 teal = pow(statusColor(ghost ? REMOVED : PLANNED), vec3(2.2));
  vec3 own = dimByNight(pow(v_color.rgb, vec3(2.2)));
  vec3 albedo = mix(own, teal, (ghost ? 1.0 : 0.62) * v_plan);
  bool emits = abs(v_color.a * 255.0 - 254.0) < 0.5;
  vec3 color = litBy(albedo, normal) + (emits ? vec3(1.0, 0.82, 0.55) * u_lamps : vec3(0.0));
  float rim = 1.0 - abs(dot(normal, normalize(v_positionEC)));
  color = mix(color, teal * 1.25, 0.5 * rim * rim * v_plan);
  int finding = (v_flags >> 2) & 7;
  if (finding > 0) color = mix(color, pow(statusColor(finding), vec3(2.2)) * mix(0.6, 1.0, u_day), 0.62);
  if ((v_flags & 3) != 0) color = mix(color, vec3(1.0), 0.25 + 0.6 * smoothstep(0.35, 0.8, rim));
  out_FragColor = vec4(pow(hazed(color, length(v_positionEC)), vec3(1.0 / 2.2)), 1.0);
}
`;
