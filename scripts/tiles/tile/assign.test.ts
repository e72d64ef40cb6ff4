import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/domain/random.ts';
import { assign, MAX_FEATURES, MAX_VERTICES, type Piece } from './assign.ts';
import { cellBounds, quadtreeOver } from './quadtree.ts';

const QUOTA = { features: 100, vertices: 4000, leafFeatures: 300, leafVertices: 20_000 };
const tree = quadtreeOver([116, 35, 116.1, 35.08]);

function crowd(count: number, seed: number, spread = 1): Piece[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    longitude: 116 + 0.1 * spread * random(),
    latitude: 35 + 0.08 * spread * random(),
    importance: random() ** 3,
    vertices: 1 + Math.floor(200 * random()),
    minLevel: random() < 0.1 ? 2 : 0,
  }));
}

describe('assign', () => {
  it.each([
    [12_000, 1],
    [50, 1],
    [9000, 0.001],
  ])('gives each of %i pieces to exactly one content within the limits (spread %d)', (count, spread) => {
    const pieces = crowd(count, count, spread);
    const assignments = assign(pieces, tree, QUOTA);
    const given = assignments.flatMap((assignment) => assignment.pieces);
    expect(given.length).toBe(count);
    expect(new Set(given).size).toBe(count);
    expect(new Set(assignments.map(({ cell }) => `${cell.level} ${cell.x} ${cell.y}`)).size).toBe(assignments.length);
    for (const { cell, pieces: members } of assignments) {
      expect(members.length).toBeLessThanOrEqual(MAX_FEATURES);
      expect(members.reduce((sum, piece) => sum + piece.vertices, 0)).toBeLessThanOrEqual(MAX_VERTICES);
      const [west, south, east, north] = cellBounds(tree, cell);
      for (const piece of members) {
        expect(cell.level >= piece.minLevel || cell.level >= tree.leafLevel).toBe(true);
        expect(piece.longitude >= west - 1e-12 && piece.longitude <= east + 1e-12).toBe(true);
        expect(piece.latitude >= south - 1e-12 && piece.latitude <= north + 1e-12).toBe(true);
      }
    }
  });

  it('shows the most important first: nothing in a child outranks what its parent kept for the same reach', () => {
    const pieces = crowd(5000, 7).map((piece) => ({ ...piece, vertices: 1, minLevel: 0 }));
    const assignments = assign(pieces, tree, QUOTA);
    const root = assignments.find(({ cell }) => cell.level === 0);
    const least = Math.min(...(root?.pieces ?? []).map((piece) => piece.importance));
    for (const { cell, pieces: members } of assignments)
      if (cell.level > 0) for (const piece of members) expect(piece.importance).toBeLessThanOrEqual(least);
  });
});
