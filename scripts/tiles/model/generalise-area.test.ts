import { describe, expect, it } from 'vitest';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';
import type { AreaFeature, GroundClass } from '../feature.ts';
import { generaliseArea } from './generalise-area.ts';
import type { Point } from './ring.ts';
import { keptCorners, keptPoints } from './simplify-line.ts';

const FRAME = localFrame(116.59, 35.41);
const ring = (points: readonly Point[]) => points.map(([x, y]) => toGeographic(FRAME, x, y));
const area = (name: GroundClass, ...rings: Point[][]): AreaFeature => ({
  kind: 'area',
  id: name,
  class: name,
  rings: rings.map(ring),
  height: 0.1,
});
const rectangle = (width: number, depth: number): Point[] => [
  [0, 0],
  [width, 0],
  [width, depth],
  [0, depth],
];

/** A circle of `radius` metres. */
const circle = (radius: number, corners: number): Point[] =>
  Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

function distanceToRing([x, y]: Point, corners: readonly Point[]): number {
  return Math.min(
    ...corners.map(([ax, ay], i) => {
      const [bx, by] = corners[(i + 1) % corners.length] as Point;
      const [ux, uy] = [bx - ax, by - ay];
      const t = Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy || 1)));
      return Math.hypot(x - ax - t * ux, y - ay - t * uy);
    }),
  );
}

describe('lines to a tolerance', () => {
  it('keeps the ends of a line and what lies farther from it than the tolerance', () => {
    const line: Point[] = [
      [0, 0],
      [10, 0.4],
      [20, 0],
      [30, 5],
      [40, 0],
    ];
    expect(keptPoints([line], 0.5)).toEqual([0, 2, 3, 4]);
    expect(keptPoints([line], 6)).toEqual([0, 4]);
  });

  it('keeps a point in all rows of a band when one of them needs it', () => {
    const straight: Point[] = [
      [0, 0],
      [10, 0],
      [20, 0],
    ];
    const bent: Point[] = [
      [0, 5],
      [10, 9],
      [20, 5],
    ];
    expect(keptPoints([straight], 1)).toEqual([0, 2]);
    expect(keptPoints([straight, bent], 1)).toEqual([0, 1, 2]);
  });

  it.each([0.8, 3.2])('moves no point of a ring farther than %s m', (tolerance) => {
    const corners = circle(40, 200);
    const kept = keptCorners(corners, tolerance).map((i) => corners[i] as Point);
    expect(kept.length).toBeLessThan(60);
    for (const corner of corners) expect(distanceToRing(corner, kept)).toBeLessThanOrEqual(tolerance);
  });
});

describe('areas to a tolerance', () => {
  it('leaves out what is too small or too narrow to be seen', () => {
    expect(generaliseArea(area('lawn', rectangle(2, 2)), 0.8)).toBeNull();
    expect(generaliseArea(area('lawn', rectangle(4, 4)), 0.8)).not.toBeNull();
    expect(generaliseArea(area('footway', rectangle(300, 1)), 0.8)).toBeNull();
    expect(generaliseArea(area('footway', rectangle(300, 3)), 0.8)).not.toBeNull();
    expect(generaliseArea(area('footway', rectangle(300, 3)), 3.2)).toBeNull();
  });

  it('closes holes that are too small, and keeps those that are not', () => {
    const hole = (size: number): Point[] => rectangle(size, size).map(([x, y]) => [x + 20, y + 20]);
    expect(generaliseArea(area('plaza', rectangle(100, 100), hole(1)), 0.8)?.rings).toHaveLength(1);
    expect(generaliseArea(area('plaza', rectangle(100, 100), hole(20)), 0.8)?.rings).toHaveLength(2);
  });

  it('keeps a road painted while its paint is seen, with the metres along it, and draws it plain afar', () => {
    const row = (y: number) => ring([0, 50, 100, 150].map((x): Point => [x, y]));
    const road: AreaFeature = {
      ...area('carriageway', rectangle(150, 20)),
      ribbon: {
        rows: [row(0), row(20)],
        across: [0, 20],
        along: [0, 50, 100, 150],
        marks: {
          forward: 2,
          back: 2,
          laneWidth: 3.5,
          parting: 10,
          inner: 0,
          centre: 'double',
          cycleFrom: 0,
          stopAtEnd: false,
          stopAtStart: false,
          forwardUses: [],
          backUses: [],
        },
      },
    };
    const near = generaliseArea(road, 0.8);
    expect(near?.ribbon?.along).toEqual([0, 150]);
    expect(near?.ribbon?.rows.map((each) => each.length)).toEqual([2, 2]);
    expect(near?.ribbon?.marks).toEqual(road.ribbon?.marks);
    const far = generaliseArea(road, 6.4);
    expect(far?.ribbon).toBeUndefined();
    const corners = far?.rings[0]?.map(([x, y]) => toLocal(FRAME, x, y).map(Math.round));
    expect(corners).toEqual(rectangle(150, 20));
  });
});
