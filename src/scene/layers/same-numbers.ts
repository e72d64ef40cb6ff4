/** Whether two arrays hold the same numbers: what was made of one need not be made again of the other. */
export function sameNumbers(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((number, i) => Object.is(number, b[i]));
}
