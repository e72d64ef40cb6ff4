import { expect, test } from 'vitest';
import { cornersOf, cornersText } from './corners.ts';
import { createPlanView } from './plan-view.ts';

const ROAD = [
  [116.56, 35.4199],
  [116.61, 35.4215],
] as const;

test('a click comes back to the place that is drawn there, north is up and east is right', () => {
  const view = createPlanView(ROAD);
  for (const [x, y] of [
    [0, 0],
    [280, 70],
    [560, 139],
  ] as const) {
    const [cx, cy] = view.toPlan(view.toGeographic(x, y));
    expect([cx, cy].map(Math.round)).toEqual([x, y]);
  }
  const [a, b] = [view.toPlan(ROAD[0]), view.toPlan(ROAD[1])];
  expect(b[0]).toBeGreaterThan(a[0]);
  expect(b[1]).toBeLessThan(a[1]);
  for (const [x, y] of [a, b]) expect(x > 0 && x < view.width && y > 0 && y < view.height).toBe(true);
});

test('corners are written as they are read, however they are parted', () => {
  const ring = [
    [116.56, 35.42],
    [116.57, 35.42],
    [116.57, 35.43],
  ] as const;
  expect(cornersOf(cornersText(ring))).toEqual(ring);
  expect(cornersOf('116.56，35.42\n116.57;35.42\n\n116.57 35.43\n')).toEqual(ring);
  for (const bad of ['116.56', '116.56, x', '35.42, 116.56', '1, 2, 3']) expect(cornersOf(bad), bad).toBeNull();
});
