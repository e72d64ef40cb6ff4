import { describe, expect, it } from 'vitest';
import { localFrame, toLocal } from '../../../src/domain/geo/local-frame.ts';
import { seededRandom } from '../../../src/domain/random.ts';
import type { AreaFeature } from '../feature.ts';
import { cellAt, cellBounds, centreOf, quadtreeOver } from '../tile/quadtree.ts';
import { areaPieces } from './area-surface.ts';
import { areaOf, normaliseRings } from './ring.ts';

const tree = quadtreeOver([116.55, 35.38, 116.65, 35.45]);

function star(seed: number, x: number, y: number, radius: number): [number, number][] {
  const random = seededRandom(seed);
  return Array.from({ length: 14 }, (_, i) => {
    const r = radius * (0.3 + 0.7 * random());
    const angle = (i / 14) * 2 * Math.PI;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}

describe('areaPieces', () => {
  it.each([0.0008, 0.006, 0.02])(
    'cuts a polygon with a hole into pieces that cover it exactly (radius %d°)',
    (radius) => {
      const [x0, y0] = centreOf(cellBounds(tree, cellAt(tree, tree.leafLevel, 116.6, 35.41)));
      const outer = star(3, x0, y0, radius);
      const hole = star(4, x0, y0, radius * 0.25);
      const rings = normaliseRings([outer, hole]);
      if (!rings) throw new Error('no area');
      const area: AreaFeature = { kind: 'area', id: 'a', class: 'lawn', rings, height: 0.05 };
      const pieces = areaPieces(area, tree);
      const frame = localFrame(x0, y0);
      let covered = 0;
      for (const { x, y, surface } of pieces) {
        const [west, south, east, north] = cellBounds(tree, { level: tree.leafLevel, x, y });
        for (let i = 0; i < surface.positions.length; i += 3) {
          const [lon, lat] = [surface.positions[i] as number, surface.positions[i + 1] as number];
          expect(lon >= west - 1e-9 && lon <= east + 1e-9 && lat >= south - 1e-9 && lat <= north + 1e-9).toBe(true);
        }
        for (let t = 0; t < surface.indices.length; t += 3) {
          const [a, b, c] = [0, 1, 2].map((k) => {
            const i = surface.indices[t + k] as number;
            return toLocal(frame, surface.positions[3 * i] as number, surface.positions[3 * i + 1] as number);
          }) as [[number, number], [number, number], [number, number]];
          const size = ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2;
          expect(size).toBeGreaterThan(-1e-3);
          covered += size;
        }
      }
      expect(covered / areaOf(rings)).toBeCloseTo(1, 5);
      expect(pieces.length > 1).toBe(radius > 0.005);
    },
  );
});
