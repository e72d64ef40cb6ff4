import { describe, expect, it } from 'vitest';
import { FILM_SIZES, filmPlan, layoutOf, PICTURE_SIZES } from './picture.ts';

describe('layoutOf', () => {
  it('keeps names and symbols as large in the picture as on screen', () => {
    expect(layoutOf({ width: 7680, height: 4320 }, 900)).toEqual({ page: { width: 1536, height: 864 }, ratio: 5 });
    expect(layoutOf({ width: 3840, height: 2160 }, 1080)).toEqual({ page: { width: 1920, height: 1080 }, ratio: 2 });
    expect(layoutOf({ width: 640, height: 360 }, 900)).toEqual({ page: { width: 640, height: 360 }, ratio: 1 });
  });

  it.each([...PICTURE_SIZES, ...FILM_SIZES, { width: 1001, height: 997 }])(
    'gives whole pixels for $width × $height',
    (size) => {
      for (const height of [300, 731, 1080, 2160]) {
        const { page, ratio } = layoutOf(size, height);
        expect([page.width, page.height, ratio].every(Number.isInteger)).toBe(true);
        expect([page.width * ratio, page.height * ratio]).toEqual([size.width, size.height]);
      }
    },
  );

  it('refuses what is no picture', () => {
    expect(() => layoutOf({ width: 0, height: 10 }, 900)).toThrow('0 × 10');
    expect(() => layoutOf({ width: 10.5, height: 10 }, 900)).toThrow('10.5');
  });
});

describe('filmPlan', () => {
  it('spreads its frames evenly from the first instant to the last', () => {
    const { instants } = filmPlan(1000, 2000, 2, 5);
    expect(instants).toHaveLength(10);
    expect([instants[0], instants.at(-1)]).toEqual([1000, 2000]);
    expect(instants[1]! - instants[0]!).toBeCloseTo(instants[9]! - instants[8]!, 9);
  });

  it.each([
    [2, 1, 20, 10, 'must end after'],
    [0, 1, 0, 10, '0 s'],
    [0, 1, 500, 10, 'at most 120'],
    [0, 1, 20, 31, '31 frames'],
    [0, 1, 20, 2.5, '2.5 frames'],
  ])('refuses from %d to %d in %d s at %d', (from, to, seconds, rate, words) => {
    expect(() => filmPlan(from, to, seconds, rate)).toThrow(words);
  });
});
