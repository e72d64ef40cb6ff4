import { CLIPPED_LINE } from './clipped-line.glsl.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';

/**
 * Under the onion skin a line from where a thing stood to where it is, or to what carries it now; it widens on its way.
 * `link`: slots of both ends, alternative whose work it is, kind (1 moved, 2 merged). Each end is read from its own layer.
 */
export const LINK_VERTEX = /* glsl */ `
in vec2 corner;
in vec4 link;
uniform highp sampler2D u_validity;
uniform highp sampler2D u_placement;
uniform int u_validityRows;
uniform highp sampler2D u_endValidity;
uniform highp sampler2D u_endPlacement;
uniform int u_endValidityRows;
uniform mat4 u_endFrame;
uniform int u_alternativeLeft;
uniform int u_alternativeRight;
uniform float u_timeLeft;
uniform float u_timeRight;
uniform float u_onion;
uniform float u_pixelRatio;
out float v_side;
out float v_along;
flat out float v_kind;
${CLIPPED_LINE}// Metres above the foot: over kerbs, under everything that hangs.
const float UP = 1.2;
ivec2 texelOf(int slot) { return ivec2(slot & 255, slot >> 8); }
bool holds(vec4 validity, float time) { return time >= validity.x && time < validity.y; }
void main() {
  int slot = int(link.x + 0.5);
  int end = int(link.y + 0.5);
  int work = int(link.z + 0.5);
  v_kind = link.w;
  ivec2 left = ivec2(0, u_alternativeLeft);
  ivec2 right = ivec2(0, u_alternativeRight);
  bool wasHere = holds(texelFetch(u_validity, texelOf(slot) + left * u_validityRows, 0), u_timeLeft);
  bool isHere = holds(texelFetch(u_validity, texelOf(slot) + right * u_validityRows, 0), u_timeRight);
  bool wasThere = holds(texelFetch(u_endValidity, texelOf(end) + left * u_endValidityRows, 0), u_timeLeft);
  bool isThere = holds(texelFetch(u_endValidity, texelOf(end) + right * u_endValidityRows, 0), u_timeRight);
  // The work is done on one side and not on the other; what was there before both is no line of its own.
  bool done = u_alternativeRight == work && wasHere && !isHere && isThere && (link.w > 1.5 || !wasThere);
  bool undone = u_alternativeLeft == work && isHere && !wasHere && wasThere && (link.w > 1.5 || !isThere);
  vec3 a = (czm_modelView * vec4(texelFetch(u_placement, texelOf(slot), 0).xyz + vec3(0.0, 0.0, UP), 1.0)).xyz;
  vec3 b = (czm_modelView * u_endFrame * vec4(texelFetch(u_endPlacement, texelOf(end), 0).xyz + vec3(0.0, 0.0, UP), 1.0)).xyz;
  bool atB = corner.x >= 0.0;
  vec2 part = beforeEye(a, b);
  float share = atB ? part.y : part.x;
  v_along = share * length(b - a);
  // Narrow where it comes from, wide where it goes; the other way round when the shown side is the earlier one.
  v_side = corner.y * mix(1.6, 3.0, done ? share : 1.0 - share);
  gl_Position = stripCorner(a, b, part, atB, v_side, u_pixelRatio);
  if (u_onion < 0.5 || !(done || undone) || behindEye(a, b)) gl_Position = vec4(0.0);
}
`;

export const LINK_FRAGMENT = /* glsl */ `
in float v_side;
in float v_along;
flat in float v_kind;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
void main() {
  // A move is one line, a merge a dotted one.
  if (v_kind > 1.5 && fract(v_along / 2.4) > 0.5) discard;
  vec3 halo = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
  float line = clamp((v_kind > 1.5 ? 1.0 : 2.2) - abs(v_side), 0.0, 1.0);
  float rim = clamp((v_kind > 1.5 ? 1.8 : 3.0) - abs(v_side), 0.0, 1.0);
  out_FragColor = vec4(mix(halo, statusColor(PLANNED), line), mix(0.5 * rim, v_kind > 1.5 ? 0.75 : 1.0, line));
  if (out_FragColor.a < 0.02) discard;
}
`;
