/** Steps of one lux: 16 bits reach 1023 lx, far beyond any road. */
const STEPS = 64;
const MOST = 65_535;

/**
 * A field for the GPU: two values a texel, 16 bits each, high byte first, in rows of 256 texels. What lies beyond the range
 * is held at its end.
 */
export function luxTexels(lux: Float32Array): Uint8Array {
  const rows = Math.max(1, Math.ceil(lux.length / 512));
  const texels = new Uint8Array(rows * 256 * 4);
  for (let index = 0; index < lux.length; index++) {
    const value = Math.min(MOST, Math.max(0, Math.round((lux[index] as number) * STEPS)));
    texels[2 * index] = value >> 8;
    texels[2 * index + 1] = value & 255;
  }
  return texels;
}
