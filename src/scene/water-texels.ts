/** Steps of a metre. */
const STEPS = 1000;
const MIDDLE = 32_768;

/**
 * Metres of water a cell for the GPU: two values a texel, 16 bits each in millimetres about 32768, high byte first, in rows of
 * 256 texels. Beyond ±32 m a value is held at the end.
 */
export function waterTexels(metres: Float32Array): Uint8Array {
  const rows = Math.max(1, Math.ceil(metres.length / 512));
  const texels = new Uint8Array(rows * 256 * 4);
  for (let index = 0; index < metres.length; index++) {
    const value = Math.min(65_535, Math.max(0, Math.round((metres[index] as number) * STEPS) + MIDDLE));
    texels[2 * index] = value >> 8;
    texels[2 * index + 1] = value & 255;
  }
  return texels;
}
