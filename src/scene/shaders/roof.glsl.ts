/** Roofs: tiles on what is pitched, felt, plant and solar heaters on what is flat. Needs the façade's uses and `covered`. */
export const ROOF = /* glsl */ `
// A roof at its own place, metres; pixel is a pixel's size there.
vec3 roofOf(vec3 plain, vec2 place, float facingUp, float rise, float pixel) {
  float seed = floor(v_seed + 0.5);
  float taste = hashOf(vec3(seed * 0.157, 3.9, 8.3));
  bool home = isUse(v_use, RESIDENTIAL);
  if (facingUp < 0.97) {
    // Tiles in courses: muted clay or slate; sheet metal on sheds.
    vec3 clay = vec3(0.80, 0.685, 0.625) * (0.92 + 0.14 * taste);
    vec3 slate = vec3(0.70, 0.715, 0.735) * (0.92 + 0.14 * taste);
    bool shed = isUse(v_use, INDUSTRIAL);
    vec3 tiles = shed ? vec3(0.84, 0.87, 0.90) * (0.90 + 0.14 * taste) : isUse(v_use, HERITAGE) || fract(taste * 9.0) > 0.62 ? slate : clay;
    float course = shed ? fract(place.x / 1.1) : fract(rise / 0.30);
    float fade = 1.0 - smoothstep(0.08, 0.30, shed ? pixel * 0.4 : pixel);
    return plain * tiles * (1.0 + 0.12 * (course - 0.5) * fade);
  }
  float fade = 1.0 - smoothstep(0.5, 2.2, pixel);
  vec3 felt = mix(vec3(1.0), vec3(0.86, 0.88, 0.90), step(0.55, taste)) * (0.93 + 0.10 * fract(taste * 7.0));
  vec3 albedo = plain * felt * (0.975 + 0.05 * hashOf(vec3(floor(place * 0.25), seed * 0.31)) * fade);
  bool old = home && v_year < 2012.0;
  vec2 pitch = old ? vec2(3.3, 4.4) : vec2(7.0, 6.0);
  vec2 cell = floor(place / pitch);
  vec2 p = place - cell * pitch;
  float own = hashOf(vec3(cell * 1.9, seed * 0.041));
  float rare = old ? 0.34 : isUse(v_use, INDUSTRIAL) ? 0.10 : 0.26;
  // Not on the first cells of the frame, which the roof's edge may cut.
  if (own < rare && cell.x > 0.5 && cell.y > 0.5) {
    vec2 size = old ? vec2(1.9, 1.2) : vec2(2.2, 1.6) * (0.8 + 0.9 * fract(own * 17.0));
    vec2 low = (pitch - size) * vec2(fract(own * 31.0), fract(own * 53.0));
    vec2 w = vec2(max(pixel, 0.02));
    float shadow = covered(p, vec4(low.x - 0.25, low.x + size.x + 0.45, low.y - 0.45, low.y + size.y + 0.25), w);
    float body = covered(p, vec4(low.x, low.x + size.x, low.y, low.y + size.y), w);
    albedo *= 1.0 - 0.26 * shadow * fade;
    vec3 paint = old ? vec3(0.12, 0.14, 0.18) : vec3(0.60, 0.61, 0.60);
    albedo = mix(albedo, dimByNight(paint), body * fade);
    // Tubes of a heater, grilles of a chiller.
    float slat = fract((p.x - low.x) / (old ? 0.21 : 0.46));
    albedo *= 1.0 - 0.22 * body * step(0.5, slat) * (1.0 - smoothstep(0.04, 0.16, pixel));
  }
  return albedo;
}
`;
