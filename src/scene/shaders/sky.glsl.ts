import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';

/** Sky from horizon to zenith with the sun's glow, behind everything. */
export const SKY_VERTEX = /* glsl */ `
in vec2 corner;
out vec2 v_corner;
void main() {
  v_corner = corner;
  gl_Position = vec4(corner, 0.0, 1.0);
}
`;

export const SKY_FRAGMENT = /* glsl */ `
in vec2 v_corner;
${DAYLIGHT_DECLARATIONS}
void main() {
  vec3 ray = normalize(vec3(v_corner.x / czm_projection[0][0], v_corner.y / czm_projection[1][1], -1.0));
  float lift = dot(ray, czm_viewRotation * u_up);
  vec3 color = mix(u_horizon, u_zenith, smoothstep(-0.02, 0.55, lift));
  float sun = max(dot(ray, czm_viewRotation * u_sun), 0.0);
  color += u_sunColor * (0.10 * pow(sun, 12.0) + 0.5 * pow(sun, 900.0)) * smoothstep(-0.06, 0.02, lift);
  // One step of dither hides the bands of a dark gradient.
  float dither = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  out_FragColor = vec4(pow(max(color, 0.0), vec3(1.0 / 2.2)) + dither / 255.0, 1.0);
}
`;
