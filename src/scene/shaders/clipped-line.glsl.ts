/** A straight line in eye space as a strip on the screen: cut off behind the eye, a little before what it lies on. */
export const CLIPPED_LINE = /* glsl */ `
const float NEAR = 1.0;
bool behindEye(vec3 a, vec3 b) { return a.z > -NEAR && b.z > -NEAR; }
// What of the line lies before the eye, 0 to 1 from a to b; the rest would come out in front.
vec2 beforeEye(vec3 a, vec3 b) {
  float cut = (a.z + NEAR) / (a.z - b.z);
  return vec2(a.z > -NEAR ? cut : 0.0, b.z > -NEAR ? cut : 1.0);
}
// One end of the strip's quad; side is in pixels.
vec4 stripCorner(vec3 a, vec3 b, vec2 part, bool atB, float side, float pixelRatio) {
  vec4 clip[2];
  for (int i = 0; i < 2; i++) {
    vec3 end = mix(a, b, i == 0 ? part.x : part.y);
    float metres = length(end);
    clip[i] = czm_projection * vec4(end * (1.0 - min(0.3 + 0.002 * metres, 0.5 * metres) / max(metres, 1.0)), 1.0);
  }
  vec2 way = (clip[1].xy / clip[1].w - clip[0].xy / clip[0].w) * czm_viewport.zw;
  vec2 across = length(way) > 0.0 ? normalize(vec2(-way.y, way.x)) : vec2(0.0);
  vec4 corner = atB ? clip[1] : clip[0];
  corner.xy += across * side * 2.0 * pixelRatio / czm_viewport.zw * corner.w;
  return corner;
}
`;
