import { PLACEMENT } from './placement.glsl.ts';
import { RESIDENT, RESIDENT_DECLARATIONS } from './resident.glsl.ts';

/** How far a lamp burns on each side of the divider. Needs the chunk DAYLIGHT_DECLARATIONS. */
export const LAMP_BURNING = /* glsl */ `
// Metres east, north and up of the lamp's foot, slot.
in vec4 head;
// Radians clockwise from north that it faces, klm, row of its distribution, row of its service or -1.
in vec4 beam;
uniform highp sampler2D u_services;
uniform int u_alternatives;
// Late dimming: from and to in hours of midnight, share left, hour at which day 0 begins.
uniform vec4 u_late;
${RESIDENT_DECLARATIONS}
${RESIDENT}
${PLACEMENT}

// Whether it serves, and the share that the plan's own dimmings leave of it.
vec2 serving(int slot, int row, int alternative, float time) {
  if (row < 0) return vec2(holds(validityOf(slot, alternative), time), 1.0);
  vec4 service = texelFetch(u_services, texelOf(row * u_alternatives + alternative), 0);
  // A span that ends before it begins: as long as its pole stands.
  float serves = service.x > service.y ? holds(validityOf(slot, alternative), time) : holds(service, time);
  float share = 1.0;
  int first = int(service.z + 0.5);
  int last = first + int(service.w + 0.5);
  for (int at = first; at < last; at++) {
    vec4 dimming = texelFetch(u_services, texelOf(at), 0);
    if (holds(dimming, time) > 0.5) share *= dimming.z;
  }
  return vec2(serves, share);
}

// By schedule: a result of the lighting model, not a measurement.
float scheduled(float time) {
  float hour = mod(u_late.w + 24.0 * fract(time), 24.0);
  if (hour >= 12.0) hour -= 24.0;
  return hour >= u_late.x && hour < u_late.y ? u_late.z : 1.0;
}

// Share of full output left and right of the divider.
vec2 burning() {
  int slot = int(head.w + 0.5);
  int row = int(floor(beam.w + 0.5));
  vec2 left = serving(slot, row, u_alternativeLeft, u_timeLeft);
  vec2 right = serving(slot, row, u_alternativeRight, u_timeRight);
  // What was observed is dimmed already.
  vec2 output_ = u_future > 0.5
    ? vec2(left.y * scheduled(u_timeLeft), right.y * scheduled(u_timeRight))
    : vec2(float(stateOf(slot).b) / 255.0);
  return u_lamps * vec2(left.x, right.x) * output_;
}
`;
