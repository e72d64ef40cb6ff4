import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/domain/random.ts';
import { buildingScale, groundScale, type Places, pyramidOf } from './pyramid.ts';
import { cellName, type Quadtree, quadtreeOver } from './quadtree.ts';

const tree: Quadtree = quadtreeOver([116.5, 35.3, 116.66, 35.44]);
const MOST = { features: 40, vertices: 1000 };

interface Placed {
  readonly longitude: number;
  readonly latitude: number;
  readonly vertices: number;
}

function places(pieces: readonly Placed[]): Places {
  const at = (piece: number): Placed => pieces[piece] as Placed;
  return {
    length: pieces.length,
    longitude: (piece) => at(piece).longitude,
    latitude: (piece) => at(piece).latitude,
    vertices: (piece) => at(piece).vertices,
  };
}

function scattered(count: number): Placed[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, () => ({
    longitude: 116.5 + 0.16 * random(),
    latitude: 35.3 + 0.14 * random() ** 2,
    vertices: 4 + Math.floor(40 * random()),
  }));
}

describe('pyramid', () => {
  const pieces = scattered(5000);
  const { whole, above } = pyramidOf(places(pieces), tree, 3, MOST);

  it('has every piece in one whole content that is not too large, at the whole level or below it', () => {
    const held = whole.flatMap((each) => [...each.pieces]);
    expect(held).toHaveLength(pieces.length);
    expect(new Set(held).size).toBe(pieces.length);
    for (const { cell, pieces: members } of whole) {
      expect(cell.level).toBeGreaterThanOrEqual(3);
      expect(members.length).toBeLessThanOrEqual(MOST.features);
      expect(members.reduce((sum, piece) => sum + (pieces[piece]?.vertices ?? 0), 0)).toBeLessThanOrEqual(
        MOST.vertices,
      );
    }
  });

  it('has every piece in one cell of every level above its whole content, coarsest first', () => {
    const levels = above.map(({ cell }) => cell.level);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    for (const level of [0, 1, 2]) {
      const there = above.filter(({ cell }) => cell.level === level).flatMap((each) => [...each.pieces]);
      expect(new Set(there).size).toBe(pieces.length);
      expect(there).toHaveLength(pieces.length);
    }
    const names = new Set(whole.map(({ cell }) => cellName(cell)));
    for (const { cell } of above) expect(names.has(cellName(cell))).toBe(false);
  });

  it('keeps the order of the pieces within whole contents', () => {
    for (const { pieces: members } of whole) expect([...members]).toEqual([...members].sort((a, b) => a - b));
  });

  it('is one whole content where that is enough', () => {
    const few = pyramidOf(places(pieces.slice(0, 5)), tree, 0, MOST);
    expect(few.whole.map(({ cell }) => cellName(cell))).toEqual(['0-0-0']);
    expect(few.above).toEqual([]);
  });

  it('gives a piece that is more than a content holds a content of its own', () => {
    const large = { longitude: 116.55, latitude: 35.35, vertices: MOST.vertices + 1 };
    const alone = pyramidOf(places([large, ...pieces.slice(0, 20)]), tree, 0, MOST).whole;
    expect(alone.filter((each) => each.pieces.includes(0)).map((each) => each.pieces.length)).toEqual([1]);
  });

  it('deals out what stands in one place', () => {
    const tower = Array.from({ length: 200 }, () => ({ longitude: 116.55, latitude: 35.35, vertices: 8 }));
    const dealt = pyramidOf(places(tower), tree, 3, MOST).whole;
    expect(new Set(dealt.flatMap((each) => [...each.pieces])).size).toBe(200);
    for (const { pieces: members } of dealt) expect(members.length).toBeLessThanOrEqual(MOST.features);
  });
});

describe('scales', () => {
  it.each([groundScale(tree), buildingScale(tree)])('err less from level to level', (scale) => {
    for (let level = 1; level < scale.wholeLevel + 4; level++)
      expect(scale.errorAt(level)).toBeLessThan(scale.errorAt(level - 1));
    expect(scale.errorAt(0)).toBeCloseTo(16 * scale.toleranceAt(0), 9);
  });

  it('show ground whole within 1.4 km, and buildings within 5.4 km', () => {
    // A screen of 1080 lines and a lens of 60° across 16:9: error × 1080 / (2 · distance · tan 18°) = 16 pixels.
    const reach = (error: number): number =>
      (error * 1080) / (2 * 16 * Math.tan(Math.atan((Math.tan(Math.PI / 6) * 9) / 16)));
    const [ground, buildings] = [groundScale(tree), buildingScale(tree)];
    expect(reach(ground.errorAt(ground.wholeLevel - 1))).toBeCloseTo(1330, -1);
    expect(reach(buildings.errorAt(buildings.wholeLevel - 1))).toBeCloseTo(5321, -1);
  });
});
