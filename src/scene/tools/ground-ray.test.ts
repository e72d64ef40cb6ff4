import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/random.ts';
import { bearingOf, dragHeight, heightOnAxis, onGround, onPlane, type Ray, type Vector } from './ground-ray.ts';

const random = seededRandom(3);
const between = (low: number, high: number) => low + random() * (high - low);
const towards = (origin: Vector, target: Vector): Ray => ({
  origin,
  direction: [target[0] - origin[0], target[1] - origin[1], target[2] - origin[2]],
});

describe('onPlane', () => {
  it('meets every point of the plane that it is aimed at', () => {
    for (let i = 0; i < 200; i++) {
      const target: Vector = [between(-500, 500), between(-500, 500), between(0, 12)];
      const ray = towards([between(-300, 300), between(-300, 300), between(20, 400)], target);
      const [east, north] = onPlane(ray, target[2]) as [number, number];
      expect(east).toBeCloseTo(target[0], 6);
      expect(north).toBeCloseTo(target[1], 6);
    }
  });

  it('finds the underside of a plane above the eye: an arm seen from the pavement', () => {
    expect(onPlane(towards([0, 0, 1.6], [0, 20, 8]), 8)).toEqual([0, 20]);
  });

  it('has nothing above the horizon, behind the eye, or too far to aim at', () => {
    expect(onPlane({ origin: [0, 0, 50], direction: [0, 1, 0.01] }, 0)).toBeNull();
    expect(onPlane({ origin: [0, 0, 50], direction: [0, 1, 0] }, 0)).toBeNull();
    expect(onPlane({ origin: [0, 0, 50], direction: [0, 1, -0.001] }, 0)).toBeNull();
  });
});

describe('heightOnAxis', () => {
  it('is the height aimed at, on an axis that the ray meets', () => {
    for (let i = 0; i < 200; i++) {
      const target: Vector = [between(-50, 50), between(-50, 50), between(0, 12)];
      const ray = towards([between(60, 300), between(-300, 300), between(2, 100)], target);
      expect(heightOnAxis(ray, target[0], target[1])).toBeCloseTo(target[2], 6);
    }
  });

  it('is unknown when one looks straight down', () => {
    expect(heightOnAxis({ origin: [0, 0, 80], direction: [0, 0, -1] }, 3, 4)).toBeNull();
  });
});

describe('dragHeight', () => {
  it('is where the pole was grabbed, never beyond it', () => {
    expect(dragHeight(6, 0, 10, 40)).toBe(6);
    expect(dragHeight(14, 0, 10, 40)).toBe(10);
    expect(dragHeight(-3, 0, 10, 40)).toBe(0);
  });

  it('is the ground where the eye is about as high as the hand', () => {
    expect(dragHeight(6, 0, 10, 7)).toBe(0);
    expect(dragHeight(null, 2, 10, 40)).toBe(2);
  });
});

describe('bearingOf', () => {
  it.each([
    [0, 1, 0],
    [1, 0, 90],
    [0, -1, 180],
    [-1, 0, 270],
    [0, 0, 0],
  ])('%d east, %d north is %d°', (east, north, degrees) => {
    expect(bearingOf(east, north)).toBe(degrees);
  });
});

describe('over uneven ground', () => {
  const down = { origin: [0, -50, 40], direction: [0, 1, -0.8] } as const;

  it('is the level plane where the ground is level', () => {
    expect(onGround(down, 3, () => 0)).toEqual(onPlane(down, 3));
    expect(onGround(down, 3, () => 7)).toEqual(onPlane(down, 10));
  });

  it('is where the ray comes so high over a slope', () => {
    const ground = (_: number, north: number) => 0.08 * north;
    const [, north] = onGround(down, 2, ground)!;
    const height = 40 - 0.8 * (north + 50);
    expect(height).toBeCloseTo(0.08 * north + 2, 3);
  });

  it('is nowhere above the eye', () => {
    expect(onGround(down, 2, () => 60)).toBeNull();
  });
});
