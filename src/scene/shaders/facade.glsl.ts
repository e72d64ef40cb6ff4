import { FACADE_STEP } from '../../domain/building-shell.ts';
import { FACADE_BAYS } from './facade-bays.glsl.ts';
import { FACADE_NIGHT } from './facade-night.glsl.ts';

/**
 * Façades drawn from numbers alone: use, year, storeys and seed of the building, and the place on its wall. A bay is one
 * window's share of a wall; a wall holds a whole number of them. Every share of cover is box-filtered and gives way to its
 * mean before a pixel holds more than one, so nothing flickers from afar.
 */
export const FACADE = /* glsl */ `
const float FACADE_STEP = ${FACADE_STEP};
${FACADE_BAYS}
${FACADE_NIGHT}

// Paint of this building's walls: neighbours differ in tone, older ones are duller, some have a base or bands of their own.
vec3 paintOf(vec3 plain, vec2 cell, Bay bay, float year, float seed) {
  float taste = hashOf(vec3(seed * 0.137, 7.1, 3.3));
  float ornament = hashOf(vec3(seed * 0.071, 2.9, 6.1));
  float age = clamp((2004.0 - year) / 34.0, 0.0, 1.0);
  vec3 paint = plain * (0.95 + 0.12 * taste) * mix(vec3(1.0), vec3(0.955, 0.93, 0.90), age);
  if (isUse(v_use, RESIDENTIAL)) {
    if (v_height > 24.0 && ornament < 0.45 && cell.y < 2.0) paint *= vec3(0.83, 0.79, 0.74);
    else if (ornament < 0.30 && cell.y < 1.0) paint *= vec3(0.86, 0.84, 0.81);
    else if (ornament > 0.72 && bay.balcony) paint *= vec3(0.94, 0.88, 0.82);
    else if (ornament > 0.55 && ornament < 0.72 && mod(cell.y, 3.0) > 1.5) paint *= 0.93;
  } else if (isUse(v_use, SCHOOL)) {
    if (ornament < 0.6 && mod(cell.x, 4.0) < 0.5) paint *= vec3(0.93, 0.84, 0.78);
  } else if (isUse(v_use, COMMERCIAL) || isUse(v_use, OFFICE)) {
    if (ornament < 0.35) paint *= vec3(0.88, 0.87, 0.86);
  } else if (isUse(v_use, HERITAGE)) paint *= vec3(0.80, 0.79, 0.78);
  return paint;
}

struct Wall {
  vec3 albedo;
  vec3 glow;
};

// A wall at place (along, length) metres, rise metres above its foot; footprint is a pixel's size there in metres.
Wall wallOf(vec3 plain, vec2 place, float rise, vec2 footprint, vec3 normalEC, vec3 positionEC) {
  float seed = floor(v_seed + 0.5);
  float length50 = floor(place.y * 50.0 + 0.5);
  float key = seed * 0.013 + length50 * 0.0022;
  Bay bay = bayOf(place, rise, seed);
  vec2 w = max(vec2(footprint.x / bay.width, footprint.y / v_storey), vec2(0.002));
  float near = 1.0 - smoothstep(0.35, 0.9, max(w.x, w.y));
  vec2 cell = bay.cell;
  vec2 p = bay.place;
  float own = hashOf(vec3(cell.x * 1.7 + 3.0, cell.y * 2.3 + 1.0, key));
  Wall wall = Wall(paintOf(plain, cell, bay, bay.year, seed), vec3(0.0));
  bool home = isUse(v_use, RESIDENTIAL);

  float mean = bay.topmost ? 0.0 : (bay.usual.y - bay.usual.x) * (bay.usual.w - bay.usual.z) * bay.openings;
  float shape = bay.opening ? covered(p, bay.pane, w) : 0.0;
  float glass = mix(mean, shape, near);
  // Frame, casements and transom of this window, metres to shares of it.
  vec2 size = bay.pane.yw - bay.pane.xz;
  vec2 q = (p - bay.pane.xz) / size;
  vec2 wq = w / size;
  vec2 thick = vec2(bay.frame) / (size * vec2(bay.width, v_storey));
  vec2 sash = vec2(fract(q.x * bay.sashes), q.y);
  vec2 ws = vec2(wq.x * bay.sashes, wq.y);
  float seen = 1.0 - smoothstep(0.25, 0.7, max(ws.x, ws.y));
  float bar = seen * (1.0 - covered(sash, vec4(thick.x * bay.sashes, 1.0 - thick.x * bay.sashes, thick.y, 1.0 - thick.y), ws));
  bar = max(bar, bay.transom * seen * covered(q.y, 0.70, 0.70 + 2.0 * thick.y, wq.y));
  float reveal = bay.opening ? near * covered(q.y, 1.0 - 0.16 / (size.y * v_storey), 1.0, wq.y) : 0.0;

  // Slab edges, sills, balcony parapets with their shadow, air conditioners: only where a pixel can hold them.
  wall.albedo *= 1.0 - (home ? 0.05 : 0.09) * covered(p.y, 0.0, 0.06, w.y) * near;
  if (bay.opening && !bay.shop)
    wall.albedo *= 1.0 - 0.16 * near * covered(p, vec4(bay.pane.x - 0.02, bay.pane.y + 0.02, bay.pane.z - 0.045, bay.pane.z), w);
  if (bay.balcony) {
    float rail = covered(p, vec4(0.03, 0.97, 0.02, bay.pane.z), w) * near;
    wall.albedo = mix(wall.albedo, wall.albedo * 1.08, rail);
    wall.albedo *= 1.0 - 0.24 * covered(p, vec4(0.0, 1.0, 0.93, 1.0), w) * near;
  } else if (home && bay.opening && cell.y > 0.5 && own > 0.42) {
    float box = covered(p, vec4(0.80, 0.97, 0.06, 0.22), w) * near;
    wall.albedo = mix(wall.albedo, dimByNight(vec3(0.52)), 0.7 * box);
  }
  if (isUse(v_use, HERITAGE) && !bay.topmost)
    wall.albedo = mix(wall.albedo, dimByNight(vec3(0.16, 0.055, 0.04)), 0.8 * (1.0 - covered(p.x, 0.10, 0.90, w.x)) * near);
  if (isUse(v_use, INDUSTRIAL)) wall.albedo *= 1.0 - 0.05 * (1.0 - smoothstep(0.1, 0.3, footprint.x)) * step(0.5, fract(place.x * 1.4));
  if (bay.shop) signOver(wall.albedo, wall.glow, bay, w, near, seed);
  // Parapet under its coping, and the shade below it.
  float below = v_height - rise;
  if (place.y > 0.5 && v_height > 6.0 && below < 1.6) {
    float h = max(footprint.y, 0.02);
    wall.albedo *= 1.0 + 0.10 * covered(below, 0.0, 0.22, h) - 0.20 * covered(below, 0.22, 0.36, h) - 0.06 * covered(below, 1.05, 1.15, h);
  }
  // Older walls have run dark below their sills and at the foot.
  float age = clamp((2005.0 - bay.year) / 40.0, 0.0, 1.0);
  wall.albedo *= 1.0 - 0.09 * age * hashOf(vec3(floor(p.x * 2.0) + 2.0 * cell.x, key, 1.0)) * near;
  wall.albedo *= mix(0.84, 1.0, smoothstep(0.0, 7.0, rise));

  // Glass: the sky that it mirrors, a dark room or a curtain behind it, a frame around it.
  vec3 upEC = czm_viewRotation * u_up;
  vec3 toEye = -normalize(positionEC);
  vec3 tilt = normalize(normalEC + near * 0.03 * (vec3(own, fract(own * 7.0), fract(own * 13.0)) - 0.5));
  vec3 mirrored = reflect(-toEye, tilt);
  float lift = dot(mirrored, upEC);
  vec3 sky = mix(u_horizon, u_zenith, smoothstep(0.0, 0.7, lift)) * mix(0.34, 1.0, smoothstep(-0.22, 0.12, lift));
  float facing = clamp(dot(toEye, normalEC), 0.0, 1.0);
  float mirror = bay.gloss * (0.5 + 1.9 * pow(1.0 - facing, 3.0));
  float drawn = home ? step(0.62, fract(own * 3.7)) : step(0.86, fract(own * 3.7));
  vec3 room = mix(vec3(0.045, 0.052, 0.060), vec3(0.17, 0.16, 0.145), mix(home ? 0.24 : 0.08, drawn * smoothstep(0.0, 0.5, q.y + 0.3), near));
  vec3 behind = dimByNight(room) * (1.0 - 0.5 * reveal) + sky * min(mirror, 0.85) * mix(0.35, 1.0, u_day);
  float pane = glass * (1.0 - bar);
  wall.albedo = mix(wall.albedo, mix(dimByNight(bay.frameColor), vec3(0.0), 1.0 - bar), glass);
  wall.glow += behind * pane;
  wall.glow += windowLight(bay, cell, q, w, own, key, seed, near) * glass * (1.0 - 0.85 * bar) * (1.0 - 0.4 * reveal);
  return wall;
}
`;
