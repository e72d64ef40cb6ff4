import { ROAD_PAINT, STROKES } from './ground-paint.glsl.ts';
import { WATER_SURFACE } from './water.glsl.ts';

/** Ground cover in class colours; property table and ribbon places of the tile build (`pack-marks.ts`). */
export const GROUND_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_class = float(vsInput.metadata.cover);
  int cover = int(v_class + 0.5);
  // Stripes of a crossing are painted on asphalt.
  v_color = classColor(cover == CROSSING ? CARRIAGEWAY : cover);
  float lane = float(vsInput.metadata.lane);
  float span = float(vsInput.metadata.span);
  // Flags, metres to the parting line, half a median, lane width.
  v_road = vec4(
    float(vsInput.metadata.road),
    mod(lane, 1024.0) * 0.1,
    mod(floor(lane / 1024.0), 64.0) * 0.1,
    floor(lane / 65536.0) * 0.05
  );
  // Length, arrows, width.
  v_run = vec3(floor(span / 1024.0) * 0.1, float(vsInput.metadata.uses), mod(span, 1024.0) * 0.1);
}
`;

/** Small things of a surface by class, as a factor of its colour. Each fades before its cells are smaller than a pixel. */
const SURFACES = /* glsl */ `
// Joints between slabs \`size\` wide, every second row shifted by half.
float joints(vec2 at, vec2 size, float joint, float pixel) {
  float row = floor(at.y / size.y);
  at.x += mod(row, 2.0) * 0.5 * size.x;
  float lines = max(dashes(at.x + 0.5 * joint, joint, size.x, pixel), dashes(at.y + 0.5 * joint, joint, size.y, pixel));
  return lines * (1.0 - smoothstep(0.4 * size.y, 1.2 * size.y, pixel));
}

vec3 asphalt(vec3 albedo, vec2 ground, float pixel) {
  float grain = fadingNoise(ground, 0.0625, pixel) - 0.5;
  float patches = fadingNoise(ground, 4.0, pixel) - 0.5;
  float wide = groundNoise(ground, 32.0) - 0.5;
  return albedo * (1.0 + 0.16 * grain + 0.10 * patches + 0.10 * wide);
}

vec3 paving(vec3 albedo, vec2 at, vec2 size, float pixel, vec2 ground) {
  vec2 shifted = at + vec2(mod(floor(at.y / size.y), 2.0) * 0.5 * size.x, 0.0);
  float there = 1.0 - smoothstep(0.5 * size.y, 1.5 * size.y, pixel);
  float slab = (hash21(mod(floor(shifted / size), 512.0)) - 0.5) * there;
  float wide = groundNoise(ground, 8.0) - 0.5;
  return albedo * (1.0 + 0.10 * slab + 0.07 * wide) * (1.0 - 0.22 * joints(at, size, 0.02, pixel));
}

vec3 grass(vec3 albedo, vec2 ground, float pixel) {
  // Straw, as the season has it: not everywhere at once.
  float wide = groundNoise(ground, 16.0);
  float middle = fadingNoise(ground, 2.0, pixel);
  float blades = fadingNoise(ground, 0.125, pixel);
  float green = clamp(u_season.z + 0.35 * (wide - 0.5) * 4.0 * u_season.z * (1.0 - u_season.z), 0.0, 1.0);
  vec3 color = mix(albedo * dayNight(STRAW, vec3(1.0)), albedo, green);
  return color * (0.86 + 0.14 * wide + 0.14 * middle + 0.16 * (blades - 0.5));
}
`;

export const GROUND_FRAGMENT = /* glsl */ `
${STROKES}
${ROAD_PAINT}
${WATER_SURFACE}
${SURFACES}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  float metres = length(positionEC);
  vec3 upEC = czm_viewRotation * u_up;
  vec3 eastEC = czm_viewRotation * u_east;
  int cover = int(v_class + 0.5);
  // Metres over the plane, the same wherever the camera stands, every 1024 m.
  vec2 ground = u_groundEye.xy + vec2(dot(positionEC, eastEC), dot(positionEC, cross(upEC, eastEC)));
  vec2 place = fsInput.attributes.texCoord_0 * 0.02;
  // Asked for before any branch: neighbours may take another.
  vec2 w = fwidth(place);
  vec2 g = fwidth(ground);
  float pixel = max(0.75 * max(g.x, g.y), 0.004);
  vec3 dx = dFdx(positionEC);
  vec3 dy = dFdy(positionEC);
  vec2 px = dFdx(place);
  vec2 py = dFdy(place);
  vec3 alongEC = dx * py.y - dy * px.y;
  float turn = px.x * py.y - py.x * px.y;
  alongEC = dot(alongEC, alongEC) > 1.0e-12 && abs(turn) > 1.0e-9 ? normalize(alongEC * sign(turn)) : eastEC;
  bool ribbon = v_run.z > 0.05;
  vec4 road = floor(v_road * vec4(1.0, 100.0, 100.0, 100.0) + 0.5) / vec4(1.0, 100.0, 100.0, 100.0);
  vec3 normalEC = upEC;

  vec3 albedo = v_color;
  vec3 white = dayNight(PAINT_DAY, PAINT_NIGHT);
  vec3 yellow = dayNight(YELLOW_DAY, YELLOW_NIGHT);
  float worn = 0.80 + 0.25 * (fadingNoise(ground, 0.25, pixel) - 0.5);
  bool hard = cover == CARRIAGEWAY || cover == CROSSING || cover == BUS_BAY;
  if (hard) {
    albedo = asphalt(albedo, ground, pixel);
    if (cover == CARRIAGEWAY && ribbon && road.w > 0.1) {
      Paint paint = roadPaint(place, road, vec3(v_run.x, floor(v_run.y + 0.5), v_run.z), w);
      albedo = mix(albedo, dayNight(CYCLE_DAY, CYCLE_NIGHT) * (0.94 + 0.12 * groundNoise(ground, 4.0)), paint.cycle);
      if (paint.lane >= 0.0) albedo *= 1.0 + 0.05 * bell((abs(paint.lane - 0.5) - 0.24) / 0.09) - 0.05 * bell((paint.lane - 0.5) / 0.08);
      albedo = mix(albedo, yellow, worn * paint.yellow);
      albedo = mix(albedo, white, worn * paint.white);
    } else if (cover == CROSSING) {
      albedo = mix(albedo, white, worn * dashes(place.x + 0.1, 0.45, 1.05, w.x));
    } else if (cover == BUS_BAY) {
      float rim = max(
        1.0 - stroke(place.y, 0.15, v_run.z - 0.15, w.y),
        1.0 - stroke(place.x, 0.15, v_run.x - 0.15, w.x)
      );
      // Dashed outline and the slanted hatching of its ends.
      float ends = min(place.x, v_run.x - place.x);
      float hatch = ends < 6.0 ? dashes(place.x + place.y, 0.3, 2.0, w.x + w.y) : 0.0;
      albedo = mix(albedo, yellow, worn * max(rim * dashes(place.x + place.y, 1.0, 1.6, w.x + w.y), hatch));
    }
  } else if (cover == FOOTWAY) {
    albedo = paving(albedo, ground, vec2(0.5, 0.25), pixel, ground);
  } else if (cover == PLAZA) {
    albedo = paving(albedo, ground, vec2(1.0, 1.0), pixel, ground);
    albedo = mix(albedo, albedo * 0.86, max(dashes(ground.x, 0.35, 8.0, pixel), dashes(ground.y, 0.35, 8.0, pixel)));
  } else if (cover == TACTILE) {
    // Bars along the way, and the joints of its tiles.
    float bars = dashes(place.y, 0.035, 0.075, w.y) * (1.0 - smoothstep(0.03, 0.09, w.y));
    albedo *= 0.92 + 0.14 * bars - 0.16 * dashes(place.x, 0.012, 0.3, w.x);
  } else if (cover == KERB) {
    albedo *= 1.0 - 0.25 * dashes(place.x, 0.02, 1.0, w.x) * (1.0 - smoothstep(0.3, 1.0, w.x));
    normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  } else if (cover == LAWN || cover == BANK || cover == ISLAND) {
    albedo = grass(albedo, ground, pixel);
  } else if (cover == BED) {
    normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
    vec2 at = ribbon ? place : ground;
    float leaves = fadingNoise(at, 0.125, pixel);
    float clumps = fadingNoise(at, 0.5, pixel);
    albedo *= mix(0.72, 1.0, u_season.z) * (0.66 + 0.34 * clumps + 0.3 * leaves);
    // Blossom while it is green: a speckle by clump.
    float kind = hash21(mod(floor(ground / 32.0), 32.0));
    vec3 blossom = kind < 0.4 ? vec3(0.78, 0.24, 0.32) : kind < 0.7 ? vec3(0.86, 0.62, 0.20) : vec3(0.70, 0.42, 0.66);
    float bloom = smoothstep(0.62, 0.80, leaves) * smoothstep(0.3, 0.6, clumps) * u_season.z * (1.0 - 0.6 * u_season.y);
    albedo = mix(albedo, dayNight(blossom, blossom * 0.06), 0.5 * bloom * step(0.5, groundNoise(ground + 17.0, 64.0)));
  } else if (cover == RAIL) {
    // Crown: sleepers of concrete 0.6 m apart in ballast; slopes: ballast alone.
    float stones = fadingNoise(ground, 0.0625, pixel) + 0.6 * fadingNoise(ground, 0.25, pixel);
    vec3 ballast = albedo * (0.62 + 0.32 * stones);
    float middle = abs(place.y - 0.5 * v_run.z);
    float sleeper = dashes(place.x, 0.26, 0.6, w.x) * stroke(middle, -1.0, 1.3, w.y);
    albedo = mix(ballast, dayNight(vec3(0.52, 0.50, 0.47), vec3(0.030, 0.034, 0.040)), 0.85 * sleeper);
    // Rust and oil between the rails.
    albedo *= 1.0 - 0.18 * bell((middle - 0.72) / 0.22);
    normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  } else if (cover == STEEL) {
    normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
    // Two sides of 16 cm and the head between them, which wheels keep bright.
    float top = stroke(place.y, 0.15, v_run.z - 0.15, max(w.y, 0.002));
    albedo = mix(dayNight(vec3(0.20, 0.13, 0.10), vec3(0.012, 0.012, 0.013)), albedo * 1.25, top);
  } else if (cover == GREENWAY) {
    albedo *= 0.94 + 0.12 * groundNoise(ground, 8.0) + 0.10 * (fadingNoise(ground, 0.125, pixel) - 0.5);
  } else if (cover == QUAY) {
    normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
    albedo = paving(albedo, place, vec2(1.0, 0.5), max(w.x, w.y), ground);
  } else if (cover == RAILING) {
    normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
    // Stone posts, a hand rail and panels between them; what is open is sieved away.
    float post = dashes(place.x + 0.12, 0.24, 2.5, w.x);
    float rail = max(stroke(place.y, v_run.z - 0.16, v_run.z, w.y), stroke(place.y, 0.0, 0.12, w.y));
    float panel = dashes(place.x, 0.07, 0.2, w.x) * stroke(place.y, 0.1, v_run.z - 0.1, w.y);
    float there = max(post, max(rail, panel));
    if (u_style != TRANSLUCENT && (w.x > 0.1 ? sieved(max(there, 0.35)) : there < 0.5)) discard;
  } else if (cover == BLOCK) {
    // Yards: large slabs, stains of years.
    albedo = paving(albedo, ground, vec2(1.0, 1.0), pixel, ground);
    albedo *= 0.93 + 0.08 * groundNoise(ground, 32.0) + 0.04 * (fadingNoise(ground, 1.0, pixel) - 0.5);
  }
  if (u_style == WHITE || u_style == STATUS) {
    float grey = dot(albedo, vec3(0.3, 0.6, 0.1));
    albedo = mix(vec3(mix(grey, dayNight(vec3(0.7), vec3(0.02)).x, 0.45)), albedo, cover == WATER ? 0.6 : 0.15);
  }
  vec3 color;
  if (cover == WATER) {
    color = waterColor(albedo, positionEC, upEC, ground, place, ribbon ? v_run.z : 0.0, ribbon && mod(road.x, 2.0) > 0.5, alongEC, pixel);
  } else {
    bool soft = cover == LAWN || cover == ISLAND || cover == BANK || cover == BED || cover == RAIL;
    color = litBy(wetted(albedo), normalEC);
    // Puddles stand in hollows of what is level and hard.
    if (u_air.x > 0.0 && dot(normalEC, upEC) > 0.9)
      color += wetSheen(positionEC, upEC, soft ? 0.0 : smoothstep(0.45, 0.7, groundNoise(ground, 8.0)));
    if (cover == QUAY || cover == RAILING) {
      // A line of light below the coping washes wall and railing while the lamps burn (景观亮化).
      float up = cover == RAILING ? 0.55 * exp(-place.y * 1.3) : dot(normalEC, upEC) > 0.6 ? 0.16 : 1.0;
      float rhythm = 0.75 + 0.25 * cos(6.2832 * place.x / 2.5);
      color += v_color * landscapeLight(place.x) * u_lamps * (1.0 - 0.85 * u_day) * 14.0 * up * rhythm * 0.55;
    }
  }
  // See-through: what lies below shows, so the ground is a dim glass over the earth.
  if (u_style == TRANSLUCENT) color = mix(color, dayNight(vec3(0.34, 0.39, 0.43), vec3(0.006, 0.010, 0.016)), 0.62);
  material.diffuse = hazed(color, metres);
  material.alpha = 1.0;
}
`;
