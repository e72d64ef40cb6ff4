import { describe, expect, it } from 'vitest';
import type { CameraView } from './camera.ts';
import { localFrame, toLocal } from './geo/local-frame.ts';
import { EYE_HEIGHT, type Footing, groundAhead, looked, type Stride, steppedDown, walked } from './walk.ts';

const start: CameraView = [116.59, 35.42, 1.6, 0, 0, 0];
const still: Stride = { forward: 0, aside: 0, turn: 0, fast: false };
/** Nothing in the way, flat ground. */
const OPEN: Footing = { freeAhead: (_, __, most) => most, deckBelow: () => 0 };
const metres = (view: CameraView) =>
  toLocal(localFrame(start[0], start[1]), view[0], view[1]).map((each) => Number(each.toFixed(3)) + 0);

describe('a walk', () => {
  it('goes 1.4 m a second where it looks, and 4 m in a run', () => {
    expect(metres(walked(start, { ...still, forward: 1 }, 10, OPEN))).toEqual([0, 14]);
    expect(metres(walked([...start.slice(0, 3), 90, 0, 0] as never, { ...still, forward: -1 }, 10, OPEN))).toEqual([
      -14, 0,
    ]);
    expect(metres(walked(start, { ...still, forward: 1, fast: true }, 2, OPEN))).toEqual([0, 8]);
  });

  it('is no faster across', () => {
    const [x = 0, y = 0] = metres(walked(start, { ...still, forward: 1, aside: 1 }, 1, OPEN));
    expect(Math.hypot(x, y)).toBeCloseTo(1.4, 2);
    expect(x).toBeGreaterThan(0);
  });

  it('keeps the eye 1.6 m above whatever ground there is, and turns with the keys', () => {
    const low = [...start.slice(0, 2), -20, 350, 12, 3] as never;
    expect(walked(low, { ...still, turn: 1, forward: 1 }, 0.5, OPEN).slice(2)).toEqual([EYE_HEIGHT, 20, 12, 0]);
    expect(walked(start, { ...still, turn: -1 }, 0.5, OPEN).slice(3)).toEqual([330, 0, 0]);
  });

  it('stops before a wall, and goes along it where it is met at a slant', () => {
    // A wall 5 m to the north, from east to west; what looks south is free.
    const wall: Footing = {
      freeAhead(from, bearing, most) {
        const [, y = 0] = toLocal(localFrame(start[0], start[1]), from[0], from[1]);
        const north = Math.cos((bearing * Math.PI) / 180);
        return north <= 1e-9 ? most : Math.min(most, (5 - y) / north);
      },
      deckBelow: () => 0,
    };
    let view = start;
    for (let step = 0; step < 100; step++) view = walked(view, { ...still, forward: 1 }, 0.1, wall);
    expect(metres(view)[1]).toBeGreaterThan(4.3);
    expect(metres(view)[1]).toBeLessThanOrEqual(4.61);
    view = [...start.slice(0, 3), 60, 0, 0] as never;
    for (let step = 0; step < 200; step++) view = walked(view, { ...still, forward: 1 }, 0.1, wall);
    expect(metres(view)[0], 'along the wall').toBeGreaterThan(15);
    expect(metres(view)[1], "at a body's width or nearly").toBeLessThanOrEqual(4.75);
  });

  it('stands on the deck that a foot reaches, and goes under one that is overhead', () => {
    // A ramp that rises by 5 % to the north beside a deck at 5 m that crosses overhead.
    const ramp = (y: number) => Math.max(0, 0.05 * y);
    const footing: Footing = {
      freeAhead: (_, __, most) => most,
      deckBelow([x, y, from]) {
        const [, north = 0] = toLocal(localFrame(start[0], start[1]), x, y);
        return from > 5 ? 5 : from >= ramp(north) ? ramp(north) : 0;
      },
    };
    let view = start;
    for (let step = 0; step < 200; step++) view = walked(view, { ...still, forward: 1 }, 0.1, footing);
    expect(view[2]).toBeCloseTo(ramp(28) + EYE_HEIGHT, 2);
    expect(steppedDown([116.59, 35.42, 100, 90, -45, 0], footing.deckBelow)[2]).toBeCloseTo(5 + EYE_HEIGHT, 6);
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
