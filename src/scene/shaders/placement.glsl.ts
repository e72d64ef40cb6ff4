/** Reading where a slot stands and how it is turned; see `placement.ts`. Needs `texelOf` of the chunk RESIDENT. */
export const PLACEMENT = /* glsl */ `
uniform highp sampler2D u_placement;
// Metres east, north, up of the layer's frame; radians clockwise from north.
vec4 placementOf(int slot) {
  vec4 texel = texelFetch(u_placement, texelOf(slot), 0);
  return vec4(texel.xyz, radians(texel.w));
}
`;
