/** Ground cover in class colours; property table `cover`. */
export const GROUND_VERTEX = /* glsl */ `
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_class = float(vsInput.metadata.cover);
}
`;

export const GROUND_FRAGMENT = /* glsl */ `
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  float metres = length(positionEC);
  vec3 upEC = czm_viewRotation * u_up;
  int cover = int(v_class + 0.5);
  vec3 albedo = classColor(cover);
  if (cover == LAWN || cover == ISLAND || cover == BANK) albedo = mix(albedo * dayNight(STRAW, vec3(1.0)), albedo, u_season.z);
  if (u_style == WHITE || u_style == STATUS) {
    float grey = dot(albedo, vec3(0.3, 0.6, 0.1));
    albedo = mix(vec3(mix(grey, dayNight(vec3(0.7), vec3(0.02)).x, 0.45)), albedo, cover == WATER ? 0.6 : 0.15);
  }
  vec3 color;
  if (cover == WATER) {
    vec3 toEye = -positionEC / max(metres, 0.001);
    float facing = clamp(dot(toEye, upEC), 0.0, 1.0);
    vec3 mirrored = reflect(-toEye, upEC);
    vec3 sky = skyAt(mirrored);
    float fresnel = 0.04 + 0.7 * pow(1.0 - facing, 4.0);
    vec3 sunEC = czm_viewRotation * u_sun;
    float glint = pow(max(dot(mirrored, sunEC), 0.0), 180.0);
    color = mix(albedo * mix(0.75, 1.0, u_day), sky, fresnel) + u_sunColor * glint * 0.7;
  } else {
    color = litBy(wetted(albedo), upEC) + wetSheen(positionEC, upEC, cover == LAWN || cover == ISLAND || cover == BANK ? 0.0 : 0.6);
  }
  material.diffuse = hazed(color, metres);
  material.alpha = 1.0;
}
`;
