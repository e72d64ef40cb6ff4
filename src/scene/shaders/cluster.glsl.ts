import { CELL_METRES } from '../cluster-pyramid.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';
import { COMPOSITION } from './symbol.glsl.ts';

const VARYINGS = (way: 'in' | 'out') => /* glsl */ `
${way} vec2 v_pixel;
flat ${way} float v_radius;
// Alerts at yellow, orange and red, and where the badge of each stands to the right of the middle.
flat ${way} ivec3 v_counts;
flat ${way} vec3 v_places;
flat ${way} int v_worst;
flat ${way} float v_ring;
`;

/** Radius of the badge of a lesser severity, as a share of the worst one's. */
const LESSER = '0.78';

/** Far away the alerts of a square are one badge a severity: its shape and how many there are, the worst first and largest. */
export const CLUSTER_VERTEX = /* glsl */ `
in vec2 corner;
in vec4 place;
in float level;
uniform highp sampler2D u_cells;
uniform float u_clusterBeyond;
uniform float u_symbolScale;
uniform float u_pixelRatio;
uniform float u_future;
uniform float u_pulse;
uniform float u_calm;
${VARYINGS('out')}
void main() {
  int cell = int(place.w + 0.5);
  vec4 positionEC = czm_modelView * vec4(place.xyz, 1.0);
  float metres = length(positionEC.xyz);
  // The size whose squares are about 70 pixels wide at this distance.
  float side = metres * 140.0 * u_symbolScale * u_pixelRatio / (czm_projection[1][1] * czm_viewport.w);
  float wanted = clamp(floor(log2(max(side, 1.0) / ${CELL_METRES[0].toFixed(1)}) + 0.5), 0.0, ${(CELL_METRES.length - 1).toFixed(1)});
  bool shown = u_future < 0.5 && metres > u_clusterBeyond && abs(level - wanted) < 0.5;
  // Most cells are of another size: asked before their counts are.
  if (!shown) {
    gl_Position = vec4(0.0);
    return;
  }
  ivec4 state = ivec4(texelFetch(u_cells, ivec2(cell & 255, cell >> 8), 0) * 255.0 + 0.5);
  v_counts = state.rgb;
  v_worst = v_counts.z > 0 ? 2 : v_counts.y > 0 ? 1 : 0;
  // Where alerts alone are to be seen, yellow keeps its shape and loses its number, and stands beside nothing worse.
  if (u_calm > 0.5) v_counts.x = v_worst > 0 ? 0 : min(v_counts.x, 1);
  int worst = v_counts[v_worst];
  int all = v_counts.x + v_counts.y + v_counts.z;
  v_radius = (all > 1 ? worst > 9 ? 12.0 : 10.5 : v_worst == 0 ? mix(6.5, 3.2, u_calm) : 6.5) * u_symbolScale * u_pixelRatio;
  v_ring = v_worst == 2 && state.a > 0 ? u_pulse : -1.0;
  float right = v_radius;
  v_places = vec3(0.0);
  for (int severity = 1; severity >= 0; severity--) {
    if (severity >= v_worst || v_counts[severity] == 0) continue;
    v_places[severity] = right + ${LESSER} * v_radius;
    right += 2.0 * ${LESSER} * v_radius;
  }
  float margin = v_radius * (v_ring >= 0.0 ? 1.1 : 0.35) + 4.0 * u_pixelRatio;
  v_pixel = corner * (v_radius + margin);
  if (corner.x > 0.0) v_pixel.x = max(v_pixel.x, right + 4.0 * u_pixelRatio);
  positionEC.xyz *= 0.4;
  gl_Position = czm_projection * positionEC;
  gl_Position.xy += 2.0 * v_pixel / czm_viewport.zw * gl_Position.w;
  if (all == 0) gl_Position = vec4(0.0);
}
`;

export const CLUSTER_FRAGMENT = /* glsl */ `
uniform sampler2D u_glyphs;
uniform float u_pixelRatio;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
${VARYINGS('in')}
${COMPOSITION}
float digit(int value, vec2 p, float height) {
  vec2 uv = vec2(p.x / (height * 0.8) + 0.5, 0.5 - p.y / height);
  if (any(lessThan(uv, vec2(0.08))) || any(greaterThan(uv, vec2(0.92)))) return 0.0;
  // Digits stand 0.8 of a cell apart in the second row of an atlas of eight by two cells.
  return texture(u_glyphs, vec2((float(value) + uv.x) * 0.1, 0.5 + 0.5 * uv.y)).a;
}

// One severity: its shape, and its number when the badge says more than that there is one. Beyond 99 a plus stands behind it.
vec4 badge(int severity, int count, bool numbered, vec2 at, float r, float ring) {
  float px = u_pixelRatio;
  int level = severity + 2;
  vec3 halo = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
  vec3 paper = mix(vec3(0.04, 0.06, 0.09), vec3(1.0), u_day);
  float d = shapeDistance(level, at, r);
  vec4 result = beat(ring, d, r, px, statusColor(level));
  result = over(vec4(halo, 0.9 * cover(d - 1.7 * px)), result);
  result = over(vec4(statusColor(level), cover(d)), result);
  if (!numbered) return result;
  int shown = min(count, 99);
  float height = r * (shown > 9 ? 1.15 : 1.35);
  vec2 p = at + vec2(count > 99 ? 0.12 * r : 0.0, severity == 0 ? 0.18 * r : 0.0);
  float step = height * 0.5;
  float ink = shown > 9
    ? max(digit(shown / 10, p + vec2(0.5 * step, 0.0), height), digit(shown - 10 * (shown / 10), p - vec2(0.5 * step, 0.0), height))
    : digit(shown, p, height);
  if (count > 99) {
    vec2 q = abs(p - vec2(1.18 * step, 0.3 * step));
    ink = max(ink, cover(max(min(q.x, q.y) - 0.55 * px, max(q.x, q.y) - 0.3 * step)));
  }
  return over(vec4(paper, ink), result);
}

void main() {
  int all = v_counts.x + v_counts.y + v_counts.z;
  vec4 result = badge(v_worst, v_counts[v_worst], all > 1, v_pixel, v_radius, v_ring);
  for (int severity = 1; severity >= 0; severity--)
    if (severity < v_worst && v_counts[severity] > 0)
      result = over(result, badge(severity, v_counts[severity], true, v_pixel - vec2(v_places[severity], 0.0), ${LESSER} * v_radius, -1.0));
  if (result.a < 0.02) discard;
  out_FragColor = result;
}
`;
