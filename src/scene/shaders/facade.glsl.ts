/**
 * Façades drawn from numbers alone: use, year, storeys and seed of the building, and the place on its wall or roof. A bay
 * is one window's share of a wall; a wall holds a whole number of them. Shares of cover are box-filtered, so nothing flickers
 * from afar. `FACADE_STEP` is that of mesh-content.ts.
 */
export const FACADE = /* glsl */ `
const float FACADE_STEP = 0.02;
const float RESIDENTIAL = 1.0;
const float COMMERCIAL = 2.0;
const float OFFICE = 3.0;
const float INDUSTRIAL = 4.0;
const float PUBLIC_USE = 5.0;
const float SCHOOL = 6.0;
const float HOSPITAL = 7.0;
const float TRANSPORT = 8.0;
const float HERITAGE = 9.0;
bool isUse(float use, float id) { return abs(use - id) < 0.5; }

// Share of a pixel of width w at x that lies in [a, b].
float covered(float x, float a, float b, float w) {
  return clamp((min(b, x + 0.5 * w) - max(a, x - 0.5 * w)) / w, 0.0, 1.0);
}
float covered(vec2 p, vec4 box, vec2 w) {
  return covered(p.x, box.x, box.y, w.x) * covered(p.y, box.z, box.w, w.y);
}

// Width of a bay in metres, and the pane in it: left, right, bottom, top, shares of bay and storey.
void bayOf(float use, float year, float seed, out float width, out vec4 pane) {
  float taste = hashOf(vec3(seed * 0.37, 1.7, 9.1));
  bool modern = year > 2000.0 || (year < 1.0 && taste > 0.5);
  width = 3.4;
  pane = vec4(0.24, 0.76, 0.30, 0.80);
  if (isUse(use, RESIDENTIAL)) {
    width = modern ? 3.6 : 3.2;
    pane = modern ? vec4(0.20, 0.80, 0.22, 0.84) : vec4(0.27, 0.73, 0.32, 0.80);
  } else if (isUse(use, COMMERCIAL)) {
    width = 4.2;
    pane = taste > 0.5 ? vec4(0.04, 0.96, 0.24, 0.86) : vec4(0.14, 0.86, 0.24, 0.84);
  } else if (isUse(use, OFFICE)) {
    width = modern ? 1.7 : 3.6;
    pane = modern ? (taste > 0.6 ? vec4(0.0, 1.0, 0.30, 0.88) : vec4(0.05, 0.95, 0.12, 0.94)) : vec4(0.10, 0.90, 0.32, 0.82);
  } else if (isUse(use, INDUSTRIAL)) {
    width = 6.0;
    pane = vec4(0.08, 0.92, 0.58, 0.82);
  } else if (isUse(use, PUBLIC_USE)) {
    width = 3.0;
    pane = vec4(0.26, 0.74, 0.14, 0.88);
  } else if (isUse(use, SCHOOL)) {
    width = 3.0;
    pane = vec4(0.10, 0.90, 0.32, 0.84);
  } else if (isUse(use, HOSPITAL)) {
    width = 3.6;
    pane = vec4(0.12, 0.88, 0.34, 0.80);
  } else if (isUse(use, TRANSPORT)) {
    width = 4.5;
    pane = vec4(0.03, 0.97, 0.06, 0.95);
  } else if (isUse(use, HERITAGE)) {
    width = 3.2;
    pane = vec4(0.16, 0.84, 0.12, 0.78);
  }
}

// Share of windows lit: homes, workplaces, shops.
float litShare(float use) {
  if (isUse(use, COMMERCIAL) || isUse(use, TRANSPORT)) return u_litWindows.z;
  if (isUse(use, HOSPITAL)) return max(u_litWindows.y, u_litWindows.x);
  return use > 1.5 ? u_litWindows.y : u_litWindows.x;
}

// Colours of shop signs: quiet, none of them a status colour.
vec3 signColor(float h) {
  if (h < 0.25) return vec3(0.20, 0.05, 0.04);
  if (h < 0.50) return vec3(0.05, 0.10, 0.19);
  if (h < 0.70) return vec3(0.30, 0.22, 0.10);
  if (h < 0.85) return vec3(0.07, 0.14, 0.11);
  return vec3(0.42, 0.40, 0.36);
}

struct Wall {
  vec3 albedo;
  vec3 glow;
};

// A wall at place (along, length) metres, rise metres above its foot; footprint is a pixel's size there in metres.
Wall wallOf(vec3 plain, vec2 place, float rise, vec2 footprint, vec3 normalEC, vec3 positionEC) {
  Wall wall = Wall(plain, vec3(0.0));
  float seed = floor(v_seed + 0.5);
  float year = floor(v_year + 0.5);
  float bay; vec4 pane;
  bayOf(v_use, year, seed, bay, pane);
  bool home = isUse(v_use, RESIDENTIAL);
  bool known = place.y > 0.5;
  float bays = known ? max(1.0, floor(place.y / bay + 0.5)) : 0.0;
  float width = known ? place.y / bays : bay;
  float u = place.x / width;
  float v = rise / v_storey;
  vec2 w = max(vec2(footprint.x / width, footprint.y / v_storey), vec2(0.004));
  float near = 1.0 - smoothstep(0.35, 0.9, max(w.x, w.y));
  vec2 cell = floor(vec2(u, v));
  vec2 p = fract(vec2(u, v));
  float own = hashOf(vec3(cell.x * 1.7 + 3.0, cell.y * 2.3 + 1.0, seed * 0.013 + place.y * 0.11));
  float storeys = max(1.0, floor(v_height / v_storey + 0.35));
  bool topmost = cell.y >= storeys;
  bool atGround = cell.y < 0.5;
  // A short wall of a slab is a gable: blank but for the corridor's window.
  bool gable = home && known && place.y < 15.0 && v_height > 9.0;
  bool opening = !topmost && !(gable && abs(cell.x - floor(bays * 0.5)) > 0.5);
  if (gable) pane = vec4(0.36, 0.64, 0.36, 0.78);
  float turn = floor(hashOf(vec3(seed * 0.11, 4.2, 0.7)) * 3.0);
  bool balcony = home && !gable && !atGround && abs(mod(cell.x + turn, 3.0)) < 0.5;
  if (balcony) pane = year > 2000.0 ? vec4(0.05, 0.95, 0.30, 0.94) : vec4(0.07, 0.93, 0.38, 0.92);
  bool trade = isUse(v_use, COMMERCIAL) || (home && known && place.y > 18.0 && hashOf(vec3(seed * 0.29, 8.8, 2.1)) < 0.22);
  bool shop = atGround && trade;
  if (shop) pane = vec4(0.05, 0.95, 0.05, 0.66);
  if (atGround && !trade && home && abs(mod(cell.x, 5.0) - 2.0) < 0.5) pane = vec4(0.32, 0.68, 0.02, 0.70);

  float mean = (pane.y - pane.x) * (pane.w - pane.z) * (gable ? 0.15 : 1.0);
  float glass = topmost ? 0.0 : mix(mean, opening ? covered(p, pane, w) : 0.0, near);

  // Floor slabs, balcony parapets, mullions, air conditioners: only where a pixel can hold them.
  float slab = covered(p.y, 0.0, 0.07, w.y) * near;
  wall.albedo *= 1.0 - (home ? 0.05 : 0.08) * slab;
  if (balcony && !topmost) {
    float parapet = covered(p, vec4(0.03, 0.97, 0.02, pane.z), w) * near;
    wall.albedo = mix(wall.albedo, wall.albedo * 1.07, parapet);
    wall.albedo *= 1.0 - 0.22 * covered(p, vec4(0.0, 1.0, 0.94, 1.0), w) * near;
  }
  if (home && !topmost && opening && !balcony && !atGround && own > 0.42)
    wall.albedo = mix(wall.albedo, vec3(0.50), 0.75 * covered(p, vec4(0.80, 0.97, 0.06, 0.24), w) * near);
  if (isUse(v_use, HERITAGE) && !topmost)
    wall.albedo = mix(wall.albedo, vec3(0.16, 0.055, 0.04), 0.8 * (1.0 - covered(p.x, 0.10, 0.90, w.x)) * near);
  if (shop) {
    float sign = covered(p, vec4(0.02, 0.98, 0.72, 0.95), w);
    vec3 paint = signColor(hashOf(vec3(floor((cell.x + turn) / 2.0), seed * 0.07, 5.5)));
    float shown = sign * mix(0.5, 1.0, near);
    wall.albedo = mix(wall.albedo, dimByNight(paint), shown);
    wall.glow += paint * 1.5 * shown * u_lamps * step(own, u_litWindows.z * 1.6);
  }
  // Older walls have run dark below their sills and at the foot.
  float age = clamp((2005.0 - (year < 1.0 ? 1995.0 : year)) / 40.0, 0.0, 1.0);
  wall.albedo *= 1.0 - 0.10 * age * hashOf(vec3(floor(u * 2.0), seed * 0.17, 1.0)) * near;
  wall.albedo *= mix(0.84, 1.0, smoothstep(0.0, 7.0, rise));

  // Glass: the sky it mirrors by day, a dark room behind it, a frame around it.
  vec3 upEC = czm_viewRotation * u_up;
  vec3 toEye = -normalize(positionEC);
  vec3 mirrored = reflect(-toEye, normalize(normalEC + 0.035 * (own - 0.5)));
  float lift = dot(mirrored, upEC);
  vec3 sky = mix(u_horizon, u_zenith, smoothstep(0.0, 0.7, lift)) * mix(0.42, 1.0, smoothstep(-0.25, 0.1, lift));
  float facing = clamp(dot(toEye, normalEC), 0.0, 1.0);
  float mirror = 0.22 + 0.55 * pow(1.0 - facing, 3.0);
  vec3 room = mix(vec3(0.020, 0.026, 0.034), vec3(0.10, 0.115, 0.13), u_day) * (0.75 + 0.5 * own);
  float reveal = opening ? covered(p.y, pane.w - 0.07, pane.w, w.y) * near : 0.0;
  vec3 seen = room * (1.0 - 0.45 * reveal) + sky * mirror * mix(0.55, 0.9, u_day);
  wall.albedo = mix(wall.albedo, vec3(0.0), glass * 0.94);
  wall.glow += seen * glass * mix(0.55, 0.92, u_day);

  // By night: 2700 K homes to 4000 K offices, curtains half drawn, a share of them by the hour.
  float share = litShare(v_use) * (shop ? 1.4 : 1.0);
  float burning = step(own, share);
  float warmth = hashOf(vec3(cell.y * 2.3, cell.x * 1.3, seed * 0.029));
  float white = home ? 0.15 + 0.5 * warmth : 0.55 + 0.45 * warmth;
  vec3 lamp = mix(vec3(1.0, 0.60, 0.27), vec3(1.0, 0.85, 0.62), white) * (0.45 + 0.75 * warmth);
  float curtain = home ? mix(1.0, 0.55 + 0.45 * step(0.5, fract(warmth * 7.0)), near) : 1.0;
  wall.glow += lamp * curtain * u_lamps * 0.66 * glass * mix(share, burning, near);
  return wall;
}

// A flat or pitched roof at its own place, metres.
vec3 roofOf(vec3 plain, vec2 place, float facingUp, float rise, float pixel) {
  float seed = floor(v_seed + 0.5);
  vec3 albedo = plain;
  if (facingUp < 0.97) {
    // Tiles in courses, greyer than a flat roof.
    float course = fract(rise / 0.34);
    float fade = 1.0 - smoothstep(0.10, 0.34, pixel);
    return albedo * mix(vec3(0.80, 0.80, 0.82), vec3(0.72, 0.73, 0.76) + 0.16 * course, fade);
  }
  float fade = 1.0 - smoothstep(0.5, 2.2, pixel);
  albedo *= 0.97 + 0.05 * hashOf(vec3(floor(place * 0.25), seed * 0.31)) * fade;
  bool home = isUse(v_use, RESIDENTIAL) && v_year < 2012.0;
  vec2 pitch = home ? vec2(3.3, 4.4) : vec2(7.0, 6.0);
  vec2 cell = floor(place / pitch);
  vec2 p = fract(place / pitch) * pitch;
  float own = hashOf(vec3(cell * 1.9, seed * 0.041));
  float rare = home ? 0.34 : isUse(v_use, INDUSTRIAL) ? 0.10 : 0.26;
  // Not on the last cells of the frame, which the roof's edge may cut.
  if (own < rare && cell.x > 0.5 && cell.y > 0.5) {
    vec2 size = home ? vec2(1.9, 1.2) : vec2(2.2, 1.6) * (0.8 + 0.9 * fract(own * 17.0));
    vec2 low = (pitch - size) * vec2(fract(own * 31.0), fract(own * 53.0));
    vec2 w = vec2(max(pixel, 0.02));
    float shadow = covered(p, vec4(low.x - 0.25, low.x + size.x + 0.45, low.y - 0.45, low.y + size.y + 0.25), w);
    float body = covered(p, vec4(low.x, low.x + size.x, low.y, low.y + size.y), w);
    albedo *= 1.0 - 0.30 * shadow * fade;
    vec3 paint = home ? vec3(0.10, 0.12, 0.16) : vec3(0.62, 0.62, 0.60);
    albedo = mix(albedo, mix(plain * 0.55, paint, u_day), body * fade);
  }
  return albedo;
}
`;
