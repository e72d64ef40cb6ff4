/** Vertex-coloured models: structures and furniture without slots. Colours are sRGB bytes; the fourth byte is a role. */
export const PLAIN_MODEL_FRAGMENT = /* glsl */ `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  vec3 normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  vec3 paint = pow(fsInput.attributes.color_0.rgb, vec3(2.2));
  if (u_style == WHITE || u_style == STATUS) paint = mix(vec3(0.8), vec3(dot(paint, vec3(0.3, 0.6, 0.1))), 0.4);
  if (u_style == TRANSLUCENT && sieved(0.5)) discard;
  vec3 albedo = dimByNight(paint);
  material.diffuse = hazed(litBy(albedo, normalEC), length(positionEC));
  material.alpha = 1.0;
}
`;

/**
 * Models of assets: shown while their slot exists, lit by its state, tinted by its status. `slot` is the GLSL expression
 * of the slot: a feature id on instances, a property on meshes.
 */
export const assetModelVertex = (slot: string) => /* glsl */ `
// Feature id of what is no asset, as the tile build writes it.
const int NO_SLOT = 16777215;
// 1 when the alternative takes it away some day.
float leaves(int slot, int alternative) {
  float fate = validityOf(slot, alternative).z;
  return alternative > 0 && fate > 0.5 && fate < 3.5 ? 1.0 : 0.0;
}
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  int slot = ${slot};
  if (slot >= NO_SLOT) {
    // A landmark, a wall: no asset, always there.
    v_sides = 3.0;
    v_status = 0.0;
    v_light = 1.0;
    v_marked = 0.0;
    v_leaving = 0.0;
    v_class = vec4(0.0);
    return;
  }
  v_sides = skinned(sidesOf(slot));
  ivec4 state = stateOf(slot);
  if (u_future > 0.5) state.r = 64;
  v_status = float(state.r & 15);
  v_light = u_future > 0.5 ? 0.8 : float(state.b) / 255.0;
  v_marked = float(state.a);
  // What is calm takes the colour of its class; a status keeps its own.
  v_class = (state.r & 15) == 0 ? classPaintOf(slot) : vec4(0.0);
  v_leaving = u_future > 0.5 && u_onion < 0.5 ? leaves(slot, u_alternativeLeft) + 2.0 * leaves(slot, u_alternativeRight) : 0.0;
  // What a hand holds is drawn where the hand has it.
  if (isLifted(state.a)) v_sides = 0.0;
  if (v_sides < 0.5) vsOutput.positionMC = vec3(0.0);
}
`;

export const ASSET_MODEL_FRAGMENT = /* glsl */ `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  bool ghost = isGhost(v_sides);
  if (hiddenHere(v_sides) || (ghost && ghostGap())) discard;
  vec3 positionEC = fsInput.attributes.positionEC;
  vec3 normalEC = seenSide(fsInput.attributes.normalEC, positionEC);
  vec4 paint = fsInput.attributes.color_0;
  float role = paint.a * 255.0;
  // Enough of the class to tell it, enough of the thing to see what it is.
  vec3 own = mix(pow(paint.rgb, vec3(2.2)), pow(v_class.gba, vec3(2.2)), v_class.r > 0.0 ? 0.72 : 0.0);
  vec3 albedo = dimByNight(own);
  int level = int(v_status + 0.5) & 7;
  vec3 color = litBy(albedo, normalEC);
  // Floodlights on the deck of a landmark bridge burn with the lights of the waterside; they point up, so the deck gets what spills.
  if (role < 200.5 && u_landscape > 0.5) {
    vec3 wash = u_landscape < 1.5 ? vec3(1.0, 0.80, 0.54) : vec3(1.0, 0.66, 0.30) * 1.3;
    float spill = mix(1.0, 0.22, max(dot(normalEC, czm_viewRotation * u_up), 0.0));
    color += pow(paint.rgb, vec3(2.2)) * wash * (role / 200.0) * spill * 0.62 * u_lamps * (1.0 - 0.9 * u_day);
  }
  // A lens shines warm because it is painted so; a poster shines in its own colours and stays a poster.
  if (abs(role - 254.0) < 0.5) color = mix(color, pow(paint.rgb, vec3(2.2)) * 1.1, u_lamps * v_light);
  if (abs(role - 253.0) < 0.5 || (level >= 2 && u_statusTint > 0.5) || u_style == STATUS) {
    vec3 status = pow(statusColor(level), vec3(2.2));
    color = mix(color, status * (0.4 + 0.6 * u_day) + status * (1.0 - u_day) * 0.4, abs(role - 253.0) < 0.5 || u_style == STATUS ? 0.85 : 0.16);
  }
  if (isLeft() ? mod(v_leaving + 0.5, 2.0) > 1.0 : v_leaving > 1.5) color = mix(color, pow(statusColor(REMOVED), vec3(2.2)) * mix(0.5, 1.0, u_day), 0.45);
  if (ghost) color = pow(statusColor(REMOVED), vec3(2.2)) * mix(0.7, 1.0, u_day);
  if (isFresh(v_sides)) color = mix(color, pow(statusColor(PLANNED), vec3(2.2)), 0.7);
  int flags = int(v_marked + 0.5);
  int finding = (flags >> 2) & 7;
  if (finding > 0) color = mix(color, pow(statusColor(finding), vec3(2.2)) * mix(0.6, 1.0, u_day), 0.62);
  if ((flags & 3) != 0) {
    float rim = 1.0 - abs(dot(normalEC, normalize(positionEC)));
    color = mix(color, vec3(1.0), 0.25 + 0.6 * smoothstep(0.35, 0.8, rim));
  }
  material.diffuse = hazed(color, length(positionEC));
  material.alpha = 1.0;
}
`;
