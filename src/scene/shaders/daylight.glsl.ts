/** Names and GLSL types of the uniforms that the chunk reads; custom shaders declare them, own draws get them in text. */
export const DAYLIGHT_UNIFORMS = {
  u_sun: 'vec3',
  u_up: 'vec3',
  u_day: 'float',
  u_lamps: 'float',
  u_sunColor: 'vec3',
  u_ambientSky: 'vec3',
  u_ambientGround: 'vec3',
  u_horizon: 'vec3',
  u_zenith: 'vec3',
  u_litWindows: 'vec3',
  u_season: 'vec3',
  u_cameraHeight: 'float',
} as const;

/** Light, haze and the mixing of day and night colours. Everything is linear; the last stage goes to sRGB. */
export const DAYLIGHT = /* glsl */ `
vec3 dayNight(vec3 day, vec3 night) { return mix(night, day, u_day); }

// Palette colours of things that have one colour only: dim and bluish by night.
vec3 dimByNight(vec3 day) { return mix(day * vec3(0.055, 0.068, 0.095) + vec3(0.002, 0.003, 0.005), day, u_day); }

vec3 litBy(vec3 albedo, vec3 normalEC) {
  vec3 sunEC = czm_viewRotation * u_sun;
  vec3 upEC = czm_viewRotation * u_up;
  vec3 ambient = mix(u_ambientGround, u_ambientSky, 0.5 + 0.5 * dot(normalEC, upEC));
  return albedo * (ambient + u_sunColor * max(dot(normalEC, sunEC), 0.0));
}

// Visibility about 18 km by day; the horizon swallows the city's edge.
vec3 hazed(vec3 color, float metres) {
  float depth = metres / mix(15000.0, 17000.0, u_day);
  return mix(color, u_horizon, 1.0 - exp(-depth * depth));
}

// The side of a surface that is seen.
vec3 seenSide(vec3 normalEC, vec3 positionEC) {
  vec3 normal = normalize(normalEC);
  return dot(normal, positionEC) > 0.0 ? -normal : normal;
}

// Metres above the ground datum, earth's curvature allowed for.
float heightOf(vec3 positionEC) {
  vec3 upEC = czm_viewRotation * u_up;
  float rise = dot(positionEC, upEC);
  float flat2 = max(dot(positionEC, positionEC) - rise * rise, 0.0);
  return u_cameraHeight + rise + flat2 / 12742000.0;
}

// Whether a sieve that lets \`kept\` of the pixels through holds this one back: transparency without sorting.
bool sieved(float kept) {
  ivec2 at = ivec2(gl_FragCoord.xy) & 3;
  int a = at.x ^ at.y;
  int rank = ((a & 1) << 3) | ((at.y & 1) << 2) | ((a & 2)) | ((at.y & 2) >> 1);
  return float(rank) + 0.5 > kept * 16.0;
}

float hashOf(vec3 p) {
  p = fract(p * vec3(0.1031, 0.1030, 0.0973));
  p += dot(p, p.yxz + 33.33);
  return fract((p.x + p.y) * p.z);
}
`;

/** `uniform` declarations for our own draw commands. */
export const DAYLIGHT_DECLARATIONS = Object.entries(DAYLIGHT_UNIFORMS)
  .map(([name, type]) => `uniform ${type} ${name};`)
  .join('\n');
