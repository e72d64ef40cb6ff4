import { describe, expect, it } from 'vitest';
import type { CameraView } from './camera.ts';
import { localFrame, toLocal } from './geo/local-frame.ts';
import { EYE_HEIGHT, groundAhead, looked, type Stride, steppedDown, walked } from './walk.ts';

const start: CameraView = [116.59, 35.42, 1.6, 0, 0, 0];
const still: Stride = { forward: 0, aside: 0, turn: 0, fast: false };
const metres = (view: CameraView) =>
  toLocal(localFrame(start[0], start[1]), view[0], view[1]).map((each) => Number(each.toFixed(3)) + 0);

describe('a walk', () => {
  it('goes 1.4 m a second where it looks, and 4 m in a run', () => {
    expect(metres(walked(start, { ...still, forward: 1 }, 10))).toEqual([0, 14]);
    expect(metres(walked([...start.slice(0, 3), 90, 0, 0] as never, { ...still, forward: -1 }, 10))).toEqual([-14, 0]);
    expect(metres(walked(start, { ...still, forward: 1, fast: true }, 2))).toEqual([0, 8]);
  });

  it('is no faster across', () => {
    const [x = 0, y = 0] = metres(walked(start, { ...still, forward: 1, aside: 1 }, 1));
    expect(Math.hypot(x, y)).toBeCloseTo(1.4, 2);
    expect(x).toBeGreaterThan(0);
  });

  it('keeps the eye 1.6 m above whatever ground there is, and turns with the keys', () => {
    const after = walked([...start.slice(0, 2), -20, 350, 12, 3] as never, { ...still, turn: 1 }, 0.5);
    expect(after.slice(2)).toEqual([EYE_HEIGHT, 20, 12, 0]);
  });

  it('lifts the head no farther than a neck does', () => {
    expect(looked(start, -30, 200).slice(3, 5)).toEqual([330, 75]);
    expect(looked(start, 30, -200).slice(3, 5)).toEqual([30, -75]);
  });
});

describe('stepping down', () => {
  it('is onto what the camera looks at', () => {
    expect(metres(steppedDown([116.59, 35.42, 100, 90, -45, 0]))).toEqual([100, 0]);
    expect(metres(steppedDown([116.59, 35.42, 100, 90, -90, 0]))[0]).toBeLessThan(0.5);
    // The horizon is no place to go.
    expect(groundAhead([116.59, 35.42, 5000, 0, 0, 0], 2000).ahead).toBe(2000);
  });

  it('is right below who is near the ground already', () => {
    expect(metres(steppedDown([116.59, 35.42, 3, 90, -20, 0]))).toEqual([0, 0]);
  });
});
