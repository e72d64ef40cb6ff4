import { expect, test } from 'vitest';
import { localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';
import { facadeHit } from './facade-hit.ts';

const FRAME = localFrame(116.59, 35.42);
const box = (x: number, y: number, half: number) =>
  [
    [-half, -half],
    [half, -half],
    [half, half],
    [-half, half],
  ].map(([u, w]) => toGeographic(FRAME, x + (u as number), y + (w as number)));
const house = { id: 'house', ring: box(0, 50, 10), height: 20 };
const behind = { id: 'behind', ring: box(0, 90, 10), height: 60 };

test('the nearest wall that the line meets, and the side that it faces', () => {
  const hit = facadeHit({ from: [116.59, 35.42, 10], direction: [0, 1, 0] }, [behind, house]);
  expect(hit?.building).toBe('house');
  expect(hit?.facing).toBeCloseTo(180, 3);
  expect(hit?.height).toBeCloseTo(10, 6);
  expect(toLocal(FRAME, ...(hit?.position ?? [0, 0]))[1]).toBeCloseTo(40, 2);
});

test('over a roof to what stands behind, at either turn of the ring, and past everything', () => {
  const turned = { ...behind, ring: [...behind.ring].reverse() };
  for (const each of [behind, turned]) {
    const hit = facadeHit({ from: [116.59, 35.42, 10], direction: [0, 1, 0.35] }, [each, house]);
    expect(hit?.building).toBe('behind');
    expect(hit?.facing).toBeCloseTo(180, 3);
  }
  expect(facadeHit({ from: [116.59, 35.42, 10], direction: [0, -1, 0] }, [house])).toBeNull();
  expect(facadeHit({ from: [116.59, 35.42, 10], direction: [0, 1, -1] }, [house])).toBeNull();
});

test('from the east a wall that faces east', () => {
  const [longitude, latitude] = toGeographic(FRAME, 100, 50);
  const hit = facadeHit({ from: [longitude, latitude, 5], direction: [-1, 0, 0] }, [house]);
  expect(hit?.facing).toBeCloseTo(90, 2);
});
