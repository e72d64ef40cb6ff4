import { describe, expect, it } from 'vitest';
import { NOTES, SIGN_TEXT, SLOGANS, TRADES } from './artwork.ts';
import { canWrite, textWidth, write } from './letters.ts';
import { beginMesh } from './solid.ts';

const INK = { color: '#222222' };

describe('letters', () => {
  it('are cut for every text that a sign or poster shows', () => {
    const texts = [...SLOGANS.flatMap(({ first, second }) => [first, second]), ...TRADES, ...Object.values(NOTES)];
    for (const text of [...texts, ...Object.values(SIGN_TEXT)]) expect(canWrite(text), text).toBe(true);
    expect(canWrite('鑫')).toBe(false);
  });

  it('fill their place, face the reader and leave out nothing', () => {
    for (const [x, z, size] of [
      [0, 0, 1],
      [3, 5, 0.25],
    ] as const) {
      const draft = beginMesh();
      write(draft, '洸河路', [x, z], size, 0.5, INK);
      const across = draft.positions.filter((_, i) => i % 3 === 0).map((at) => -at - x);
      const up = draft.positions.filter((_, i) => i % 3 === 2).map((at) => at - z);
      const half = textWidth('洸河路', size) / 2;
      expect(Math.max(...across)).toBeLessThanOrEqual(half);
      expect(Math.min(...across)).toBeGreaterThanOrEqual(-half);
      expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(half * 1.8);
      expect(Math.abs(Math.max(...up) + Math.min(...up))).toBeLessThan(size * 0.1);
      for (let i = 0; i < draft.indices.length; i += 3) {
        const [a, b, c] = [0, 1, 2].map((k) =>
          draft.positions.slice(3 * draft.indices[i + k]!, 3 * draft.indices[i + k]! + 3),
        );
        const area = (b![2]! - a![2]!) * (c![0]! - a![0]!) - (b![0]! - a![0]!) * (c![2]! - a![2]!);
        expect(area).toBeGreaterThan(0);
      }
    }
  });

  it('name the character that is missing and what to do', () => {
    expect(() => write(beginMesh(), '鑫', [0, 0], 1, 0, INK)).toThrow(/"鑫".*letters\.mjs/);
  });
});
