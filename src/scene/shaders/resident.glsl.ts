/** Uniforms of one layer's resident state; see `resident.ts`. */
export const RESIDENT_UNIFORMS = {
  u_state: 'sampler2D',
  u_validity: 'sampler2D',
  u_validityRows: 'int',
  u_alternativeLeft: 'int',
  u_alternativeRight: 'int',
  u_timeLeft: 'float',
  u_timeRight: 'float',
  u_future: 'float',
  u_onion: 'float',
} as const;

/** Reading a slot's state and whether it exists left and right of the divider. */
export const RESIDENT = /* glsl */ `
ivec2 texelOf(int slot) { return ivec2(slot & 255, slot >> 8); }

ivec4 stateOf(int slot) { return ivec4(texelFetch(u_state, texelOf(slot), 0) * 255.0 + 0.5); }

// Rank of the worst live finding in a state's flags, and whether a hand holds the thing.
int findingOf(int flags) { return (flags >> 2) & 7; }
bool isLifted(int flags) { return (flags & 32) != 0; }
// The layer's filter does not hold it.
bool isFiltered(int flags) { return (flags & 64) != 0; }

// from, to (days), fate, 0
vec4 validityOf(int slot, int alternative) {
  if (u_validityRows == 0) return vec4(-1.0e9, 1.0e9, 0.0, 0.0);
  return texelFetch(u_validity, texelOf(slot) + ivec2(0, alternative * u_validityRows), 0);
}

float holds(vec4 validity, float time) { return time >= validity.x && time < validity.y ? 1.0 : 0.0; }

// 1 exists left of the divider, 2 right of it, 3 both.
float sidesOf(int slot) {
  if (isFiltered(stateOf(slot).a)) return 0.0;
  return holds(validityOf(slot, u_alternativeLeft), u_timeLeft)
    + 2.0 * holds(validityOf(slot, u_alternativeRight), u_timeRight);
}

// Under the onion skin what exists on one side alone is 5 (left) or 6 (right), and drawn all over the screen.
float skinned(float sides) {
  return u_onion > 0.5 && sides > 0.5 && sides < 2.5 ? sides + 4.0 : sides;
}
`;

/** Fragment side: true when this pixel's side of the divider does not show the thing. */
export const SIDES = /* glsl */ `
bool isLeft() { return gl_FragCoord.x < czm_splitPosition; }
bool hiddenHere(float sides) {
  return isLeft() ? mod(sides + 0.5, 2.0) < 1.0 : sides < 1.5;
}
// Onion skin: what stands on the compared side alone, and on the shown side alone.
bool isGhost(float sides) { return sides > 4.5 && sides < 5.5; }
bool isFresh(float sides) { return sides > 5.5; }
// A ghost is hatched: one sees through it, and tells it without its colour.
bool ghostGap() { return fract((gl_FragCoord.x + gl_FragCoord.y) / 5.0) > 0.5; }
`;

export const RESIDENT_DECLARATIONS = Object.entries(RESIDENT_UNIFORMS)
  .map(([name, type]) => `uniform ${type === 'sampler2D' ? 'highp ' : ''}${type} ${name};`)
  .join('\n');
