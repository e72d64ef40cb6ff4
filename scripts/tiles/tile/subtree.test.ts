import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/domain/random.ts';
import { mortonIndex, nodeIndex, nodesAbove, readSubtree, writeSubtree } from './subtree.ts';

describe('subtree', () => {
  it.each([1, 2, 3, 5])('gives back what was written, %i levels', (levels) => {
    const random = seededRandom(levels);
    const flags = (count: number): boolean[] => Array.from({ length: count }, () => random() < 0.4);
    const tiles = [true, ...flags(nodesAbove(levels) - 1)];
    const contents = tiles.map((tile) => tile && random() < 0.5);
    const subtree = {
      levels,
      tiles,
      contents,
      children: flags(4 ** levels),
      // 32-bit numbers are kept as they are.
      regions: Array.from({ length: 6 * tiles.filter(Boolean).length }, () => Math.fround(random())),
      ...(levels > 2 ? { errors: tiles.filter(Boolean).map((_, i) => 16 / 2 ** i) } : {}),
    };
    expect(readSubtree(writeSubtree(subtree), levels)).toEqual(subtree);
  });

  it('keeps regions in 32-bit numbers that never make one smaller, by a metre at most', () => {
    const given = [2.033479769452659, -0.6167331813396644, 2.0366279955835696, -0.6193105552470711, -3.3, 123.6];
    const read = readSubtree(
      writeSubtree({
        levels: 1,
        tiles: [true],
        contents: [true],
        children: [false, false, false, false],
        regions: given,
      }),
      1,
    ).regions;
    read.forEach((value, i) => {
      const grown = [0, 1, 4].includes(i) ? (given[i] as number) - value : value - (given[i] as number);
      expect(grown).toBeGreaterThanOrEqual(0);
      expect(grown).toBeLessThan(i < 4 ? 3e-7 : 1e-5);
    });
  });

  it('starts as the 3D Tiles 1.1 specification says, with lengths that are multiples of eight', () => {
    const bytes = writeSubtree({
      levels: 1,
      tiles: [true],
      contents: [true],
      children: [false, false, false, false],
      regions: [0, 0, 1, 1, 0, 9],
    });
    const view = new DataView(bytes.buffer);
    expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('subt');
    expect(view.getUint32(4, true)).toBe(1);
    expect(view.getBigUint64(8, true) % 8n).toBe(0n);
    expect(24n + view.getBigUint64(8, true) + view.getBigUint64(16, true)).toBe(BigInt(bytes.length));
    const json = JSON.parse(new TextDecoder().decode(bytes.subarray(24, 24 + Number(view.getBigUint64(8, true)))));
    expect(json.tileAvailability).toEqual({ constant: 1, availableCount: 1 });
    expect(json.childSubtreeAvailability).toEqual({ constant: 0, availableCount: 0 });
  });

  it('numbers nodes level by level, x before y', () => {
    expect([mortonIndex(1, 1, 0), mortonIndex(1, 0, 1), mortonIndex(3, 5, 3)]).toEqual([1, 2, 0b011011]);
    const root = { level: 4, x: 3, y: 7 };
    const seen = new Set<number>();
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++) seen.add(nodeIndex(root, { level: 6, x: 12 + x, y: 28 + y }));
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => 5 + i));
  });

  it('refuses a file cut short', () => {
    const bytes = writeSubtree({
      levels: 1,
      tiles: [true],
      contents: [true],
      children: [false, false, false, true],
      regions: [0, 0, 1, 1, 0, 9],
    });
    expect(() => readSubtree(bytes.subarray(0, bytes.length - 8), 1)).toThrow(/promises/);
  });
});
