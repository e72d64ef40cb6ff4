import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import {
  applyPlaneFrame,
  applySpatialFrame,
  type ControlPoint,
  ELLIPSOIDS,
  fitPlaneFrame,
  type PlaneFrame,
  type SpatialFrame,
} from './city-frame.ts';

const random = seededRandom(11);
const between = (low: number, high: number): number => low + (high - low) * random();

function controlled(frame: PlaneFrame, count: number, noise: number): ControlPoint[] {
  return Array.from({ length: count }, (_, i) => {
    const source = [between(40_000, 60_000), between(-20_000, 20_000)] as const;
    const [east, north] = applyPlaneFrame(frame, source);
    return { name: `K${i}`, source, target: [east + between(-noise, noise), north + between(-noise, noise)] as const };
  });
}

describe('four parameters', () => {
  test('known parameters are recovered from exact points', () => {
    for (let i = 0; i < 100; i++) {
      const frame: PlaneFrame = {
        east: between(-500_000, 500_000),
        north: between(3_000_000, 4_000_000),
        rotation: between(-7200, 7200),
        scale: between(-300, 300),
      };
      const { frame: found, residuals, sigma } = fitPlaneFrame(controlled(frame, 2 + Math.floor(4 * random()), 0));
      for (let k = 0; k < 5; k++) {
        const point = [between(40_000, 60_000), between(-20_000, 20_000)] as const;
        const [a, b] = [applyPlaneFrame(found, point), applyPlaneFrame(frame, point)];
        expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(1e-5);
      }
      expect(found.rotation).toBeCloseTo(frame.rotation, 3);
      expect(found.scale).toBeCloseTo(frame.scale, 3);
      for (const { east, north } of residuals) expect(Math.hypot(east, north)).toBeLessThan(1e-6);
      if (residuals.length === 2) expect(sigma).toBeNull();
    }
  });

  test('a quarter turn by hand: source (1, 0) goes to (0, 1) when the plane turns 90° counter-clockwise', () => {
    const { frame } = fitPlaneFrame([
      { name: 'A', source: [0, 0], target: [100, 200] },
      { name: 'B', source: [10, 0], target: [100, 210] },
    ]);
    expect(frame.rotation / 3600).toBeCloseTo(90, 9);
    expect(frame.scale).toBeCloseTo(0, 6);
    expect(applyPlaneFrame(frame, [0, 10])[0]).toBeCloseTo(90, 9);
  });

  test('least squares: no small change of the parameters lessens the sum of squares, and one false point shows in its residual', () => {
    const frame: PlaneFrame = { east: 450_000, north: 3_900_000, rotation: 321, scale: 12 };
    const points = controlled(frame, 8, 0.02);
    const fit = fitPlaneFrame(points);
    const cost = (each: PlaneFrame): number =>
      points.reduce((sum, { source, target }) => {
        const [east, north] = applyPlaneFrame(each, source);
        return sum + (target[0] - east) ** 2 + (target[1] - north) ** 2;
      }, 0);
    const best = cost(fit.frame);
    for (const step of [1e-3, -1e-3]) {
      expect(cost({ ...fit.frame, east: fit.frame.east + step })).toBeGreaterThan(best);
      expect(cost({ ...fit.frame, north: fit.frame.north + step })).toBeGreaterThan(best);
      expect(cost({ ...fit.frame, rotation: fit.frame.rotation + 10 * step })).toBeGreaterThan(best);
      expect(cost({ ...fit.frame, scale: fit.frame.scale + 100 * step })).toBeGreaterThan(best);
    }
    expect(fit.sigma).toBeCloseTo(Math.sqrt(best / 12), 9);
    const wrong = points.map((point, i) =>
      i === 3 ? { ...point, target: [point.target[0] + 5, point.target[1]] as const } : point,
    );
    const { residuals } = fitPlaneFrame(wrong);
    const worst = residuals.reduce((a, b) => (Math.hypot(b.east, b.north) > Math.hypot(a.east, a.north) ? b : a));
    expect(worst.name).toBe('K3');
  });

  test('too few points, and points at one place, are refused', () => {
    const point: ControlPoint = { name: 'A', source: [1, 2], target: [3, 4] };
    expect(() => fitPlaneFrame([point])).toThrow(/four parameters need two/);
    expect(() => fitPlaneFrame([point, { ...point, name: 'B' }])).toThrow(/one place/);
  });
});

describe('seven parameters', () => {
  const frame: SpatialFrame = { dx: 15.8, dy: -154.4, dz: -82.3, rx: 0.8, ry: -1.2, rz: 2.1, scale: 3.4 };

  test('agrees with an independent implementation of the position-vector method', () => {
    for (const [name, { a, rf }] of Object.entries(ELLIPSOIDS)) {
      const { dx, dy, dz, rx, ry, rz, scale } = frame;
      const reference = proj4(
        `+proj=longlat +a=${a} +rf=${rf} +towgs84=${dx},${dy},${dz},${rx},${ry},${rz},${scale} +no_defs`,
        '+proj=longlat +ellps=GRS80 +towgs84=0,0,0 +no_defs',
      );
      for (let i = 0; i < 50; i++) {
        const at = [between(114, 120), between(33, 38)] as const;
        const [x, y] = applySpatialFrame(frame, { a, rf }, ...at);
        const [u, v] = reference.forward([at[0], at[1]]) as [number, number];
        expect(Math.max(Math.abs(x - u), Math.abs(y - v)), name).toBeLessThan(2e-9);
      }
    }
  });

  test('no parameters and one ellipsoid move nothing', () => {
    const zero: SpatialFrame = { dx: 0, dy: 0, dz: 0, rx: 0, ry: 0, rz: 0, scale: 0 };
    const [x, y] = applySpatialFrame(zero, ELLIPSOIDS.cgcs2000, 116.59, 35.41);
    expect(x).toBeCloseTo(116.59, 11);
    expect(y).toBeCloseTo(35.41, 11);
  });
});
