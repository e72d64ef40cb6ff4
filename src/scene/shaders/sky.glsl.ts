import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';

/** Sky from horizon to zenith with sun, moon by its phase, and stars, behind everything. */
export const SKY_VERTEX = /* glsl */ `
in vec2 corner;
void main() {
  gl_Position = vec4(corner, 0.0, 1.0);
}
`;

export const SKY_FRAGMENT = /* glsl */ `
${DAYLIGHT_DECLARATIONS}
uniform vec3 u_trueSun;
uniform vec3 u_disc;
uniform vec3 u_moon;
uniform float u_moonlit;
uniform float u_stars;
uniform float u_starTurn;
${DAYLIGHT}
// Sun and moon are half a degree wide; drawn twice that, as the eye remembers them.
const float DISC = 0.0093;

// The moon's disc: as a ball that the sun lights, so that phase and tilt are the true ones.
vec3 moonAt(vec3 ray, float shine, float pixel) {
  vec3 moon = u_moon;
  vec3 off = ray - moon * dot(ray, moon);
  float away = length(off);
  float glare = exp(-away * 34.0) * 0.05 + exp(-away * 6.0) * 0.02;
  vec3 color = vec3(0.75, 0.82, 1.0) * glare * shine;
  if (away > DISC * 1.5 || dot(ray, moon) < 0.0) return color;
  float r = min(away / DISC, 1.0);
  vec3 normal = normalize(off / max(away, 1.0e-6) * r - moon * sqrt(max(1.0 - r * r, 0.0)));
  float lit = smoothstep(-0.06, 0.14, dot(normal, u_trueSun));
  // Seas, large and soft.
  float mare = 0.80 + 0.20 * smoothstep(-0.4, 0.5, sin(normal.x * 5.1 + 1.3) * sin(normal.y * 4.3 - 0.4) + sin(normal.z * 6.7));
  float disc = 1.0 - smoothstep(DISC - pixel, DISC + pixel, away);
  return color + vec3(0.95, 0.94, 0.88) * mare * lit * disc * u_moonlit * mix(0.95, 0.34, u_day);
}

float starsAt(vec3 ray) {
  float turn = -u_starTurn;
  // Earth's axis is the world's z: the stars turn about it.
  vec3 fixedRay = vec3(cos(turn) * ray.x - sin(turn) * ray.y, sin(turn) * ray.x + cos(turn) * ray.y, ray.z);
  const float CELLS = 46.0;
  vec3 cell = floor(fixedRay * CELLS);
  float chance = hashOf(cell + 91.7);
  if (chance > 0.022) return 0.0;
  vec3 inside = vec3(hashOf(cell + 3.1), hashOf(cell + 7.7), hashOf(cell + 13.9)) * 0.5 + 0.25;
  vec3 star = normalize((cell + inside) / CELLS);
  float away = length(fixedRay - star);
  float bright = 0.14 + 0.86 * pow(hashOf(cell + 27.3), 5.0);
  return bright * (1.0 - smoothstep(0.0004, 0.0016, away));
}

void main() {
  vec3 ray = pixelRay();
  vec3 world = ray * czm_viewRotation;
  float lift = dot(world, u_up);
  vec3 color = skyAt(ray);
  float clear = smoothstep(-0.004, 0.02, lift) * exp(-u_air.z * 120.0 / max(lift, 0.01));
  float pixel = 1.2 / (czm_projection[1][1] * czm_viewport.w);
  float away = acos(clamp(dot(world, u_trueSun), -1.0, 1.0));
  color += u_disc * (1.0 - smoothstep(DISC - pixel, DISC + pixel, away)) * clear;
  color += u_disc * (0.16 * exp(-away * 26.0) + 0.05 * exp(-away * 7.0)) * clear * smoothstep(-0.02, 0.03, dot(u_trueSun, u_up));
  if (u_moonlit > 0.0) color += moonAt(world, u_moonlit * (1.0 - u_day), pixel) * clear;
  if (u_stars > 0.0 && lift > 0.0) color += vec3(0.85, 0.92, 1.0) * starsAt(world) * u_stars * 0.5 * smoothstep(0.02, 0.3, lift) * clear;
  // One step of dither hides the bands of a dark gradient.
  float dither = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  out_FragColor = vec4(pow(max(color, 0.0), vec3(1.0 / 2.2)) + dither / 255.0, 1.0);
}
`;
