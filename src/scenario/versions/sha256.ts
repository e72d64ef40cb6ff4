/**
 * SHA-256 of a text as UTF-8, hexadecimal (FIPS 180-4). By ourselves because browsers hold theirs back from pages that came
 * over plain HTTP, and it is asynchronous where a page is about to be printed.
 */
export function sha256(text: string): string {
  return sha256OfBytes(new TextEncoder().encode(text));
}

/** SHA-256 of bytes, hexadecimal: what `sha256sum` says of a file. */
export function sha256OfBytes(bytes: Uint8Array): string {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  words.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);

  const hash = Uint32Array.from(FIRST);
  const w = new Uint32Array(64);
  for (let block = 0; block < blocks; block++) {
    for (let t = 0; t < 16; t++) w[t] = words.getUint32(64 * block + 4 * t);
    for (let t = 16; t < 64; t++) {
      const [a, b] = [w[t - 15] as number, w[t - 2] as number];
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[t] = (w[t - 16] as number) + s0 + (w[t - 7] as number) + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < 64; t++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] as number) + (w[t] as number)) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      hash[index] = (hash[index] as number) + value;
    });
  }
  return [...hash].map((each) => each.toString(16).padStart(8, '0')).join('');
}

const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

/** The first `count` primes. */
function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((each) => n % each !== 0)) found.push(n);
  return found;
}

/** The first 32 bits of the fraction of a root of each prime. */
const fraction = (root: (n: number) => number) => (prime: number) => Math.floor((root(prime) % 1) * 2 ** 32);
const FIRST = primes(8).map(fraction(Math.sqrt));
const K = primes(64).map(fraction(Math.cbrt));
