/** Who is up: lit windows by flat, by office floor, by stair, and the lit boards of shops. */
export const FACADE_NIGHT = /* glsl */ `
// Share of windows lit in this building: homes, workplaces, shops, by the hour; some buildings are hardly lived in.
float litShare(float use, float seed) {
  float h = hashOf(vec3(seed * 0.053, 5.7, 1.9));
  float usual = use > 1.5 ? u_litWindows.y : u_litWindows.x;
  if (isUse(use, COMMERCIAL) || isUse(use, TRANSPORT)) usual = u_litWindows.z;
  if (isUse(use, HOSPITAL)) usual = max(u_litWindows.y, u_litWindows.x);
  // Homes stand half sold here and there; a hospital never sleeps.
  if (isUse(use, HOSPITAL)) return usual * mix(0.8, 1.1, h);
  return usual * (h < 0.16 ? 0.22 : mix(0.55, 1.05, h));
}

// Share lit of the square of 2^level windows that holds this one: one window burns or not, many vary as chance has it.
float litAmong(vec2 cell, float level, float share, float key) {
  float side = exp2(level);
  vec2 square = floor(cell / side);
  float h = hashOf(vec3(square.x * 1.7 + 3.0 + 13.0 * level, square.y * 2.3 + 1.0, key + 0.37));
  if (level < 0.5) return step(h, share);
  float spread = sqrt(max(share * (1.0 - share), 0.0)) / side;
  return clamp(share + (h - 0.5) * 3.4 * spread, 0.0, 1.0);
}

vec3 windowLight(Bay bay, vec2 cell, vec2 q, vec2 w, float own, float key, float seed, float near) {
  if (u_lamps < 0.01 || bay.topmost) return vec3(0.0);
  bool home = isUse(v_use, RESIDENTIAL);
  float share = litShare(v_use, seed);
  float here = share;
  if (bay.shop) here = min(1.0, u_litWindows.z * 1.7);
  else if (home) {
    // Three bays are a flat: where somebody is at home, most rooms are lit.
    float flat3 = hashOf(vec3(floor(cell.x / 3.0) * 2.9 + 1.0, cell.y * 3.1, key));
    here = flat3 < 0.6 ? share / 0.6 : 0.0;
  } else if (isUse(v_use, OFFICE) || isUse(v_use, PUBLIC_USE)) {
    // Offices go dark by the zone of a floor.
    float zone = hashOf(vec3(floor(cell.x * bay.width / 14.0) * 2.9 + 1.0, cell.y * 3.1, key));
    here = zone < share ? 0.94 : 0.03;
  }
  // Each window as long as two pixels hold one, then squares of them.
  float level = max(0.0, log2(max(w.x, w.y) * 2.2));
  float fine = floor(level);
  float lit = mix(
    litAmong(cell, fine, fine < 1.5 ? here : share, key),
    litAmong(cell, fine + 1.0, fine < 0.5 ? mix(here, share, 0.5) : share, key),
    smoothstep(0.0, 1.0, level - fine)
  );
  float warmth = hashOf(vec3(floor(cell.y * 2.3), cell.x * 1.3, key + 1.9));
  if (!home && !bay.shop) warmth = mix(warmth, hashOf(vec3(cell.y * 1.1, 3.0, key)), 0.8);
  warmth = mix(0.5, warmth, near);
  // 2700 K at home to 4000 K at work, as the eye has it by night.
  float white = home ? 0.10 + 0.55 * warmth : 0.55 + 0.45 * warmth;
  vec3 lamp = mix(vec3(1.0, 0.60, 0.28), vec3(1.0, 0.84, 0.62), white);
  float bright = home ? 0.20 + 0.42 * warmth * warmth : 0.30 + 0.16 * warmth;
  // Drawn curtains glow evenly, open rooms are bright below the ceiling.
  float curtain = step(0.55, fract(own * 3.7));
  float room = home ? mix(0.55 + 0.60 * smoothstep(0.1, 1.0, q.y), 0.80, curtain) : 0.75 + 0.45 * smoothstep(0.5, 1.0, q.y);
  bright *= mix(0.85, room, near);
  if (bay.stair) {
    // A stair burns dimly all the way up, or not at all.
    lit = mix(share, step(hashOf(vec3(cell.x * 1.9, 6.1, key)), 0.5), near);
    bright = 0.13;
  }
  if (bay.shop) bright = 0.52 + 0.25 * warmth;
  return lamp * bright * lit * u_lamps;
}

// Boards of shops: quiet grounds, none of them a status colour, over which a row of letters stands.
vec3 boardOf(float h) {
  if (h < 0.28) return vec3(0.055, 0.058, 0.062);
  if (h < 0.48) return vec3(0.17, 0.035, 0.030);
  if (h < 0.64) return vec3(0.030, 0.060, 0.115);
  if (h < 0.80) return vec3(0.20, 0.145, 0.075);
  if (h < 0.90) return vec3(0.040, 0.085, 0.065);
  return vec3(0.38, 0.36, 0.32);
}

void signOver(inout vec3 albedo, inout vec3 glow, Bay bay, vec2 w, float near, float seed) {
  // Two or three bays are a shop.
  float run = 2.0 + step(0.5, hashOf(vec3(seed * 0.09, 1.3, 7.7)));
  float shop = floor(bay.cell.x / run);
  float h = hashOf(vec3(shop * 3.3 + 0.7, seed * 0.07, 5.5));
  float along = (bay.cell.x + bay.place.x - shop * run) / run;
  float edge = 0.05 / (bay.width * run);
  vec2 wl = vec2(w.x / run, w.y);
  float board = covered(vec2(along, bay.place.y), vec4(0.01 + edge, 0.99 - edge, 0.70, 0.92), wl) * mix(0.75, 1.0, near);
  vec3 ground = boardOf(h);
  // Letters as blocks, a third to two thirds of the board.
  float count = 4.0 + floor(h * 17.0 - floor(h * 17.0 / 5.0) * 5.0);
  float reach = 0.5 * clamp(count * 0.62 / (bay.width * run), 0.15, 0.42);
  float inRow = covered(along, 0.5 - reach, 0.5 + reach, wl.x);
  float pitch = fract((along - 0.5 + reach) / (2.0 * reach) * count);
  float wp = wl.x / (2.0 * reach) * count;
  float letter = mix(0.62, covered(pitch, 0.14, 0.86, wp), 1.0 - smoothstep(0.4, 0.9, wp)) * inRow
    * mix(0.55, covered(bay.place.y, 0.755, 0.865, w.y), near);
  bool dark = h < 0.90;
  vec3 ink = dark ? vec3(0.66, 0.62, 0.55) : vec3(0.10, 0.085, 0.075);
  albedo = mix(albedo, dimByNight(mix(ground, ink, letter)), board);
  float burns = step(fract(h * 41.0), min(1.0, u_litWindows.z * 1.9)) * u_lamps;
  vec3 light = dark ? vec3(1.0, 0.88, 0.70) * 0.62 * letter + ground * 0.30 : vec3(1.0, 0.90, 0.74) * 0.30 * (1.0 - 0.8 * letter);
  glow += light * board * burns;
}
`;
