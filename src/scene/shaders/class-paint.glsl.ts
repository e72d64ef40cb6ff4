/** Most classes that a layer is drawn in; what is beyond shares the last colour. */
export const CLASSES = 8;

/** Uniforms of CLASS_PAINT, which is CLASS_OF for tilesets. */
export const CLASS_UNIFORMS = { u_classes: 'sampler2D', u_classed: 'float' } as const;

/** Class (the red byte) and day colour of a slot as 0–1; 0 where it has no class. Needs RESIDENT. */
export const CLASS_PAINT = /* glsl */ `
vec4 classPaintOf(int slot) { return u_classed < 0.5 ? vec4(0.0) : texelFetch(u_classes, texelOf(slot), 0); }
`;

/** Reading the class of a slot; needs RESIDENT. */
export const CLASS_OF = /* glsl */ `
uniform highp sampler2D u_classes;
uniform float u_classed;
// One more than the index of the slot's class; 0: it has none.
int classOf(int slot) {
  return u_classed < 0.5 ? 0 : int(texelFetch(u_classes, texelOf(slot), 0).r * 255.0 + 0.5);
}
`;

/** The colour of a class; needs DAYLIGHT_DECLARATIONS. */
export const CLASS_COLOR = /* glsl */ `
uniform vec3 u_classDay[${CLASSES}];
uniform vec3 u_classNight[${CLASSES}];
vec3 classColor(int number) {
  int index = clamp(number, 1, ${CLASSES}) - 1;
  return mix(u_classNight[index], u_classDay[index], u_day);
}
`;
