import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { LAMP_BURNING } from './lamp-burning.glsl.ts';

/** The burning head of a lamp: a small light that faces the eye, about its true size near and never under a pixel far. */
export const LAMP_GLOW_VERTEX = /* glsl */ `
in vec2 corner;
uniform float u_glowMetres;
uniform float u_pixelRatio;
${DAYLIGHT_DECLARATIONS}
${LAMP_BURNING}
out vec2 v_corner;
flat out vec2 v_strength;
void main() {
  int slot = int(head.w + 0.5);
  vec3 place = placementOf(slot).xyz + head.xyz;
  v_strength = burning();
  vec4 positionEC = czm_modelView * vec4(place, 1.0);
  float metres = length(positionEC.xyz);
  float metresPerPixel = max(-positionEC.z, 1.0) * 2.0 / (czm_projection[1][1] * czm_viewport.w);
  float radius = max(u_glowMetres, 2.2 * u_pixelRatio * metresPerPixel);
  // A head that would be smaller than its light shows gives the same light over more pixels; in the haze it goes out.
  float crowd = u_glowMetres / radius;
  v_strength *= mix(0.28, 1.0, crowd) * exp(-metres / 5000.0);
  positionEC.xy += corner * radius;
  positionEC.xyz *= 1.0 - min(0.8, 0.4 * metres) / max(metres, 1.0);
  v_corner = corner;
  gl_Position = czm_projection * positionEC;
  if (max(v_strength.x, v_strength.y) < 0.01) gl_Position = vec4(0.0);
}
`;

export const LAMP_GLOW_FRAGMENT = /* glsl */ `
in vec2 v_corner;
flat in vec2 v_strength;
void main() {
  float strength = gl_FragCoord.x < czm_splitPosition ? v_strength.x : v_strength.y;
  if (strength < 0.01) discard;
  float away = length(v_corner);
  float core = smoothstep(0.34, 0.10, away);
  float halo = max(0.0, 1.0 - away);
  out_FragColor = vec4((vec3(1.0, 0.93, 0.80) * core + vec3(1.0, 0.80, 0.52) * 0.35 * halo * halo) * strength, 1.0);
}
`;
