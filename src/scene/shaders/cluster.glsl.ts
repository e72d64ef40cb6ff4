import { CELL_METRES } from '../cluster-pyramid.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS } from './status.glsl.ts';
import { COMPOSITION } from './symbol.glsl.ts';

const VARYINGS = (way: 'in' | 'out') => /* glsl */ `
${way} vec2 v_pixel;
flat ${way} float v_radius;
flat ${way} int v_level;
flat ${way} int v_count;
flat ${way} float v_ring;
`;

/** Far away the alerts of a square are one badge: the worst one's shape, with how many there are. */
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
  ivec4 state = ivec4(texelFetch(u_cells, ivec2(cell & 255, cell >> 8), 0) * 255.0 + 0.5);
  v_level = state.r;
  v_count = state.g + 256 * state.b;
  // Where alerts alone are to be seen, yellow keeps its shape and loses its number.
  if (u_calm > 0.5 && v_level == 2) v_count = min(v_count, 1);
  vec4 positionEC = czm_modelView * vec4(place.xyz, 1.0);
  float metres = length(positionEC.xyz);
  // The size whose squares are about 70 pixels wide at this distance.
  float side = metres * 140.0 * u_symbolScale * u_pixelRatio / (czm_projection[1][1] * czm_viewport.w);
  float wanted = clamp(floor(log2(max(side, 1.0) / ${CELL_METRES[0].toFixed(1)}) + 0.5), 0.0, ${(CELL_METRES.length - 1).toFixed(1)});
  bool shown = v_count > 0 && u_future < 0.5 && metres > u_clusterBeyond && abs(level - wanted) < 0.5;
  v_radius = (v_count > 1 ? v_count > 9 ? 12.0 : 10.5 : v_level == 2 ? mix(6.5, 3.2, u_calm) : 6.5) * u_symbolScale * u_pixelRatio;
  v_ring = v_level == 4 && state.a > 0 ? u_pulse : -1.0;
  v_pixel = corner * (v_radius * (v_ring >= 0.0 ? 2.1 : 1.35) + 4.0 * u_pixelRatio);
  positionEC.xyz *= 0.4;
  gl_Position = czm_projection * positionEC;
  gl_Position.xy += 2.0 * v_pixel / czm_viewport.zw * gl_Position.w;
  if (!shown) gl_Position = vec4(0.0);
}
`;

export const CLUSTER_FRAGMENT = /* glsl */ `
uniform sampler2D u_glyphs;
uniform float u_pixelRatio;
${DAYLIGHT_DECLARATIONS}
${STATUS}
${VARYINGS('in')}
${COMPOSITION}
float digit(int value, vec2 p, float height) {
  vec2 uv = vec2(p.x / (height * 0.8) + 0.5, 0.5 - p.y / height);
  if (any(lessThan(uv, vec2(0.08))) || any(greaterThan(uv, vec2(0.92)))) return 0.0;
  // Digits stand 0.8 of a cell apart in the second row of an atlas of eight by two cells.
  return texture(u_glyphs, vec2((float(value) + uv.x) * 0.1, 0.5 + 0.5 * uv.y)).a;
}
void main() {
  float px = u_pixelRatio;
  vec3 halo = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
  float d = shapeDistance(v_level, v_pixel, v_radius);
  vec4 result = beat(v_ring, d, v_radius, px, statusColor(v_level));
  result = over(vec4(halo, 0.9 * cover(d - 1.7 * px)), result);
  result = over(vec4(statusColor(v_level), cover(d)), result);
  if (v_count > 1) {
    int shown = min(v_count, 99);
    float height = v_radius * (shown > 9 ? 1.15 : 1.35);
    vec2 p = v_pixel + vec2(0.0, v_level == 2 ? 0.18 * v_radius : 0.0);
    float step = height * 0.5;
    float ink = shown > 9
      ? max(digit(shown / 10, p + vec2(0.5 * step, 0.0), height), digit(shown - 10 * (shown / 10), p - vec2(0.5 * step, 0.0), height))
      : digit(shown, p, height);
    result = over(vec4(mix(vec3(0.04, 0.06, 0.09), vec3(1.0), u_day), ink), result);
  }
  if (result.a < 0.02) discard;
  out_FragColor = result;
}
`;
