import { CUT } from './cut.glsl.ts';
import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { SIDES } from './resident.glsl.ts';

/**
 * What a model says of the water in each cell, in colours of its own and hatched, so that nobody takes it for water that was
 * measured. Depth: the colours of the limits 15, 27 and 40 cm. Change: teal where it falls, magenta where it rises.
 */
export const MODEL_WATER_FRAGMENT = /* glsl */ `
in vec2 v_grid;
in vec3 v_positionEC;
in vec3 v_at;
uniform highp sampler2D u_waterLeft;
uniform highp sampler2D u_waterRight;
uniform vec2 u_waterSize;
uniform float u_waterChange;
${DAYLIGHT_DECLARATIONS}
${DAYLIGHT}
${SIDES}
${CUT}

float metresAt(ivec2 cell) {
  int index = cell.y * int(u_waterSize.x) + cell.x;
  ivec2 texel = ivec2((index >> 1) & 255, index >> 9);
  vec4 pair = isLeft() ? texelFetch(u_waterLeft, texel, 0) : texelFetch(u_waterRight, texel, 0);
  vec2 bytes = (index & 1) == 0 ? pair.rg : pair.ba;
  return (bytes.x * 255.0 * 256.0 + bytes.y * 255.0 - 32768.0) / 1000.0;
}

float metresHere() {
  vec2 at = clamp(v_grid, vec2(0.0), u_waterSize - 1.001);
  ivec2 cell = ivec2(floor(at));
  vec2 part = at - vec2(cell);
  return mix(
    mix(metresAt(cell), metresAt(cell + ivec2(1, 0)), part.x),
    mix(metresAt(cell + ivec2(0, 1)), metresAt(cell + ivec2(1, 1)), part.x),
    part.y);
}

vec3 depthColor(float depth) {
  vec3 color = mix(vec3(0.55, 0.76, 0.95), vec3(0.22, 0.47, 0.86), clamp(depth / 0.15, 0.0, 1.0));
  color = mix(color, vec3(0.72, 0.53, 0.0), step(0.15, depth));
  color = mix(color, vec3(0.83, 0.38, 0.04), step(0.27, depth));
  return mix(color, vec3(0.78, 0.13, 0.18), step(0.40, depth));
}

void main() {
  float metres = metresHere();
  float much = abs(metres);
  float seen = smoothstep(0.004, 0.02, much);
  vec3 color = u_waterChange > 0.5
    ? mix(vec3(0.10, 0.56, 0.52), vec3(0.72, 0.14, 0.50), step(0.0, metres))
    : depthColor(metres);
  float alpha = u_waterChange > 0.5 ? mix(0.38, 0.82, clamp(much / 0.4, 0.0, 1.0)) : 0.72;
  // Diagonal hatching of a fixed width on the screen.
  float hatch = step(0.72, fract((gl_FragCoord.x + gl_FragCoord.y) / 11.0));
  color = mix(color, color * 0.72, hatch);
  alpha *= seen;
  if (alpha < 0.02 || cutAway(v_at)) discard;
  vec3 linear = hazed(pow(color, vec3(2.2)), length(v_positionEC));
  out_FragColor = vec4(pow(linear, vec3(1.0 / 2.2)), alpha);
}
`;
