import { CLASS_COLOR, CLASS_OF } from './class-paint.glsl.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';
import { PLACEMENT } from './placement.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS, SIDES } from './resident.glsl.ts';

/** Shape of what stands on the shown side alone under the onion skin: none of a status. */
const FRESH = 'const int FRESH = 9;';

const VARYINGS = (way: 'in' | 'out') => /* glsl */ `
${way} vec2 v_pixel;
flat ${way} float v_radius;
flat ${way} float v_sides;
flat ${way} float v_ghost;
flat ${way} int v_shape;
flat ${way} int v_liveness;
flat ${way} int v_flags;
flat ${way} float v_alpha;
flat ${way} float v_ring;
flat ${way} vec3 v_colorLeft;
flat ${way} vec3 v_colorRight;
flat ${way} vec4 v_pick;
`;

/** One screen-space quad a slot: status decides shape and colour, liveness how full it is, distance how large. */
export const SYMBOL_VERTEX = /* glsl */ `
// Metres above the asset's foot, slot; the same for the four corners of a quad.
in vec2 floats;
uniform float u_clusterBeyond;
uniform float u_major;
uniform float u_symbolScale;
uniform float u_pixelRatio;
uniform int u_firstPick;
uniform float u_pulse;
uniform float u_calm;
// 1: the third byte of the state is light it gives; 0: it belongs to the ramp.
uniform float u_glows;
${DAYLIGHT_DECLARATIONS}
${RESIDENT_DECLARATIONS}
${STATUS_COLORS}
${RESIDENT}
${CLASS_OF}
${CLASS_COLOR}
${PLACEMENT}
${VARYINGS('out')}
${FRESH}

vec3 colorFor(vec4 validity, float time, int alternative, int status, int liveness) {
  int fate = int(validity.z + 0.5);
  if (status > 0) return statusColor(status);
  if (fate == 4) return statusColor(PLANNED);
  vec3 neutral = mix(vec3(0.56, 0.63, 0.70), vec3(0.40, 0.45, 0.50), u_day);
  vec3 color = liveness == 4 ? neutral : mix(statusColor(0), neutral, u_calm);
  bool leaves = alternative > 0 && u_future > 0.5 && u_onion < 0.5 && fate >= 1 && fate <= 3;
  return leaves ? mix(color, statusColor(REMOVED), 0.75) : color;
}

// 1 when the side's alternative has taken it away by then.
float trace(vec4 validity, float time) {
  int fate = int(validity.z + 0.5);
  return fate >= 1 && fate <= 3 && validity.y <= time ? 1.0 : 0.0;
}

void main() {
  int slot = int(floats.y + 0.5);
  vec4 positionEC = czm_modelView * vec4(placementOf(slot).xyz + vec3(0.0, 0.0, floats.x), 1.0);
  // Most of a city is out of the picture: asked before its state is.
  vec4 middle = czm_projection * positionEC;
  if (middle.w <= 0.0 || any(greaterThan(abs(middle.xy), vec2(1.25 * middle.w)))) {
    gl_Position = vec4(0.0);
    return;
  }
  ivec4 state = stateOf(slot);
  int level = state.r & 7;
  int liveness = (state.r >> 4) & 7;
  bool bad = (state.r & 8) != 0;
  if (isFiltered(state.a)) {
    gl_Position = vec4(0.0);
    return;
  }
  if (u_future > 0.5) { level = 0; liveness = 4; bad = false; }
  vec4 left = validityOf(slot, u_alternativeLeft);
  vec4 right = validityOf(slot, u_alternativeRight);
  v_sides = skinned(holds(left, u_timeLeft) + 2.0 * holds(right, u_timeRight));

  float metres = length(positionEC.xyz);
  float far = metres / u_clusterBeyond;
  v_flags = state.a;
  bool marked = state.a != 0;
  int status = level > 0 ? level : bad ? QUALITY : 0;
  int fate = int(right.z + 0.5);
  // What a plan has taken away stays as a thin trace, near enough to be told from what stands.
  v_ghost = far < 1.0 ? trace(left, u_timeLeft) + 2.0 * trace(right, u_timeRight) : 0.0;

  bool skin = u_onion > 0.5;
  if (skin) v_ghost = v_sides > 4.5 && v_sides < 5.5 ? 4.0 : 0.0;

  float radius;
  v_alpha = 1.0;
  if (u_major > 0.5) {
    radius = status > 0 ? 14.0 : mix(11.0, 6.0, u_calm);
    radius *= mix(1.0, 0.62, smoothstep(4000.0, 16000.0, metres) * (status > 0 ? 0.3 : 1.0));
  } else if (status > 1) {
    radius = (status == 4 ? 11.0 : status == 3 ? 9.5 : mix(8.0, 4.5, u_calm)) * mix(1.0, 0.34, smoothstep(0.85, 1.15, far));
  } else {
    radius = mix(3.4, 1.0, smoothstep(0.03, 0.9, far));
    v_alpha = mix(1.0, 0.45, smoothstep(0.9, 3.2, far)) * (liveness == 4 ? 0.75 : 1.0);
    // By night a burning lamp is its own symbol.
    if (status == 0) v_alpha *= 1.0 - 0.85 * u_lamps * u_glows * float(state.b) / 255.0;
  }
  // Coloured by a field is what is calm and stands today; a status keeps its own colour.
  int number = status == 0 && fate != 4 ? classOf(slot) : 0;
  if (number > 0) { radius = max(radius, mix(4.6, 1.7, smoothstep(0.3, 2.5, far))); v_alpha = 1.0; }
  if (fate == 4 && v_sides > 0.5) { radius = max(radius, mix(5.5, 2.2, smoothstep(0.2, 2.5, far))); v_alpha = 1.0; }
  // Under the onion skin what both sides have steps back, and what differs is found from afar.
  if (skin && v_sides > 4.5) { radius = max(radius, mix(6.5, 2.4, smoothstep(0.2, 2.5, far))); v_alpha = 1.0; }
  else if (skin && status == 0) v_alpha *= 0.5;
  if (marked) { radius = max(radius, (state.a & 1) != 0 || findingOf(state.a) > 0 ? 10.0 : 6.5); v_alpha = 1.0; }
  v_radius = radius * u_symbolScale * u_pixelRatio;

  v_shape = status;
  v_liveness = liveness;
  v_colorLeft = colorFor(left, u_timeLeft, u_alternativeLeft, status, liveness);
  v_colorRight = colorFor(right, u_timeRight, u_alternativeRight, status, liveness);
  if (number > 0) { v_colorLeft = classColor(number); v_colorRight = v_colorLeft; }
  if (v_sides > 5.5) { v_shape = FRESH; v_colorRight = statusColor(PLANNED); }
  uint key = uint(u_firstPick + slot);
  v_pick = vec4(key & 255u, (key >> 8) & 255u, (key >> 16) & 255u, (key >> 24) & 255u) / 255.0;

  // A live red beats: a ring leaves it once a second. Stale ones stay still, and nothing else may move.
  v_ring = u_pulse >= 0.0 && status == 4 && liveness < 2 ? u_pulse : -1.0;
  float extent = v_radius * (v_ring >= 0.0 ? 2.1 : 1.35) + 5.0 * u_pixelRatio;
  int at = gl_VertexID & 3;
  v_pixel = vec2(at == 1 || at == 2 ? 1.0 : -1.0, at >= 2 ? 1.0 : -1.0) * extent;
  // Towards the eye: alerts stand before the city, the rest only clear of what they hang on.
  float bias = status > 2 || marked || u_major > 0.5 ? 0.6 * metres : min(3.0 + 0.006 * metres, 0.6 * metres);
  positionEC.xyz *= 1.0 - bias / max(metres, 1.0);
  gl_Position = czm_projection * positionEC;
  gl_Position.xy += 2.0 * v_pixel / czm_viewport.zw * gl_Position.w;
  if (v_sides < 0.5 && v_ghost < 0.5) gl_Position = vec4(0.0);
}
`;

/** Shapes by status code, and laying one colour over another. */
export const COMPOSITION = /* glsl */ `
float shapeDistance(int shape, vec2 p, float r) {
  if (shape == 2) return max(dot(vec2(abs(p.x), p.y), vec2(0.8944, 0.4472)) - 0.58 * r, -p.y - 0.72 * r);
  if (shape == 3) return (abs(p.x) + abs(p.y)) * 0.7071 - 0.80 * r;
  if (shape == 4) return max(abs(p.x), abs(p.y)) - 0.86 * r;
  return length(p) - r;
}

float cover(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }

// The ring that leaves a live red symbol; ring is the share of its way, negative for none.
vec4 beat(float ring, float d, float r, float px, vec3 color) {
  if (ring < 0.0) return vec4(0.0);
  return vec4(color, 0.85 * (1.0 - ring) * cover(abs(d - ring * r) - mix(0.22, 0.08, ring) * r - 0.5 * px));
}

vec4 over(vec4 top, vec4 bottom) {
  float a = top.a + bottom.a * (1.0 - top.a);
  return a <= 0.0 ? vec4(0.0) : vec4((top.rgb * top.a + bottom.rgb * bottom.a * (1.0 - top.a)) / a, a);
}
`;

export const SYMBOL_FRAGMENT = /* glsl */ `
uniform sampler2D u_glyphs;
uniform float u_glyph;
uniform float u_pixelRatio;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
${VARYINGS('in')}
${FRESH}
${SIDES}

${COMPOSITION}
// A trace left or right of the divider (1, 2), or what the onion skin shows (4).
bool ghostHere() { return v_ghost > 3.5 || (isLeft() ? mod(v_ghost + 0.5, 2.0) > 1.0 : v_ghost > 1.5); }

// The trace of what is gone is not there; what the compared side has is.
vec4 pickHere() { return ghostHere() && v_ghost < 3.5 ? vec4(0.0) : v_pick; }

void main() {
  bool ghost = ghostHere();
  if (!ghost && hiddenHere(v_sides)) discard;
  float r = v_radius;
  vec2 p = v_pixel;
  float px = u_pixelRatio;
  if (ghost) {
    float ring = abs(length(p) - max(r * 0.8, 2.5 * px)) - 0.6 * px;
    float cross = max(abs(p.x + p.y) - px, length(p) - max(r * 0.8, 2.5 * px));
    float mark = cover(min(ring, cross));
    out_FragColor = vec4(statusColor(REMOVED), 0.55 * mark);
    if (v_ghost > 3.5) {
      vec3 behind = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
      float rim = 0.8 * cover(min(ring, cross) - 1.2 * px);
      out_FragColor = over(vec4(statusColor(REMOVED), mark), vec4(behind, rim));
    }
    if (out_FragColor.a < 0.02) discard;
    return;
  }
  vec3 color = isLeft() ? v_colorLeft : v_colorRight;
  vec3 halo = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
  bool small = r < 3.6 * px;
  float d = shapeDistance(v_shape, p, r);
  float body = d;
  float alpha = v_alpha;
  if (v_shape == 1) body = max(d, -(length(p) - r * 0.55));
  if (v_liveness == 1) alpha *= 0.7;
  if (v_liveness == 2 && !small) {
    body = max(d, -(d + max(2.0 * px, r * 0.22)));
    color = mix(vec3(dot(color, vec3(0.3, 0.6, 0.1))), color, v_shape > 0 ? 0.75 : 0.35);
  }
  if (v_liveness == 3 && !small) {
    float slash = max(abs(p.x - p.y) * 0.7071 - 0.8 * px, d);
    body = min(max(d, -(d + 1.3 * px)), slash);
    color = mix(vec3(0.5), color, v_shape > 0 ? 0.7 : 0.2);
  }
  if (v_liveness >= 2 && v_liveness < 4 && small) alpha *= 0.5;
  if (v_shape == QUALITY) body = max(body, 1.2 * px - abs(p.y) < 0.0 ? body : 1.2 * px - abs(p.y));

  // What is new is a plus on its disc.
  if (v_shape == FRESH && !small) {
    float plus = max(min(abs(p.x), abs(p.y)) - max(0.13 * r, 0.8 * px), length(p) - 0.62 * r);
    color = mix(color, halo, cover(plus));
  }
  vec4 result = beat(v_ring, d, r, px, color);
  result = over(vec4(halo, (small ? 0.3 : 0.9) * cover(d - (small ? 0.6 : 1.7) * px) * alpha), result);
  result = over(vec4(color, cover(body) * alpha), result);
  if (r > 9.8 * px) {
    vec2 uv = p / (r * (v_shape == 2 ? 0.95 : v_shape == 3 ? 1.0 : 1.2)) * 0.5 + vec2(0.5, v_shape == 2 ? 0.62 : 0.5);
    bool inside = all(greaterThan(uv, vec2(0.0))) && all(lessThan(uv, vec2(1.0)));
    float ink = inside ? texture(u_glyphs, vec2((u_glyph + uv.x) / 8.0, (1.0 - uv.y) * 0.5)).a : 0.0;
    bool hollow = v_shape == 1 || v_liveness == 2 || v_liveness == 3;
    result = over(vec4(hollow ? color : mix(vec3(0.04, 0.06, 0.09), vec3(1.0), u_day), ink * alpha * cover(d + px)), result);
  }
  if (v_liveness == 1 && r > 6.0 * px) {
    vec2 q = p - vec2(r * 0.85);
    float face = length(q) - 3.4 * px;
    result = over(vec4(halo, cover(face - px)), result);
    float hands = min(max(abs(q.x) - 0.5 * px, abs(q.y - 1.2 * px) - 1.4 * px), max(abs(q.y) - 0.5 * px, abs(q.x - px) - px));
    result = over(vec4(color, cover(min(abs(face) - 0.6 * px, hands))), result);
  }
  if (v_flags != 0) {
    float outline = abs(d - 3.2 * px) - 1.0 * px;
    int finding = (v_flags >> 2) & 7;
    vec3 line = finding > 0 ? statusColor(finding) : vec3(1.0);
    result = over(vec4(vec3(0.04, 0.06, 0.09), 0.8 * cover(outline - 1.2 * px)), result);
    result = over(vec4(line, cover(outline)), result);
  }
  if (result.a < 0.02) discard;
  out_FragColor = result;
}
`;
