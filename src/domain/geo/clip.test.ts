import { describe, expect, it } from 'vitest';
import { matches } from '../query/cql2-match.ts';
import {
  boxCorners,
  type ClipBox,
  type ClipPolygon,
  clipFilter,
  clipPlanes,
  clipRing,
  inBox,
  leaves,
  outlinePlanes,
  placeInBox,
  withFaceAt,
} from './clip.ts';
import { distance, localFrame, toGeographic, toLocal } from './local-frame.ts';
import type { Place } from './measure.ts';

const box: ClipBox = { kind: 'box', centre: [116.59, 35.42], width: 200, depth: 60, heading: 30, bottom: -5, top: 40 };
const held = (x: number, y: number, z: number) =>
  clipPlanes(box).every(({ normal, distance: d }) => normal[0] * x + normal[1] * y + normal[2] * z + d >= 0);

describe('a clipping box', () => {
  it('is what all six half-spaces hold', () => {
    expect(held(0, 0, 0)).toBe(true);
    for (const [x, y, z] of [
      [101, 0, 0],
      [-101, 0, 0],
      [0, 31, 0],
      [0, -31, 0],
      [0, 0, -6],
      [0, 0, 41],
    ] as const)
      expect(held(x, y, z), `${x} ${y} ${z}`).toBe(false);
    expect(held(99, 29, 39)).toBe(true);
  });

  it('is turned clockwise from north', () => {
    // 30 m along a heading of 30°: 15 m east, 25.98 m north.
    const [x, y] = toLocal(localFrame(...box.centre), ...placeInBox(box, 0, 30));
    expect([x, y].map((each) => Number(each.toFixed(2)))).toEqual([15, 25.98]);
  });

  it('has corners that are its sides apart, and a level top over any ground', () => {
    const [a, b, c] = clipRing(box) as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ];
    expect(distance(a, b)).toBeCloseTo(200, 2);
    expect(distance(b, c)).toBeCloseTo(60, 2);
    const ground = (longitude: number) => 1000 * (longitude - 116.58);
    const corners = boxCorners(box, ground);
    expect(corners).toHaveLength(8);
    for (const [longitude, , height] of corners.slice(4)) expect(ground(longitude) + height).toBeCloseTo(50, 9);
  });
});

it('a face goes where it is dragged to, and the opposite one stays', () => {
  const wider = withFaceAt(box, 'width', 1, placeInBox(box, 160, 12));
  expect(wider.width).toBeCloseTo(260, 2);
  const [x, y] = inBox(box, placeInBox(wider, -130, 0));
  expect([x, y].map((each) => Math.round(each * 100) / 100 + 0)).toEqual([-100, 0]);
  const shallow = withFaceAt(box, 'depth', -1, placeInBox(box, 5, 400));
  expect(shallow.depth).toBe(1);
  expect(inBox(box, placeInBox(shallow, 0, 0.5))[1]).toBeCloseTo(30, 2);
});

describe('an outline', () => {
  const frame = localFrame(116.59, 35.42);
  const at = (x: number, y: number) => toGeographic(frame, x, y);
  const holds = (ring: readonly (readonly [number, number])[], x: number, y: number) =>
    outlinePlanes(ring)?.every(({ normal, distance: d }) => normal[0] * x + normal[1] * y + d >= 0);
  const square = [at(0, 0), at(40, 0), at(40, 30), at(0, 30)];

  it('of either turn is the half-spaces of its edges', () => {
    for (const ring of [square, [square[0], ...[...square.slice(1)].reverse()] as typeof square]) {
      expect(outlinePlanes(ring)).toHaveLength(4);
      expect([
        holds(ring, 39, 29),
        holds(ring, 41, 1),
        holds(ring, 1, 31),
        holds(ring, -1, 1),
        holds(ring, 1, -1),
      ]).toEqual([true, false, false, false, false]);
    }
  });

  it('that turns inward, is a star, or holds nothing has none', () => {
    expect(outlinePlanes([...square.slice(0, 3), at(30, 10)])).toBeNull();
    const star = [0, 2, 4, 1, 3].map((i) =>
      at(50 * Math.cos((2 * Math.PI * i) / 5), 50 * Math.sin((2 * Math.PI * i) / 5)),
    );
    expect(outlinePlanes(star)).toBeNull();
    expect(outlinePlanes([at(0, 0), at(10, 0), at(10, 0)])).toBeNull();
  });
});

it('leaves what is inside of a box or of an outline, and the other way round what is cut out', () => {
  const box: ClipBox = { kind: 'box', centre: [116.6, 35.4], width: 20, depth: 10, heading: 90, bottom: 2, top: 30 };
  // A slope of 1 m in 1000 m to the east.
  const slope = (longitude: number) => (longitude - 116.6) * 90.9;
  const at = (east: number, north: number, height: number): Place => [
    116.6 + east / 90_900,
    35.4 + north / 110_950,
    height,
  ];
  const left = (...place: [number, number, number]) => leaves(box, at(...place), slope);
  // Turned to the east: 10 m along it, 20 m across.
  expect([left(0, 0, 3), left(0, 9, 3), left(4, 0, 3)]).toEqual([true, true, true]);
  expect([left(0, 11, 3), left(6, 0, 3), left(0, 0, 1), left(0, 0, 31)]).toEqual([false, false, false, false]);
  const ring: ClipPolygon['ring'] = [at(-5, -5, 0), at(5, -5, 0), at(5, 5, 0)].map(([x, y]) => [x, y]);
  for (const keep of ['inside', 'outside'] as const) {
    const outline: ClipPolygon = { kind: 'polygon', ring, keep };
    expect(leaves(outline, at(4, -4, 50), slope)).toBe(keep === 'inside');
    expect(leaves(outline, at(-4, 4, 50), slope)).toBe(keep === 'outside');
  }
});

it('what a clip leaves is a question about assets', () => {
  const none = () => undefined;
  const at = ([longitude, latitude]: readonly [number, number]) => ({ longitude, latitude });
  const [inside, outside] = [at(placeInBox(box, 90, -25)), at(placeInBox(box, 90, 35))];
  expect(matches(clipFilter(box), none, inside)).toBe(true);
  expect(matches(clipFilter(box), none, outside)).toBe(false);
  const hole = { kind: 'polygon', ring: clipRing(box), keep: 'outside' } as const;
  expect(matches(clipFilter(hole), none, inside)).toBe(false);
  expect(matches(clipFilter(hole), none, outside)).toBe(true);
  expect(clipFilter(hole)).toBe(clipFilter(hole));
});
