/** 0, 1, … below `length`. `Uint32Array.from` with a function takes ten times as long. */
export function ascending(length: number): Uint32Array<ArrayBuffer> {
  const numbers = new Uint32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}
