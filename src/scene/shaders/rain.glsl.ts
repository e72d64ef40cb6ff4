import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';

/** Streaks of rain over the finished picture: three sheets at growing distance, in the eye's own space. */
export const RAIN_VERTEX = /* glsl */ `
in vec2 corner;
out vec2 v_at;
void main() {
  v_at = corner;
  gl_Position = vec4(corner, 0.0, 1.0);
}
`;

export const RAIN_FRAGMENT = /* glsl */ `
in vec2 v_at;
${DAYLIGHT_DECLARATIONS}
// Seconds of falling, and how far the wind drives it aside: metres a metre of fall.
uniform float u_falling;
uniform float u_slant;
float chanceOf(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * vec3(0.1031, 0.1030, 0.0973));
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}
float sheet(vec2 ray, float metres, float seed) {
  // A streak is what a drop at 7 m/s leaves in the eye in a thirtieth of a second.
  vec2 at = ray * metres;
  at.x += at.y * u_slant;
  vec2 cell = vec2(0.11, 0.9) * (0.6 + 0.05 * metres);
  float column = floor(at.x / cell.x);
  float lane = chanceOf(vec2(column, seed));
  float y = at.y / cell.y + u_falling * 7.0 / cell.y * (0.85 + 0.3 * lane) + lane * 17.0;
  float drop = chanceOf(vec2(column, floor(y) + seed * 7.0));
  float shown = step(drop, 0.12 + 0.5 * u_air.y);
  float across = abs(fract(at.x / cell.x) - 0.3 - 0.4 * drop) * cell.x;
  float along = fract(y);
  float length_ = 0.26 + 0.2 * lane;
  float thin = 1.0 - smoothstep(0.0008 * metres, 0.0026 * metres, across);
  return shown * thin * smoothstep(0.0, 0.5 * length_, along) * (1.0 - smoothstep(0.5 * length_, length_, along));
}
void main() {
  if (u_air.y <= 0.0) discard;
  // Seen from above rain runs away from the eye; from the street it falls.
  vec2 ray = vec2(v_at.x / czm_projection[0][0], v_at.y / czm_projection[1][1]);
  float rain = sheet(ray, 4.0, 3.0) + 0.75 * sheet(ray, 9.0, 11.0) + 0.5 * sheet(ray, 18.0, 29.0);
  vec3 light = mix(u_horizon * 2.6 + 0.03, min(u_horizon * 1.25, vec3(0.95)), u_day);
  float alpha = min(rain, 1.0) * (0.10 + 0.22 * u_air.y) * mix(0.9, 1.0, u_day);
  out_FragColor = vec4(pow(light, vec3(1.0 / 2.2)), alpha);
}
`;
