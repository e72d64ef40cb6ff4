/** Uniforms of the chunk `SHADOWS`; custom shaders declare them. */
export const SHADOW_UNIFORMS = {
  u_shadowMap: 'sampler2D',
  u_shadowMatrix: 'mat4',
  /** Strength 0–1, metres a texel, metres of reach before the eye. */
  u_shadow: 'vec3',
} as const;

/**
 * The sun's share that reaches a place on a tileset, before the chunk `DAYLIGHT` whose light asks for it. `v_positionEC` is
 * Cesium's own varying of a model's fragment.
 */
export const SHADOWS = /* glsl */ `
#ifdef SHADOWS
float sunReaches(vec3 positionEC, vec3 normalEC) {
  float away = -positionEC.z;
  if (u_shadow.x <= 0.0 || away > u_shadow.z) return 1.0;
  // Off the surface by a texel and a half, so that it does not shade itself.
  vec3 at = (u_shadowMatrix * vec4(positionEC + normalEC * (1.5 * u_shadow.y + 0.05), 1.0)).xyz;
  if (any(lessThan(at, vec3(0.0))) || any(greaterThan(at, vec3(1.0)))) return 1.0;
  vec2 texel = 1.0 / vec2(textureSize(u_shadowMap, 0));
  // Three by three texels, bilinear, softly: the sun is half a degree wide.
  vec2 corner = at.xy / texel - 0.5;
  vec2 part = fract(corner);
  ivec2 first = ivec2(floor(corner)) - 1;
  float open_ = 0.0;
  for (int y = 0; y < 4; y++)
    for (int x = 0; x < 4; x++) {
      float nearest = texelFetch(u_shadowMap, clamp(first + ivec2(x, y), ivec2(0), textureSize(u_shadowMap, 0) - 1), 0).r;
      float wx = x == 0 ? 1.0 - part.x : x == 3 ? part.x : 1.0;
      float wy = y == 0 ? 1.0 - part.y : y == 3 ? part.y : 1.0;
      open_ += wx * wy * step(at.z - 0.00002, nearest);
    }
  float shade = (1.0 - open_ / 9.0) * u_shadow.x * (1.0 - smoothstep(0.75, 1.0, away / u_shadow.z));
  return 1.0 - shade;
}
#define SUN_REACHES(normalEC) sunReaches(v_positionEC, normalEC)
#endif
`;
