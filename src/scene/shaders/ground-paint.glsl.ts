/** Filtered strokes: what share of a pixel `w` metres wide a stroke covers, so that paint fades with distance and never shimmers. */
export const STROKES = /* glsl */ `
float stroke(float x, float from, float to, float w) {
  return clamp((min(x + 0.5 * w, to) - max(x - 0.5 * w, from)) / w, 0.0, 1.0);
}

// A stroke of \`on\` metres every \`pitch\`, from 0 on.
float dashes(float x, float on, float pitch, float w) {
  float at = mod(x, pitch);
  float near = stroke(at, 0.0, on, w) + stroke(at, pitch, pitch + on, w);
  return mix(near, on / pitch, smoothstep(0.35 * pitch, 0.9 * pitch, w));
}

float hash21(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * vec3(0.1031, 0.1030, 0.0973));
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}

// Smooth noise of cells \`size\` metres wide over the plane, the same every 1024 m.
float groundNoise(vec2 place, float size) {
#ifdef GRAIN
  vec2 p = place / size;
  float period = 1024.0 / size;
  vec2 cell = floor(p);
  vec2 f = p - cell;
  f = f * f * (3.0 - 2.0 * f);
  float a = hash21(mod(cell, period));
  float b = hash21(mod(cell + vec2(1.0, 0.0), period));
  float c = hash21(mod(cell + vec2(0.0, 1.0), period));
  float d = hash21(mod(cell + vec2(1.0, 1.0), period));
  return mix(mix(a, b, f.x), mix(c, d, f.x), f.y);
#else
  return 0.5;
#endif
}

// The same, gone where a cell is smaller than a pixel: 0.5 is its mean.
float fadingNoise(vec2 place, float size, float pixel) {
  float there = 1.0 - smoothstep(0.4 * size, 1.2 * size, pixel);
  return there <= 0.0 ? 0.5 : mix(0.5, groundNoise(place, size), there);
}
`;

/**
 * What is painted on a stretch of carriageway, from the numbers of its property table (`pack-marks.ts`): lane lines, edge
 * lines, centre, stop lines, arrows, cycle surface. Answers paint colour and coverage.
 */
export const ROAD_PAINT = /* glsl */ `
// Signed distance to a triangle that points up y from \`base\` to \`tip\`, \`half_\` wide at its base.
float headDistance(vec2 p, float base, float tip, float half_) {
  vec2 n = normalize(vec2(tip - base, half_));
  return max(base - p.y, dot(vec2(abs(p.x), p.y - tip), n));
}

// Arrow of a use code (pack-marks.ts) 6 m long; x to the driver's left, y forwards from its foot.
float arrowDistance(vec2 p, int use) {
  bool through = use == 1 || use == 4 || use == 5 || use == 7;
  bool left = use == 2 || use == 4 || use == 6 || use == 7;
  bool right = use == 3 || use == 5 || use == 6 || use == 7;
  float top = through ? 4.0 : 3.5;
  float d = max(abs(p.x) - 0.1, max(-p.y, p.y - top));
  if (through) d = min(d, headDistance(p, 3.6, 6.0, 0.42));
  float rise = through ? 2.2 : 3.3;
  for (int k = 0; k < 2; k++) {
    if (k == 0 ? !left : !right) continue;
    vec2 q = k == 0 ? p : vec2(-p.x, p.y);
    d = min(d, max(abs(q.y - rise - 0.25 * q.x) - 0.14, max(-q.x - 0.1, q.x - 0.55)));
    d = min(d, headDistance(vec2(q.y - rise - 0.2, q.x), 0.45, 1.15, 0.75));
  }
  return d;
}

float arrowsOf(float toStop, float side, float lane, float inner, float lanes, float uses, float w) {
  // side: metres from the parting line into the driver's half; arrows stand at 5 m and 40 m before the stop line.
  float first = 11.0 - toStop;
  float second = 46.0 - toStop;
  float y = first > -1.0 ? first : second;
  if (y < -1.0 || y > 7.0 || w > 0.9) return 0.0;
  float at = floor((side - inner) / lane);
  if (at < 0.0 || at >= min(lanes, 4.0)) return 0.0;
  int use = int(mod(floor(uses / pow(8.0, at) + 0.01), 8.0));
  if (use == 0) return 0.0;
  float x = inner + (at + 0.5) * lane - side;
  float d = arrowDistance(vec2(x, y), use);
  return clamp(0.5 - d / w, 0.0, 1.0) * (1.0 - smoothstep(0.3, 0.9, w));
}

// Lane lines of one direction; \`side\` as above, \`toStop\` metres to the end for those who drive there.
float lanePaint(float side, float lanes, float lane, float inner, float toStop, bool stops, float along, float w, float v) {
  if (lanes < 0.5) return 0.0;
  float u = side - inner;
  float edge = stroke(u, lanes * lane - 0.075, lanes * lane + 0.075, w);
  float k = floor(u / lane + 0.5);
  float line = k > 0.5 && k < lanes - 0.5 ? stroke(u, k * lane - 0.075, k * lane + 0.075, w) : 0.0;
  // Nobody changes lanes on the last 40 m before a stop line.
  float solid = stops ? 1.0 - smoothstep(39.5, 40.5, toStop) : 0.0;
  float paint = max(edge, line * mix(dashes(along, 6.0, 15.0, v), 1.0, solid));
  if (stops && u > -0.1 && u < lanes * lane + 0.1) paint = max(paint, stroke(toStop, 0.0, 0.4, v));
  return paint;
}

struct Paint { float white; float yellow; float cycle; float lane; };

Paint roadPaint(vec2 place, vec4 road, vec3 run, vec2 w) {
  Paint paint = Paint(0.0, 0.0, 0.0, -1.0);
  float flags = road.x;
  float forward = mod(flags, 8.0);
  float back = mod(floor(flags / 8.0), 8.0);
  float centre = mod(floor(flags / 64.0), 4.0);
  bool stopEnd = mod(floor(flags / 256.0), 2.0) > 0.5;
  bool stopStart = mod(floor(flags / 512.0), 2.0) > 0.5;
  float cycleFrom = floor(flags / 2048.0) * 0.1;
  float lane = road.w;
  float inner = road.z;
  float offset = place.y - road.y;
  float toEnd = run.x - place.x;
  float across = max(w.y, 0.01);
  float along = max(w.x, 0.01);
  // Of its half: a point has paint of one direction alone.
  bool backwards = offset > 0.0;
  float side = abs(offset);
  float own = backwards ? back : forward;
  float toStop = backwards ? place.x : toEnd;
  bool stops = backwards ? stopStart : stopEnd;
  paint.white = lanePaint(side, own, lane, inner, toStop, stops, place.x, across, along);
  float uses = backwards ? floor(run.y / 4096.0) : mod(run.y, 4096.0);
  if (stops) paint.white = max(paint.white, arrowsOf(toStop, side, lane, inner, own, uses, max(across, along)));
  if (centre > 2.5) paint.yellow = stroke(side, inner + 0.05, inner + 0.2, across);
  else if (centre > 1.5) paint.yellow = stroke(side, 0.075, 0.225, across);
  else if (centre > 0.5) paint.yellow = stroke(offset, -0.075, 0.075, across) * dashes(place.x, 4.0, 10.0, along);
  if (cycleFrom > 0.0) {
    paint.cycle = smoothstep(cycleFrom - 0.5 * across, cycleFrom + 0.5 * across, side);
    paint.white = max(paint.white, 0.85 * stroke(side, cycleFrom + 0.2, cycleFrom + 0.32, across));
  }
  // Where in its lane a point lies, 0 to 1, for what tyres polish.
  float u = side - inner;
  if (u > 0.0 && u < own * lane) paint.lane = fract(u / lane);
  return paint;
}
`;
