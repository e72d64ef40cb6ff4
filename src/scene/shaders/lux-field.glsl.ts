import { CUT } from './cut.glsl.ts';
import { DAYLIGHT, DAYLIGHT_DECLARATIONS } from './daylight.glsl.ts';
import { SIDES } from './resident.glsl.ts';

/** Most stops of the ramp and most levels of isolines that the shader takes. */
export const LUX_STOPS = 7;
export const LUX_LINES = 5;

/**
 * Colours and isolines from the field itself: a texel holds two values along a column, 16 bits each in 1/64 lx. Both follow
 * the same bilinear surface as the isolines of the model.
 */
export const LUX_FIELD_FRAGMENT = /* glsl */ `
in vec2 v_grid;
in vec3 v_positionEC;
in vec3 v_at;
uniform highp sampler2D u_luxLeft;
uniform highp sampler2D u_luxRight;
uniform vec2 u_luxKnown;
uniform vec2 u_luxSize;
uniform float u_luxHeat;
uniform float u_luxLines;
uniform float u_pixelRatio;
uniform float u_rampAt[${LUX_STOPS}];
uniform vec3 u_rampColor[${LUX_STOPS}];
uniform float u_lineAt[${LUX_LINES}];
uniform float u_lineWidth[${LUX_LINES}];
${DAYLIGHT_DECLARATIONS}
${DAYLIGHT}
${SIDES}
${CUT}

float valueAt(ivec2 cell) {
  int index = cell.x * int(u_luxSize.y) + cell.y;
  ivec2 texel = ivec2((index >> 1) & 255, index >> 9);
  vec4 pair = isLeft() ? texelFetch(u_luxLeft, texel, 0) : texelFetch(u_luxRight, texel, 0);
  vec2 bytes = (index & 1) == 0 ? pair.rg : pair.ba;
  return (bytes.x * 255.0 * 256.0 + bytes.y * 255.0) / 64.0;
}

float luxHere() {
  vec2 at = clamp(v_grid, vec2(0.0), u_luxSize - 1.001);
  ivec2 cell = ivec2(floor(at));
  vec2 part = at - vec2(cell);
  return mix(
    mix(valueAt(cell), valueAt(cell + ivec2(0, 1)), part.y),
    mix(valueAt(cell + ivec2(1, 0)), valueAt(cell + ivec2(1, 1)), part.y),
    part.x);
}

vec3 rampAt(float lux) {
  vec3 color = u_rampColor[0];
  for (int i = 1; i < ${LUX_STOPS}; i++)
    color = mix(color, u_rampColor[i], clamp((lux - u_rampAt[i - 1]) / (u_rampAt[i] - u_rampAt[i - 1]), 0.0, 1.0));
  return color;
}

void main() {
  float lux = luxHere();
  float change = max(fwidth(lux), 0.0001);
  if ((isLeft() ? u_luxKnown.x : u_luxKnown.y) < 0.5 || cutAway(v_at)) discard;
  vec4 result = vec4(rampAt(lux), 0.8 * u_luxHeat);
  // Lines closer than a few pixels would be a grey patch: they give way with distance.
  float ink = 0.0;
  float halo = 0.0;
  for (int i = 0; i < ${LUX_LINES}; i++) {
    float pixels = abs(lux - u_lineAt[i]) / change;
    float wide = u_lineWidth[i] * u_pixelRatio;
    float clear = 1.0 - smoothstep(0.10, 0.45, change * wide / max(u_lineAt[i] * 0.35, 1.0));
    ink = max(ink, clear * clamp(wide + 0.5 - pixels, 0.0, 1.0));
    halo = max(halo, clear * clamp(wide + 1.2 * u_pixelRatio + 0.5 - pixels, 0.0, 1.0));
  }
  ink *= u_luxLines;
  halo *= 0.75 * u_luxLines;
  vec3 dark = vec3(0.04, 0.05, 0.09);
  result = vec4(mix(result.rgb, dark, halo / max(halo + result.a * (1.0 - halo), 0.001)), halo + result.a * (1.0 - halo));
  result = vec4(mix(result.rgb, vec3(1.0), ink / max(ink + result.a * (1.0 - ink), 0.001)), ink + result.a * (1.0 - ink));
  if (result.a < 0.01) discard;
  vec3 linear = hazed(pow(result.rgb, vec3(2.2)), length(v_positionEC));
  out_FragColor = vec4(pow(linear, vec3(1.0 / 2.2)), result.a);
}
`;

/** The value of an isoline, upright on the screen at its place. */
export const LUX_LABEL_VERTEX = /* glsl */ `
in vec2 corner;
in vec4 place;
uniform float u_pixelRatio;
uniform float u_symbolScale;
out vec2 v_uv;
flat out float v_row;
flat out float v_alpha;
${CUT}
void main() {
  vec4 positionEC = czm_modelView * vec4(place.xyz, 1.0);
  float metres = length(positionEC.xyz);
  v_row = floor(place.w * 0.5);
  bool strong = mod(place.w, 2.0) > 0.5;
  v_alpha = 1.0 - smoothstep(strong ? 700.0 : 260.0, strong ? 1100.0 : 420.0, metres);
  v_uv = corner * vec2(0.5, -0.5) + 0.5;
  positionEC.xyz *= 1.0 - min(2.0 + 0.01 * metres, 0.5 * metres) / max(metres, 1.0);
  gl_Position = czm_projection * positionEC;
  vec2 pixels = vec2(19.0, 9.5) * u_pixelRatio * u_symbolScale * (strong ? 1.0 : 0.85);
  gl_Position.xy += corner * pixels * 2.0 / czm_viewport.zw * gl_Position.w;
  if (v_alpha < 0.02 || cutAway(place.xyz)) gl_Position = vec4(0.0);
}
`;

export const LUX_LABEL_FRAGMENT = /* glsl */ `
in vec2 v_uv;
flat in float v_row;
flat in float v_alpha;
uniform sampler2D u_labels;
uniform float u_labelRows;
uniform float u_side;
${SIDES}
void main() {
  if (hiddenHere(u_side)) discard;
  vec4 text = texture(u_labels, vec2(v_uv.x, (v_row + v_uv.y) / u_labelRows));
  if (text.a < 0.02) discard;
  out_FragColor = vec4(text.rgb, text.a * v_alpha);
}
`;
