import { CLIPPED_LINE } from './clipped-line.glsl.ts';
import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS_COLORS } from './palette.glsl.ts';

/**
 * Segments on the ground, a hair wide on the screen whatever the distance. Two texels each: an end and its kind (0 none, 1
 * line, 2 dashes), the other end and its length in metres.
 */
export const GUIDE_VERTEX = /* glsl */ `
in vec2 corner;
uniform highp sampler2D u_segments;
uniform float u_pixelRatio;
out float v_side;
out float v_along;
flat out float v_kind;
${CLIPPED_LINE}vec4 texelAt(int index) { return texelFetch(u_segments, ivec2(index & 255, index >> 8), 0); }
void main() {
  vec4 first = texelAt(2 * gl_InstanceID);
  vec4 last = texelAt(2 * gl_InstanceID + 1);
  v_kind = first.w;
  vec3 a = (czm_modelView * vec4(first.xyz, 1.0)).xyz;
  vec3 b = (czm_modelView * vec4(last.xyz, 1.0)).xyz;
  bool atB = corner.x >= 0.0;
  vec2 part = beforeEye(a, b);
  v_along = (atB ? part.y : part.x) * last.w;
  v_side = corner.y * 2.2;
  gl_Position = stripCorner(a, b, part, atB, v_side, u_pixelRatio);
  if (first.w < 0.5 || behindEye(a, b)) gl_Position = vec4(0.0);
}
`;

export const GUIDE_FRAGMENT = /* glsl */ `
in float v_side;
in float v_along;
flat in float v_kind;
${DAYLIGHT_DECLARATIONS}
${STATUS_COLORS}
void main() {
  if (v_kind > 1.5 && fract(v_along / 1.6) > 0.6) discard;
  float line = clamp(1.4 - abs(v_side), 0.0, 1.0);
  float rim = clamp(2.2 - abs(v_side), 0.0, 1.0);
  vec3 halo = mix(vec3(0.05, 0.07, 0.10), vec3(1.0), u_day);
  vec3 color = mix(halo, statusColor(PLANNED), line);
  out_FragColor = vec4(color, mix(0.55 * rim, 1.0, line));
  if (out_FragColor.a < 0.02) discard;
}
`;
