import { CUT } from './cut.glsl.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { LAMP_BURNING } from './lamp-burning.glsl.ts';

/** What a burning lamp throws on the ground and, far away, its glint: what makes the street net readable by night. */
export const LAMP_LIGHT_VERTEX = /* glsl */ `
in vec2 corner;
// Metres that the ground rises a metre east and north.
in vec2 lean;
// Extent of a pool in mounting heights: along the road, behind the pole, before it.
uniform vec4 u_pool;
${DAYLIGHT_DECLARATIONS}
${LAMP_BURNING}
out vec2 v_place;
out vec3 v_at;
flat out vec2 v_strength;
flat out int v_optic;
void main() {
  vec3 foot = placementOf(int(head.w + 0.5)).xyz + vec3(head.xy, 0.0);
  v_strength = burning();
  // Lux below the lamp for each candela a klm: klm / h².
  v_strength *= beam.y / (head.z * head.z);
  v_optic = int(beam.z + 0.5);
  v_place = corner * 0.5 + 0.5;
  vec4 base = czm_modelView * vec4(foot, 1.0);
  float metres = length(base.xyz);
  // Far pools grow a little, so that they never fall between two pixels, and fade by as much.
  float grow = max(1.0, metres / 2200.0);
  vec2 front = vec2(sin(beam.x), cos(beam.x));
  vec2 along = vec2(front.y, -front.x);
  vec2 from = along * corner.x * u_pool.x + front * mix(-u_pool.y, u_pool.z, v_place.y);
  from *= head.z * grow;
  v_at = vec3(foot.xy + from, foot.z + 0.35 + dot(lean, from));
  vec4 positionEC = czm_modelView * vec4(v_at, 1.0);
  positionEC.xyz *= 1.0 - min(0.5 + 0.0015 * metres, 0.5 * metres) / max(metres, 1.0);
  v_strength *= exp(-metres * u_air.z) / pow(grow, 1.2);
  gl_Position = czm_projection * positionEC;
  if (max(v_strength.x, v_strength.y) < 1.0e-4) gl_Position = vec4(0.0);
}
`;

export const LAMP_LIGHT_FRAGMENT = /* glsl */ `
in vec2 v_place;
in vec3 v_at;
flat in vec2 v_strength;
flat in int v_optic;
uniform highp sampler2D u_pools;
${CUT}
float candelaAt(ivec2 cell) {
  int at = (v_optic * 48 + cell.y) * 64 + cell.x;
  return texelFetch(u_pools, ivec2(at & 255, at >> 8), 0).r;
}
void main() {
  float strength = gl_FragCoord.x < czm_splitPosition ? v_strength.x : v_strength.y;
  if (strength <= 0.0 || cutAway(v_at)) discard;
  vec2 at = clamp(v_place, 0.0, 1.0) * vec2(63.0, 47.0);
  ivec2 cell = min(ivec2(at), ivec2(62, 46));
  vec2 part = at - vec2(cell);
  float candela = mix(
    mix(candelaAt(cell), candelaAt(cell + ivec2(1, 0)), part.x),
    mix(candelaAt(cell + ivec2(0, 1)), candelaAt(cell + ivec2(1, 1)), part.x),
    part.y
  );
  // Nothing ends at the quad's edge.
  vec2 edge = smoothstep(vec2(0.0), vec2(0.12), v_place) * smoothstep(vec2(0.0), vec2(0.12), 1.0 - v_place);
  float lux = candela * strength * edge.x * edge.y;
  // Light adds up as lux does; 30 lx are a third of the picture's white.
  float light = min(0.0115 * lux, 0.6);
  out_FragColor = vec4(vec3(1.0, 0.80, 0.52) * light, 1.0);
}
`;
