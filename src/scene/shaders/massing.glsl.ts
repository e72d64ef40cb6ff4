/** The city as a drawing: plain faces under crisp lines, for the styles in which façades would only distract. */
export const MASSING = /* glsl */ `
// How much of a pixel is line, 0–1: corners, eaves and foot of a wall, and a hint of its floors. Lines are as wide on every screen.
vec2 linesOf(bool roof, vec2 place, float rise, vec2 footprint, float metres) {
  if (roof) return vec2(0.0);
  float pen = 1.15 * max(1.0, czm_viewport.w / 1100.0);
  float w = max(footprint.x, 0.01);
  float h = max(footprint.y, 0.01);
  float corner = place.y < 0.5 ? 0.0 : covered(place.x, -w, pen * w, w) + covered(place.x, place.y - pen * w, place.y + w, w);
  // A gable has no eaves, and its apex would be a blot.
  float eaves = (place.y < 0.5 ? 0.0 : covered(rise, v_height - pen * h, v_height + h, h)) + covered(rise, -h, 0.8 * h, h);
  // A house of a few pixels would be all line.
  float room = smoothstep(3.0, 14.0, v_height / h) * (place.y < 0.5 ? 1.0 : smoothstep(2.0, 10.0, place.y / w));
  float edge = clamp(corner + eaves, 0.0, 1.0) * mix(0.18, 1.0, room) * mix(1.0, 0.55, smoothstep(900.0, 4000.0, metres));
  float share = h / v_storey;
  float floors = covered(fract(rise / v_storey + 0.02), 0.0, 0.04 + 0.6 * share, share) * (1.0 - smoothstep(0.12, 0.34, share));
  return vec2(edge, rise < 1.0 ? 0.0 : floors);
}

// Colour and opacity of a face in one of the drawn styles.
vec4 massingOf(bool roof, float rise, vec2 lines, vec3 normalEC) {
  float foot = roof ? 1.0 : mix(0.87, 1.0, smoothstep(0.0, 9.0, rise));
  if (u_style == STATUS) {
    // The city stands back: one quiet grey, so that only data has colour.
    vec3 quiet = dayNight(vec3(0.66, 0.672, 0.685), BODY_NIGHT * 1.15) * foot * (roof ? 1.06 : 1.0);
    vec3 line = dayNight(vec3(0.34, 0.36, 0.38), vec3(0.060, 0.075, 0.095));
    return vec4(mix(litBy(quiet, normalEC), line, lines.x * 0.55), 1.0);
  }
  vec3 plaster = dayNight(vec3(roof ? 0.87 : 0.90), BODY_NIGHT * (roof ? 2.4 : 1.9)) * foot;
  vec3 line = dayNight(vec3(0.10, 0.115, 0.13), vec3(0.26, 0.31, 0.37));
  vec3 color = litBy(plaster, normalEC);
  if (u_style == WHITE) return vec4(mix(color, line, max(lines.x * 0.88, lines.y * 0.20)), 1.0);
  line = dayNight(vec3(0.13, 0.17, 0.22), vec3(0.30, 0.38, 0.46));
  return vec4(mix(color, line, lines.x), mix(roof ? 0.13 : 0.17, 0.72, lines.x));
}
`;
