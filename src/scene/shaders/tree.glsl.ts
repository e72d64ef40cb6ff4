import { ROLE_LATE_LEAF, ROLE_LEAF } from '../../domain/furniture/mesh.ts';

/** Trees through the year: leaves turn, thin out and come back; needles stay. */
export const TREE_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  // Each tree is a little ahead of its neighbours or behind them.
  v_own = fract(float(gl_InstanceID) * 0.6180340);
}
`;

export const TREE_FRAGMENT = /* glsl */ `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  float metres = length(positionEC);
  vec3 normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  vec3 paint = pow(fsInput.attributes.color_0.rgb, vec3(2.2));
  float role = fsInput.attributes.color_0.a * 255.0;
  bool late = abs(role - ${ROLE_LATE_LEAF}.0) < 0.5;
  if (late || abs(role - ${ROLE_LEAF}.0) < 0.5) {
    float ahead = (v_own - 0.5) * 0.5;
    float leaves = clamp(u_season.x * (late ? 1.5 : 1.0) - ahead * (1.0 - u_season.x), 0.0, 1.0);
    float turned = clamp(u_season.y * (late ? 0.8 : 1.0) + ahead * u_season.y, 0.0, 1.0);
    float shade = dot(paint, vec3(0.3, 0.6, 0.1)) / 0.22;
    vec3 gold = mix(vec3(0.42, 0.27, 0.07), vec3(0.30, 0.14, 0.06), v_own) * shade;
    paint = mix(paint * mix(0.92, 1.08, v_own), gold, turned * 0.85);
    if (u_style == NATURAL) {
      // Holes stay where they are on the tree, and are bent twice: by boughs and by leaves, so that none has a straight edge.
      vec3 at = fsInput.attributes.positionMC;
      at += 0.11 * sin(at.yzx * 6.1 + 2.0 * sin(at.zxy * 2.7)) + 0.03 * sin(at.zxy * 31.0 + 3.0 * sin(at.yzx * 17.0));
      // A bare crown is a net of twigs.
      vec3 knot = floor(at * 3.2);
      float twig = 0.34 * (1.0 - smoothstep(150.0, 900.0, metres)) + 0.20;
      if (hashOf(knot * 0.731) > mix(twig, 1.0, leaves)) discard;
      // Leaves in tufts: towards the rim of the crown more of them let the sky through, so that no edge is straight.
      float near = 1.0 - smoothstep(40.0, 300.0, metres);
      vec3 tuft = floor(at * 9.3);
      float own = hashOf(tuft * 0.317);
      float rim = abs(dot(normalEC, positionEC)) / metres;
      if (own > mix(1.0, smoothstep(0.02, 0.5, rim) * 0.85 + 0.22, near)) discard;
      paint *= mix(1.0, 0.74 + 0.52 * own, near * leaves);
      paint = mix(vec3(0.11, 0.088, 0.068), paint, smoothstep(0.0, 0.45, leaves));
    }
  }
  if (u_style == WHITE || u_style == STATUS) paint = mix(vec3(dot(paint, vec3(0.3, 0.6, 0.1))), paint, 0.12) + 0.30;
  if (u_style == TRANSLUCENT && sieved(0.35)) discard;
  material.diffuse = hazed(litBy(dimByNight(paint), normalEC), metres);
  material.alpha = 1.0;
}
`;
