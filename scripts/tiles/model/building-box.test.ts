import { describe, expect, it } from 'vitest';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { BuildingFeature } from '../feature.ts';
import { type Box, boxShell, buildingBox, mergedBoxes } from './building-box.ts';
import type { Point } from './ring.ts';

const FRAME = localFrame(116.59, 35.41);
const TURN = 0.4;
/** An outline turned by 0.4 rad, its corner at the frame's origin. */
const turned = (points: readonly Point[]) =>
  points.map(([x, y]) =>
    toGeographic(FRAME, x * Math.cos(TURN) - y * Math.sin(TURN), x * Math.sin(TURN) + y * Math.cos(TURN)),
  );
const building = (points: readonly Point[]): BuildingFeature => ({
  kind: 'building',
  id: 'B',
  use: 'residential',
  storeys: null,
  year: null,
  parts: [{ rings: [turned(points)], base: 0, top: 18 }],
});

function cornersOf(box: Box): Point[] {
  const { corners } = boxShell(box);
  return [0, 1, 2, 3].map((i) => toLocal(FRAME, corners[4 * i] as number, corners[4 * i + 1] as number));
}

describe('boxes of buildings', () => {
  it('a turned slab is its own box', () => {
    const slab: Point[] = [
      [0, 0],
      [60, 0],
      [60, 12],
      [0, 12],
    ];
    const box = buildingBox(building(slab), [0, 18]);
    expect(Math.hypot(...box.half)).toBeCloseTo(30, 2);
    expect(box.across).toBeCloseTo(6, 2);
    const wanted = turned(slab).map(([x, y]) => toLocal(FRAME, x, y));
    for (const corner of cornersOf(box))
      expect(Math.min(...wanted.map(([x, y]) => Math.hypot(x - corner[0], y - corner[1])))).toBeLessThan(0.02);
  });

  it('an outline of more corners lies within its box', () => {
    const angle: Point[] = [
      [0, 0],
      [50, 0],
      [50, 10],
      [12, 10],
      [12, 30],
      [0, 30],
    ];
    const box = buildingBox(building(angle), [0, 18]);
    expect(4 * Math.hypot(...box.half) * box.across).toBeCloseTo(50 * 30, 0);
  });

  it('its shell is four walls and a roof that look outwards', () => {
    const box = buildingBox(
      building([
        [0, 0],
        [10, 0],
        [10, 8],
        [0, 8],
      ]),
      [2, 20],
    );
    const { corners, indices } = boxShell(box);
    const points = Array.from({ length: 8 }, (_, i) => {
      const at = 4 * (i >> 1);
      const [x, y] = toLocal(FRAME, corners[at] as number, corners[at + 1] as number);
      return [x, y, corners[at + 2 + (i & 1)] as number] as const;
    });
    const middle = [0, 1, 2].map((k) => points.reduce((sum, p) => sum + (p[k] as number), 0) / 8);
    expect(indices).toHaveLength(30);
    for (let t = 0; t < indices.length; t += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => points[indices[t + k] as number]) as unknown as [
        number[],
        number[],
        number[],
      ];
      const [u, v] = [b, c].map((p) => p.map((value, k) => value - (a[k] as number))) as [number[], number[]];
      const normal = [0, 1, 2].map(
        (k) =>
          (u[(k + 1) % 3] as number) * (v[(k + 2) % 3] as number) -
          (u[(k + 2) % 3] as number) * (v[(k + 1) % 3] as number),
      );
      const outwards = normal.reduce((sum, n, k) => sum + n * ((a[k] as number) - (middle[k] as number)), 0);
      expect(outwards).toBeGreaterThan(0);
    }
  });

  it.each([0, 1.5])(
    'its shell begins at the corner that is first along the way, whatever its long side: %f',
    (side) => {
      const box: Box = {
        longitude: 116.59,
        latitude: 35.41,
        half: [12 * Math.cos(0.4 + side), 12 * Math.sin(0.4 + side)],
        across: 5,
        base: 0,
        top: 9,
      };
      const edgesOf = (astray: number): Point[] => {
        const { corners } = boxShell(box, 0.41, astray);
        const points = [0, 1, 2, 3].map((i) => toLocal(FRAME, corners[4 * i] as number, corners[4 * i + 1] as number));
        return [0, 1].map((i) => {
          const [a, b] = [points[i] as Point, points[i + 1] as Point];
          return [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.atan2(b[1] - a[1], b[0] - a[0])];
        });
      };
      // At 1.9 rad the short side is the one that runs along the way.
      const [length, off] = side === 0 ? [24, 0.4] : [10, 0.4 + side - Math.PI / 2];
      const turn = Math.hypot(12, 5) * Math.abs(0.41 - off);
      const [first, second] = edgesOf(0.9 * turn) as [Point, Point];
      expect(first[0]).toBeCloseTo(length, 3);
      expect(first[1]).toBeCloseTo(off, 3);
      expect(second[1] - first[1]).toBeCloseTo(Math.PI / 2, 3);
      // Turned to the way where that moves no corner too far.
      expect((edgesOf(1.1 * turn)[0] as Point)[1]).toBeCloseTo(0.41, 3);
    },
  );

  it('neighbours of one height become one box around all, others stay', () => {
    const at = (x: number, top: number): Box => {
      const [longitude, latitude] = toGeographic(FRAME, x, 5);
      return { longitude, latitude, half: [5, 0], across: 4, base: 0, top };
    };
    const merged = mergedBoxes([at(0, 18), at(20, 20), at(40, 90)], 100);
    expect(merged).toHaveLength(2);
    const low = merged.find((box) => box.top < 50);
    expect(low?.top).toBeCloseTo(19, 6);
    expect(2 * Math.hypot(...(low as Box).half)).toBeCloseTo(30, 2);
    expect((low as Box).across).toBeCloseTo(4, 2);
  });
});
