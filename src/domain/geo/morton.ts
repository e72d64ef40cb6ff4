/** Spreads the low 16 bits of `n` over the even bits of a 32-bit word. */
function spread(n: number): number {
  let x = n & 0xffff;
  x = (x | (x << 8)) & 0x00ff00ff;
  x = (x | (x << 4)) & 0x0f0f0f0f;
  x = (x | (x << 2)) & 0x33333333;
  x = (x | (x << 1)) & 0x55555555;
  return x;
}

/** Morton (Z-order) index of cell (x, y), each 0–65535; neighbours in the plane stay close in the order. */
export function morton(x: number, y: number): number {
  return (spread(x) | (spread(y) << 1)) >>> 0;
}
