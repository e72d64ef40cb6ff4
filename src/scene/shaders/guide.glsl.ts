import { DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { STATUS } from './status.glsl.ts';

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
const float NEAR = 1.0;
vec4 texelAt(int index) { return texelFetch(u_segments, ivec2(index & 255, index >> 8), 0); }
void main() {
  vec4 first = texelAt(2 * gl_InstanceID);
  vec4 last = texelAt(2 * gl_InstanceID + 1);
  v_kind = first.w;
  vec3 a = (czm_modelView * vec4(first.xyz, 1.0)).xyz;
  vec3 b = (czm_modelView * vec4(last.xyz, 1.0)).xyz;
  bool hidden = first.w < 0.5 || (a.z > -NEAR && b.z > -NEAR);
  // What lies behind the eye is cut off; its pixels would come out in front.
  float from = a.z > -NEAR ? (a.z + NEAR) / (a.z - b.z) : 0.0;
  float to = b.z > -NEAR ? (a.z + NEAR) / (a.z - b.z) : 1.0;
  vec3 ends[2];
  ends[0] = mix(a, b, from);
  ends[1] = mix(a, b, to);
  vec4 clip[2];
  for (int i = 0; i < 2; i++) {
    float metres = length(ends[i]);
    clip[i] = czm_projection * vec4(ends[i] * (1.0 - min(0.3 + 0.002 * metres, 0.5 * metres) / max(metres, 1.0)), 1.0);
  }
  vec2 way = (clip[1].xy / clip[1].w - clip[0].xy / clip[0].w) * czm_viewport.zw;
  vec2 across = length(way) > 0.0 ? normalize(vec2(-way.y, way.x)) : vec2(0.0);
  int end = corner.x < 0.0 ? 0 : 1;
  v_along = (end == 0 ? from : to) * last.w;
  v_side = corner.y * 2.2;
  gl_Position = clip[end];
  gl_Position.xy += across * v_side * 2.0 * u_pixelRatio / czm_viewport.zw * gl_Position.w;
  if (hidden) gl_Position = vec4(0.0);
}
`;

export const GUIDE_FRAGMENT = /* glsl */ `
in float v_side;
in float v_along;
flat in float v_kind;
${DAYLIGHT_DECLARATIONS}
${STATUS}
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
