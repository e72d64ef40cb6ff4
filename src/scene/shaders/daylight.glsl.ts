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
  /** What the sky is brighter by towards the sun. */
  u_glow: 'vec3',
  /** Weather: wetness of the ground 0–1, rain 0–1 (30 mm/h), extinction of fog in 1/m. */
  u_air: 'vec3',
  u_litWindows: 'vec3',
  u_season: 'vec3',
  u_cameraHeight: 'float',
} as const;

/** Products where a power would be a logarithm. */
const POWERS = /* glsl */ `
float fifth(float x) { return x * x * x * x * x; }
float bell(float x) { return exp(-x * x); }
`;

/** The sky without sun, moon and stars; by itself for what is no shader of ours, such as the globe's material. */
export const SKY = /* glsl */ `${POWERS}// A soft shoulder: what is brighter than white paper in the sun keeps its colour.
vec3 exposed(vec3 color) {
  vec3 over = max(color - 0.72, 0.0);
  return min(color, 0.72) + 0.28 * (1.0 - exp(-over / 0.28));
}

// The sky along a ray from the eye, without sun, moon and stars: what the horizon hazes into and water mirrors.
vec3 skyAt(vec3 rayEC) {
  float lift = dot(rayEC, czm_viewRotation * u_up);
  float towards = dot(rayEC, czm_viewRotation * u_sun);
  vec3 color = mix(u_horizon, u_zenith, 1.0 - exp(-3.2 * max(lift, 0.0)));
  float low = exp(-10.0 * max(lift, 0.0));
  float near = 0.5 + 0.5 * towards;
  float near8 = near * near * near * near * near * near * near * near;
  color += u_glow * (low * (0.05 + 0.75 * fifth(near)) + 0.25 * near8 * near8 * near8);
  return exposed(mix(color, u_horizon, 1.0 - exp(-u_air.z * 120.0 / max(lift, 0.01))));
}

// Share of a thing's own colour that comes through so many metres of air: about 18 km of sight by day, less while a low sun
// lights the haze, and in fog.
float seenThrough(float metres) {
  float low = clamp((u_glow.r - u_glow.b) * 1.7, 0.0, 1.0);
  float depth = metres / mix(mix(15000.0, 17000.0, u_day), 8200.0, low);
  return exp(-depth * depth - metres * (u_air.z + 2.2e-5 * max(u_day, low)));
}

// The air before a thing has the colour of the sky just above the horizon there.
vec3 airAt(vec3 rayEC) {
  vec3 upEC = czm_viewRotation * u_up;
  return skyAt(normalize(rayEC - upEC * (dot(rayEC, upEC) - 0.01)));
}

// Ray from the eye through this pixel.
vec3 pixelRay() {
  vec2 at = (gl_FragCoord.xy - czm_viewport.xy) / czm_viewport.zw * 2.0 - 1.0;
  return normalize(vec3((at.x + czm_projection[2][0]) / czm_projection[0][0], (at.y + czm_projection[2][1]) / czm_projection[1][1], -1.0));
}
`;

/** The mixing of day and night colours. */
export const DAY_NIGHT = /* glsl */ `
vec3 dayNight(vec3 day, vec3 night) { return mix(night, day, u_day); }
`;

/** Light, sky, haze, wetness and the mixing of day and night colours. Everything is linear; the last stage goes to sRGB. */
export const DAYLIGHT = /* glsl */ `${DAY_NIGHT}

// Palette colours of things that have one colour only: dim and bluish by night.
vec3 dimByNight(vec3 day) { return mix(day * vec3(0.055, 0.068, 0.095) + vec3(0.002, 0.003, 0.005), day, u_day); }

// Share of the sun that reaches a place: tilesets ask the shadow map, own draws stand in the sun.
#ifndef SUN_REACHES
#define SUN_REACHES(normalEC) 1.0
#endif

vec3 litBy(vec3 albedo, vec3 normalEC) {
  vec3 sunEC = czm_viewRotation * u_sun;
  vec3 upEC = czm_viewRotation * u_up;
  vec3 ambient = mix(u_ambientGround, u_ambientSky, 0.5 + 0.5 * dot(normalEC, upEC));
  float facing = max(dot(normalEC, sunEC), 0.0);
  return albedo * (ambient + u_sunColor * facing * (facing > 0.0 ? SUN_REACHES(normalEC) : 1.0));
}

${SKY}// A colour behind so many metres of air: the horizon swallows the city's edge.
vec3 hazed(vec3 color, float metres) {
  float seen = seenThrough(metres);
  // Half a step of the screen's colours: not worth a look at the sky.
  return seen > 0.998 ? exposed(color) : mix(airAt(pixelRay()), exposed(color), seen);
}

// 0–1: how wet the ground is. Wet ground is darker, and mirrors.
float wetness() { return u_air.x; }
vec3 wetted(vec3 albedo) { return albedo * mix(1.0, 0.52, u_air.x); }
// What a wet level surface adds: the sky along the mirrored ray; puddles in the hollows of \`place\` (0–1) mirror more.
vec3 wetSheen(vec3 positionEC, vec3 upEC, float hollow) {
  vec3 toEye = -normalize(positionEC);
  float facing = clamp(dot(toEye, upEC), 0.0, 1.0);
  float fresnel = 0.02 + 0.98 * fifth(1.0 - facing);
  return skyAt(reflect(-toEye, upEC)) * fresnel * u_air.x * mix(0.45, 1.0, hollow);
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
