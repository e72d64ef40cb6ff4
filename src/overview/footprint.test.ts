import { describe, expect, it } from 'vitest';
import type { CameraView } from '../domain/camera.ts';
import { distance } from '../domain/geo/local-frame.ts';
import { footprintOf, steered } from './footprint.ts';

const at = (height: number, heading: number, pitch: number, roll = 0): CameraView => [
  116.59,
  35.42,
  height,
  heading,
  pitch,
  roll,
];

describe('footprintOf', () => {
  it('is a rectangle under a camera that looks straight down', () => {
    const { ring, target } = footprintOf(at(1000, 0, -90), 60, 2);
    expect(distance(target, [116.59, 35.42])).toBeLessThan(0.01);
    const width = 2 * 1000 * Math.tan(Math.PI / 6);
    expect(distance(ring[0]!, ring[1]!)).toBeCloseTo(width, 0);
    expect(distance(ring[1]!, ring[2]!)).toBeCloseTo(width / 2, 0);
  });

  it('targets height / tan(pitch) ahead, in the direction of the heading', () => {
    const north = footprintOf(at(500, 0, -45)).target;
    expect(distance(north, [116.59, 35.42])).toBeCloseTo(500, 0);
    expect(north[1]).toBeGreaterThan(35.42);
    const east = footprintOf(at(500, 90, -45)).target;
    expect(east[0]).toBeGreaterThan(116.59);
    expect(east[1]).toBeCloseTo(35.42, 6);
  });

  it('never reaches beyond its far limit, even with the horizon in sight', () => {
    for (const pitch of [-5, 0, 20]) {
      const { ring } = footprintOf(at(300, 37, pitch));
      for (const corner of ring) expect(distance(corner, [116.59, 35.42])).toBeLessThanOrEqual(1801);
    }
  });

  it('is convex and counter-clockwise for any downward view', () => {
    for (const heading of [0, 75, 190, 300])
      for (const pitch of [-89, -50, -20]) {
        const { ring } = footprintOf(at(800, heading, pitch));
        for (let i = 0; i < 4; i++) {
          const [a, b, c] = [ring[i]!, ring[(i + 1) % 4]!, ring[(i + 2) % 4]!];
          expect((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])).toBeGreaterThan(0);
        }
      }
  });

  it('turns with roll: a camera on its side sees higher than wide', () => {
    const { ring } = footprintOf(at(1000, 0, -90, 90), 60, 2);
    expect(Math.abs(ring[0]![1] - ring[1]![1])).toBeGreaterThan(Math.abs(ring[1]![1] - ring[2]![1]) * 1.9);
  });
});

describe('steered', () => {
  it('looks at the asked point from the same height and direction', () => {
    const view = steered(at(600, 120, -35), [116.6, 35.43]);
    expect(distance(footprintOf(view).target, [116.6, 35.43])).toBeLessThan(1.5);
    expect(view.slice(2)).toEqual([600, 120, -35, 0]);
  });
});
