/** What stands in each bay of a wall: windows, doors, balconies, shops, by use and age. Proportions in shares of bay and storey. */
export const FACADE_BAYS = /* glsl */ `
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

struct Bay {
  float width;
  // Column and storey; place in them.
  vec2 cell;
  vec2 place;
  // Pane: left, right, bottom, top; the one most bays of the wall have, and the share of bays with one.
  vec4 pane;
  vec4 usual;
  float openings;
  float sashes;
  float transom;
  // Metres of a frame, its colour, and how much the glass mirrors.
  float frame;
  vec3 frameColor;
  float gloss;
  float year;
  bool opening;
  bool topmost;
  bool balcony;
  bool shop;
  bool stair;
};

Bay bayOf(vec2 place, float rise, float seed) {
  Bay bay;
  float taste = hashOf(vec3(seed * 0.37, 1.7, 9.1));
  // A year that nobody knows is one of many.
  float known = floor(v_year + 0.5);
  bay.year = known > 1000.0 && known < 2200.0 ? known : 1985.0 + 33.0 * taste;
  bool modern = bay.year > 2000.0;
  float wide = 3.4;
  bay.usual = vec4(0.24, 0.76, 0.30, 0.80);
  bay.sashes = 2.0;
  bay.transom = 0.0;
  bay.frame = 0.05;
  bay.frameColor = vec3(0.62);
  bay.gloss = 0.26;
  if (isUse(v_use, RESIDENTIAL)) {
    wide = modern ? 3.3 + 0.6 * taste : 3.2;
    bay.usual = modern ? vec4(0.22, 0.78, 0.26, 0.82) : vec4(0.27, 0.73, 0.32, 0.80);
    bay.frameColor = modern ? vec3(0.30, 0.31, 0.32) : vec3(0.70);
    bay.transom = modern ? 0.0 : 1.0;
  } else if (isUse(v_use, COMMERCIAL)) {
    wide = 4.2;
    bay.usual = taste > 0.5 ? vec4(0.05, 0.95, 0.26, 0.84) : vec4(0.14, 0.86, 0.26, 0.84);
    bay.sashes = 3.0;
    bay.frameColor = vec3(0.26);
    bay.gloss = 0.34;
  } else if (isUse(v_use, OFFICE)) {
    // Curtain walls, ribbons or a grid of stone.
    wide = modern ? (taste > 0.35 ? 1.5 : 3.0) : 3.6;
    bay.usual = !modern ? vec4(0.12, 0.88, 0.32, 0.82)
      : taste > 0.70 ? vec4(0.0, 1.0, 0.30, 0.86)
      : taste > 0.35 ? vec4(0.03, 0.97, 0.20, 0.97)
      : vec4(0.16, 0.84, 0.14, 0.90);
    bay.sashes = modern ? 1.0 : 3.0;
    bay.frameColor = vec3(0.33, 0.34, 0.36);
    bay.gloss = modern ? 0.46 : 0.30;
  } else if (isUse(v_use, INDUSTRIAL)) {
    wide = 6.0;
    bay.usual = vec4(0.10, 0.90, 0.58, 0.80);
    bay.sashes = 5.0;
    bay.frameColor = vec3(0.36);
  } else if (isUse(v_use, PUBLIC_USE)) {
    wide = 3.0;
    bay.usual = vec4(0.28, 0.72, 0.12, 0.88);
    bay.sashes = 1.0;
    bay.frameColor = vec3(0.22);
  } else if (isUse(v_use, SCHOOL)) {
    wide = 3.0;
    bay.usual = vec4(0.10, 0.90, 0.32, 0.84);
    bay.sashes = 3.0;
    bay.transom = 1.0;
  } else if (isUse(v_use, HOSPITAL)) {
    wide = 3.6;
    bay.usual = vec4(0.12, 0.88, 0.34, 0.80);
    bay.sashes = 3.0;
  } else if (isUse(v_use, TRANSPORT)) {
    wide = 4.5;
    bay.usual = vec4(0.03, 0.97, 0.06, 0.95);
    bay.sashes = 3.0;
    bay.gloss = 0.42;
  } else if (isUse(v_use, HERITAGE)) {
    wide = 3.2;
    bay.usual = vec4(0.16, 0.84, 0.12, 0.78);
    bay.sashes = 4.0;
    bay.frameColor = vec3(0.20, 0.07, 0.05);
    bay.gloss = 0.12;
  }
  bool measured = place.y > 0.5;
  float bays = measured ? max(1.0, floor(place.y / wide + 0.5)) : 0.0;
  bay.width = measured ? place.y / bays : wide;
  vec2 at = vec2(place.x / bay.width, rise / v_storey);
  bay.cell = floor(at);
  bay.place = at - bay.cell;
  bay.pane = bay.usual;
  bay.topmost = bay.cell.y >= v_storeys || rise < 0.0 || v_height < 2.2;
  bool foot = bay.cell.y < 0.5;
  bool home = isUse(v_use, RESIDENTIAL);
  // A short wall of a slab is a gable: blank but for the corridor's window.
  bool gable = home && measured && place.y < 15.0 && v_height > 9.0;
  bay.openings = gable ? 0.7 / max(bays, 1.0) : 1.0;
  bay.opening = !bay.topmost && !(gable && abs(bay.cell.x - floor(bays * 0.5)) > 0.5);
  if (gable) bay.usual = vec4(0.36, 0.64, 0.36, 0.78);
  if (gable) bay.pane = bay.usual;
  float turn = floor(hashOf(vec3(seed * 0.11, 4.2, 0.7)) * 3.0);
  bay.balcony = home && !gable && !foot && !bay.topmost && v_storeys > 2.5 && abs(mod(bay.cell.x + turn, 3.0)) < 0.5;
  if (bay.balcony) bay.pane = modern ? vec4(0.05, 0.95, 0.32, 0.92) : vec4(0.07, 0.93, 0.38, 0.90);
  if (bay.balcony) bay.sashes = 4.0;
  // Stairs: one bay of six, its windows between the floors.
  bay.stair = home && !gable && !bay.balcony && !foot && !bay.topmost && v_storeys > 3.5 && place.y > 17.0
    && hashOf(vec3(seed * 0.19, place.y * 0.02, 3.7)) < 0.6 && abs(mod(bay.cell.x + turn, 6.0) - 4.0) < 0.5;
  if (bay.stair) { bay.pane = vec4(0.36, 0.64, 0.08, 0.50); bay.sashes = 1.0; bay.transom = 0.0; }
  // Only long fronts hold shops; doors between them keep a beat.
  bool trade = isUse(v_use, COMMERCIAL) || (home && place.y > 18.0 && v_storeys > 2.5 && hashOf(vec3(seed * 0.29, 8.8, 2.1)) < 0.22);
  bay.shop = foot && trade && !bay.topmost;
  if (bay.shop) {
    bay.opening = true;
    bay.pane = vec4(0.06, 0.94, 0.03, 0.64);
    bay.sashes = 4.0;
    bay.transom = 1.0;
    bay.frameColor = vec3(0.20);
    bay.gloss = 0.22;
  } else if (foot && home && !gable && v_storeys > 2.5 && abs(mod(bay.cell.x + turn, 6.0) - 4.0) < 0.5) {
    bay.pane = vec4(0.30, 0.70, 0.01, 0.72);
    bay.frameColor = vec3(0.24);
  }
  return bay;
}
`;
