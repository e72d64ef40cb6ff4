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

float serving(int row, int alternative, float time) {
  int at = row * u_alternatives + alternative;
  return holds(texelFetch(u_services, texelOf(at), 0), time);
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
  vec2 stands = row < 0
    ? vec2(holds(validityOf(slot, u_alternativeLeft), u_timeLeft), holds(validityOf(slot, u_alternativeRight), u_timeRight))
    : vec2(serving(row, u_alternativeLeft, u_timeLeft), serving(row, u_alternativeRight, u_timeRight));
  vec2 output_ = u_future > 0.5
    ? vec2(scheduled(u_timeLeft), scheduled(u_timeRight))
    : vec2(float(stateOf(slot).b) / 255.0);
  return u_lamps * stands * output_;
}
`;
