import { CUT } from './cut.glsl.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { LAMP_BURNING } from './lamp-burning.glsl.ts';

/**
 * The burning head of a lamp: a small light that faces the eye, about its true size near and never under a pixel far. A second
 * quad of the same lamp is what a wet street mirrors of it.
 */
export const LAMP_GLOW_VERTEX = /* glsl */ `
// Corner of the quad, and 1 for the mirrored one.
in vec3 corner;
uniform float u_glowMetres;
uniform float u_pixelRatio;
${DAYLIGHT_DECLARATIONS}
${LAMP_BURNING}
${CUT}
// Corner and w, both times w: the streak fades evenly over the screen however far its ends are apart.
out vec4 v_corner;
flat out vec2 v_strength;
void main() {
  int slot = int(head.w + 0.5);
  bool mirrored = corner.z > 0.5;
  vec3 foot = placementOf(slot).xyz;
  vec3 place = foot + vec3(head.xy, mirrored ? -head.z : head.z);
  v_strength = burning();
  vec4 positionEC = czm_modelView * vec4(place, 1.0);
  float metres = length(positionEC.xyz);
  float metresPerPixel = max(-positionEC.z, 1.0) * 2.0 / (czm_projection[1][1] * czm_viewport.w);
  float radius = max(u_glowMetres, 2.2 * u_pixelRatio * metresPerPixel);
  // A head that would be smaller than its light shows gives the same light over more pixels; in the haze it goes out.
  float crowd = u_glowMetres / radius;
  v_strength *= mix(0.28, 1.0, crowd) * exp(-metres * (0.0002 + u_air.z));
  if (mirrored) {
    // The eye sees it below the ground, drawn long by the ripples; it is laid where each way there meets the street, so
    // that no half of it is below.
    float above = max(u_cameraHeight - foot.z, 0.5);
    float low = 1.0 - min(above / max(metres, 1.0), 1.0);
    v_strength *= u_air.x * (0.10 + 0.55 * pow(low, 3.0)) * (1.0 - smoothstep(900.0, 1800.0, metres));
    positionEC.xy += corner.xy * radius * vec2(0.9, 1.4 + 6.0 * low * low);
    float below = max(-dot(positionEC.xyz, czm_viewRotation * u_up), 0.6 * above);
    positionEC.xyz *= above / below * (1.0 - 0.004 - 0.4 / max(metres, 1.0));
  } else {
    positionEC.xy += corner.xy * radius;
    positionEC.xyz *= 1.0 - min(0.8, 0.4 * metres) / max(metres, 1.0);
  }
  gl_Position = czm_projection * positionEC;
  v_corner = vec4(corner, 1.0) * gl_Position.w;
  // A head goes with the asset, which is cut by its foot.
  if (max(v_strength.x, v_strength.y) < 0.01 || cutAway(vec3(foot.xy, mirrored ? foot.z : place.z))) gl_Position = vec4(0.0);
}
`;

export const LAMP_GLOW_FRAGMENT = /* glsl */ `
in vec4 v_corner;
flat in vec2 v_strength;
void main() {
  float strength = gl_FragCoord.x < czm_splitPosition ? v_strength.x : v_strength.y;
  if (strength < 0.01) discard;
  vec3 corner = v_corner.xyz / v_corner.w;
  if (corner.z > 0.5) {
    float streak = max(0.0, 1.0 - abs(corner.x));
    float along = max(0.0, 1.0 - corner.y * corner.y);
    out_FragColor = vec4(vec3(1.0, 0.82, 0.55) * streak * streak * along * along * strength, 1.0);
    return;
  }
  float away = length(corner.xy);
  float core = smoothstep(0.34, 0.10, away);
  float halo = max(0.0, 1.0 - away);
  out_FragColor = vec4((vec3(1.0, 0.93, 0.80) * core + vec3(1.0, 0.80, 0.52) * 0.35 * halo * halo) * strength, 1.0);
}
`;
