/** Ids by 52 bits of their hash: eight bytes an id where a Set of texts needs a hundred. */
export interface IdSet {
  /** Puts an id in; false when it, or by a chance of one in 10⁹ for a million ids another one of its hash, is there already. */
  add(id: string): boolean;
}

const START = 1 << 12;

export function idSet(): IdSet {
  let slots = new Float64Array(START);
  let count = 0;
  const place = (table: Float64Array, hash: number): number => {
    let at = hash % table.length;
    while (table[at] !== 0 && table[at] !== hash) at = (at + 1) % table.length;
    return at;
  };
  return {
    add(id) {
      const hash = hashOf(id);
      const at = place(slots, hash);
      if (slots[at] === hash) return false;
      slots[at] = hash;
      count++;
      if (2 * count > slots.length) {
        const larger = new Float64Array(2 * slots.length);
        for (const each of slots) if (each !== 0) larger[place(larger, each)] = each;
        slots = larger;
      }
      return true;
    },
  };
}

/** Two runs of FNV-1a with different primes, 26 bits of each; never 0. */
function hashOf(text: string): number {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
    b ^= b >>> 15;
  }
  a ^= a >>> 16;
  return (a & 0x3ff_ffff) * 0x400_0000 + (b & 0x3ff_ffff) + 1;
}
