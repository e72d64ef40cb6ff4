import { describe, expect, it } from 'vitest';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingPart } from '../feature.ts';
import { buildingSurface, buildingVertices } from './building-surface.ts';
import { normaliseRings } from './ring.ts';
import type { Surface } from './surface.ts';

const frame = localFrame(116.6, 35.4);
const ring = (...points: [number, number][]) => points.map(([x, y]) => toGeographic(frame, x, y));
const RECTANGLE = ring([0, 0], [20, 0], [20, 10], [0, 10]);

function surfaceOf(part: Omit<BuildingPart, 'rings'>, rings = [RECTANGLE] as BuildingPart['rings']): Surface {
  const clean = normaliseRings(rings);
  if (!clean) throw new Error('no area');
  return buildingSurface({
    kind: 'building',
    id: 'b',
    use: 'unknown',
    storeys: null,
    year: null,
    parts: [{ ...part, rings: clean }],
  });
}

/** Volume between the surface and the ground plane by the divergence theorem; the missing floor lies at height 0. */
function volume(surface: Surface): number {
  let sum = 0;
  const at = (i: number): [number, number, number] => [
    ...toLocal(frame, surface.positions[3 * i] as number, surface.positions[3 * i + 1] as number),
    surface.positions[3 * i + 2] as number,
  ];
  for (let t = 0; t < surface.indices.length; t += 3) {
    const [a, b, c] = [
      at(surface.indices[t] as number),
      at(surface.indices[t + 1] as number),
      at(surface.indices[t + 2] as number),
    ];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}

describe('buildingSurface', () => {
  it('encloses the volume of its body and roof, whichever way the ring runs', () => {
    for (const rings of [[RECTANGLE], [RECTANGLE.toReversed()]]) {
      expect(volume(surfaceOf({ base: 0, top: 12 }, rings))).toBeCloseTo(20 * 10 * 12, 0);
      // Gable: a prism. Hipped: a wedge, h·b·(2a + c)/6. Pyramid: a third.
      expect(volume(surfaceOf({ base: 0, top: 12, roof: 'gabled', roofHeight: 3 }, rings))).toBeCloseTo(
        200 * 9 + 100 * 3,
        0,
      );
      expect(volume(surfaceOf({ base: 0, top: 12, roof: 'pyramidal', roofHeight: 3 }, rings))).toBeCloseTo(
        200 * 9 + 200,
        0,
      );
      const hipped = volume(surfaceOf({ base: 0, top: 12, roof: 'hipped', roofHeight: 3 }, rings));
      expect(hipped).toBeCloseTo(200 * 9 + (3 * 10 * (2 * 20 + 10)) / 6, 0);
    }
  });

  it('takes holes off', () => {
    const court = ring([5, 3], [15, 3], [15, 7], [5, 7]);
    expect(volume(surfaceOf({ base: 0, top: 10 }, [RECTANGLE, court]))).toBeCloseTo((200 - 40) * 10, 0);
  });

  it('makes a part that floats whole, and keeps its top where a roof cannot be built', () => {
    const lower: BuildingPart = { rings: [RECTANGLE], base: 0, top: 4 };
    const bridge: BuildingPart = { rings: [RECTANGLE], base: 10, top: 14 };
    const surface = buildingSurface({
      kind: 'building',
      id: 'b',
      use: 'unknown',
      storeys: null,
      year: null,
      parts: [lower, bridge],
    });
    expect(volume(surface)).toBeCloseTo(200 * 4 + 200 * 4, 0);
    const corner = ring([0, 0], [20, 0], [20, 10], [10, 10], [10, 5], [0, 5]);
    const high = surfaceOf({ base: 0, top: 9, roof: 'gabled', roofHeight: 2 }, [corner]);
    expect(Math.max(...high.positions.filter((_, i) => i % 3 === 2))).toBe(9);
  });

  it('never needs more vertices than announced, and its normals agree with the winding', () => {
    for (const roof of ['flat', 'gabled', 'hipped', 'pyramidal'] as const) {
      const part = { rings: [RECTANGLE], base: 3, top: 9, roof, roofHeight: 2 };
      const building = {
        kind: 'building',
        id: 'b',
        use: 'unknown',
        storeys: null,
        year: null,
        parts: [part, { ...part, base: 0, top: 1 }],
      } as const;
      const surface = buildingSurface(building);
      expect(surface.positions.length / 3).toBeLessThanOrEqual(buildingVertices(building));
      for (let t = 0; t < surface.indices.length; t += 3) {
        const corner = (k: number): [number, number, number] => {
          const i = surface.indices[t + k] as number;
          return [
            ...toLocal(frame, surface.positions[3 * i] as number, surface.positions[3 * i + 1] as number),
            surface.positions[3 * i + 2] as number,
          ];
        };
        const [a, b, c] = [corner(0), corner(1), corner(2)];
        const [u, v] = [
          b.map((value, k) => value - (a[k] as number)),
          c.map((value, k) => value - (a[k] as number)),
        ] as [number[], number[]];
        const cross = [0, 1, 2].map(
          (k) =>
            (u[(k + 1) % 3] as number) * (v[(k + 2) % 3] as number) -
            (u[(k + 2) % 3] as number) * (v[(k + 1) % 3] as number),
        );
        const first = surface.indices[t] as number;
        const normal = surface.normals.slice(3 * first, 3 * first + 3);
        const dot = cross.reduce((sum, value, k) => sum + value * (normal[k] as number), 0);
        expect(dot / Math.hypot(...cross)).toBeGreaterThan(0.999);
      }
    }
  });
});
