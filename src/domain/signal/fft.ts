/**
 * Discrete Fourier transform in place, X[k] = Σ x[n] e^(−2πikn/N), radix 2 (Cooley and Tukey 1965).
 *
 * @param real @param imaginary of the same length, a power of two
 */
export function fft(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  if (n === 0 || (n & (n - 1)) !== 0 || imaginary.length !== n)
    throw new RangeError(`A transform of ${n} and ${imaginary.length} values: give two arrays of one power of two.`);
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j] as number, real[i] as number];
      [imaginary[i], imaginary[j]] = [imaginary[j] as number, imaginary[i] as number];
    }
  }
  const { cosines, sines } = twiddles(n);
  // hot: half a million butterflies a recording
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const stride = n / size;
    for (let start = 0; start < n; start += size)
      for (let k = 0; k < half; k++) {
        const [c, s] = [cosines[k * stride] as number, sines[k * stride] as number];
        const [a, b] = [start + k, start + k + half];
        const re = (real[b] as number) * c - (imaginary[b] as number) * s;
        const im = (real[b] as number) * s + (imaginary[b] as number) * c;
        real[b] = (real[a] as number) - re;
        imaginary[b] = (imaginary[a] as number) - im;
        real[a] = (real[a] as number) + re;
        imaginary[a] = (imaginary[a] as number) + im;
      }
  }
}

const TWIDDLES = new Map<number, { readonly cosines: Float64Array; readonly sines: Float64Array }>();

function twiddles(n: number) {
  const known = TWIDDLES.get(n);
  if (known) return known;
  const made = {
    cosines: Float64Array.from({ length: n / 2 }, (_, k) => Math.cos((-2 * Math.PI * k) / n)),
    sines: Float64Array.from({ length: n / 2 }, (_, k) => Math.sin((-2 * Math.PI * k) / n)),
  };
  TWIDDLES.set(n, made);
  return made;
}
