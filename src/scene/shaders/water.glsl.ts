/**
 * Trains of waves in fixed directions. Each goes a whole number of times into a period in both directions, so a pattern meets
 * itself where a ribbon ends (1200 m) and where the plane repeats (1024 m).
 */
export const RIPPLES = /* glsl */ `
// Whole waves a period, in radians a metre.
vec2 wholeWaves(vec2 wave, float period) {
  vec2 least = vec2(6.2832 / period);
  return round(wave / least) * least;
}

// Slope of the ripples, the longest \`length_\` metres and \`height\` high; those a pixel cannot hold are left out.
vec2 rippleSlope(vec2 p, float time, float pixel, float length_, float height, float period) {
  vec2 slope = vec2(0.0);
  float angle = 0.35;
  for (int i = 0; i < 6; i++) {
    vec2 direction = vec2(cos(angle), sin(angle));
    vec2 wave = wholeWaves(direction * 6.2832 / length_, period);
    float k = length(wave);
    float there = 1.0 - smoothstep(0.2 * length_, 0.7 * length_, pixel);
    // Deep water: c = sqrt(g / k).
    float phase = dot(wave, p) - time * sqrt(9.81 * k) + 1.7 * float(i);
    // Bent by a longer wave, or every crest would be a ruler's edge.
    float bend = sin(dot(wholeWaves(0.37 * wave.yx * vec2(1.0, -1.0) + 0.2 * wave, period), p) + 2.3 * float(i));
    slope += direction * cos(phase + 0.8 * bend) * height * k * there;
    length_ *= 0.62;
    height *= 0.66;
    angle += 2.2;
  }
  return slope;
}
`;

/**
 * Water without a second pass: ripples that run down the river, Fresnel, the sky as the scene draws it, the dark of the far
 * bank and, between lit banks, the streaks of their lights. All from the place on the ribbon, so a frozen clock gives one
 * picture.
 */
export const WATER_SURFACE = /* glsl */ `
${RIPPLES}
// The sky that a ray sees, and the sun's path on the water.
vec3 skyAlong(vec3 ray) {
  float sun = max(dot(ray, czm_viewRotation * u_sun), 0.0);
  return skyAt(ray) + u_sunColor * (0.06 * pow(sun, 24.0) + 2.0 * pow(sun, 420.0));
}

// Colour of the line of light below the coping and of its lanterns, 12.5 m apart, at a place along the water; \`u_landscape\` is
// the place of the mode in LANDSCAPE_MODES: nothing, warm white, gold and red in turn.
vec3 landscapeLight(float along) {
  vec3 festive = mix(vec3(1.0, 0.55, 0.16), vec3(1.0, 0.14, 0.07), step(0.5, fract(along / 25.0))) * 1.35;
  return u_landscape < 0.5 ? vec3(0.0) : u_landscape < 1.5 ? vec3(1.0, 0.64, 0.28) : festive;
}

vec3 waterColor(vec3 albedo, vec3 positionEC, vec3 upEC, vec2 ground, vec2 place, float width, bool lit, vec3 alongEC, float pixel) {
  bool river = width > 0.0;
  vec3 leftEC = cross(upEC, alongEC);
  // A river's ripples follow it, and each of its ribbons begins at a multiple of 1200 m; a pond's follow the plane.
  vec2 p = river ? vec2(place.x - 0.5 * u_waterTime, place.y) : ground;
  vec2 slope = rippleSlope(p, u_waterTime, pixel, 7.3, 0.012, river ? 1200.0 : 1024.0);
  // Patches of calm and of breeze.
  float breeze = 0.45 + 0.9 * groundNoise(ground, 32.0);
  slope *= breeze;
  vec3 normal = normalize(upEC - alongEC * slope.x - leftEC * slope.y);
  vec3 toEye = -normalize(positionEC);
  float facing = clamp(dot(toEye, normal), 0.0, 1.0);
  float fresnel = 0.03 + 0.92 * fifth(1.0 - facing);
  vec3 ray = reflect(-toEye, normal);
  float lift = dot(ray, upEC);
  if (lift < 0.02) ray = normalize(ray + upEC * (0.02 - lift));
  vec3 mirrored = skyAlong(ray);
  vec3 glow = vec3(0.0);
  if (river) {
    // The ray goes on to the plane of a bank: trees and houses hide the low sky there.
    float toBank = dot(ray, leftEC);
    float distance_ = (toBank > 0.0 ? width - place.y : place.y) / max(abs(toBank), 0.02);
    float height = distance_ * max(dot(ray, upEC), 0.02);
    vec3 eastEC = czm_viewRotation * u_east;
    vec2 bank = ground + distance_ * vec2(dot(ray, eastEC), dot(ray, cross(upEC, eastEC)));
    float hidden = 1.0 - smoothstep(2.0, 13.0, height + 4.0 * groundNoise(bank, 8.0));
    hidden *= smoothstep(0.02, 0.2, abs(toBank));
    vec3 shore = dayNight(vec3(0.16, 0.20, 0.13), vec3(0.008, 0.011, 0.012));
    mirrored = mix(mirrored, shore, 0.85 * hidden);
    if (lit && u_lamps > 0.0 && u_landscape > 0.5) {
      float at = place.x + dot(ray, alongEC) * distance_;
      // Lanterns every 12.5 m on the railing, and the line of light below the coping; rough water draws both out.
      float spread = 0.35 + 0.012 * distance_;
      float lane = abs(mod(at, 12.5) - 6.25);
      float lantern = bell(lane / spread) * bell((height - 3.0) / 2.2);
      float line = exp(-height / 0.7);
      float edge = min(place.y, width - place.y);
      float wash = exp(-edge / 2.6);
      glow = landscapeLight(at) * (0.95 * lantern + 0.45 * line) * (0.25 + 2.2 * fresnel) + landscapeLight(place.x) * 0.17 * wash;
      glow *= u_lamps;
    }
  }
  vec3 body = albedo * mix(0.9, 0.62, u_day);
  return mix(body, mirrored, fresnel) + glow;
}
`;
