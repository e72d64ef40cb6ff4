import { MOST_CORNERS } from '../../domain/geo/clip.ts';

/**
 * Whether a clip leaves nothing at a place of the draw's frame, metres: even–odd over the outline's edges, and between its heights.
 * Its uniforms are `Clipping.uniforms`.
 */
export const CUT = /* glsl */ `
// 0: nothing is cut.
uniform int u_cutCorners;
uniform vec2 u_cut[${MOST_CORNERS}];
uniform vec2 u_cutHeights;
uniform float u_cutInside;
bool cutAway(vec3 place) {
  if (u_cutCorners == 0) return false;
  bool inside = false;
  for (int i = 0, j = u_cutCorners - 1; i < u_cutCorners; j = i++) {
    vec2 a = u_cut[i];
    vec2 b = u_cut[j];
    if ((a.y > place.y) != (b.y > place.y) && place.x < (b.x - a.x) * (place.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  inside = inside && place.z >= u_cutHeights.x && place.z <= u_cutHeights.y;
  return inside != (u_cutInside > 0.5);
}
`;
