/** A sheet of values on the ground; `grid` is the fractional column and row of its values at each vertex. */
export const SHEET_VERTEX = /* glsl */ `
in vec3 place;
in vec2 grid;
out vec2 v_grid;
out vec3 v_positionEC;
out vec3 v_at;
void main() {
  vec4 positionEC = czm_modelView * vec4(place, 1.0);
  float metres = length(positionEC.xyz);
  // Above the ground that it lies on at every distance, below what stands there.
  positionEC.xyz *= 1.0 - min(0.25 + 0.002 * metres, 0.3 * metres) / max(metres, 1.0);
  v_grid = grid;
  v_at = place;
  v_positionEC = positionEC.xyz;
  gl_Position = czm_projection * positionEC;
}
`;
