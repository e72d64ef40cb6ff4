import type { Cartesian2 } from '@cesium/engine';
import { expect, it } from 'vitest';
import { type Clip, MOST_CORNERS } from '../domain/geo/clip.ts';
import { localFrame, toGeographic } from '../domain/geo/local-frame.ts';
import { cutUniforms } from './cut-uniforms.ts';
import { localPlace } from './local-place.ts';

const frame = localFrame(116.59, 35.42);
const level = () => 38;
const place = localPlace(116.59, 35.42, level);
const L = [
  [-60, -45],
  [60, -45],
  [60, -10],
  [-10, -10],
  [-10, 45],
  [-60, 45],
] as const;

it('are what a clip holds in the metres of the draw, and follow it', () => {
  let clip: Clip | null = null;
  const uniforms = cutUniforms(() => clip, place);
  const read = (name: string) => uniforms[name]?.();
  expect(read('u_cutCorners')).toBe(0);
  expect(read('u_cut'), 'as many as the shader declares').toHaveLength(MOST_CORNERS);
  clip = { kind: 'polygon', keep: 'outside', ring: L.map(([x, y]) => toGeographic(frame, x, y)) };
  expect(read('u_cutCorners')).toBe(6);
  const corners = (read('u_cut') as readonly Cartesian2[])
    .slice(0, 6)
    .map(({ x, y }) => [Math.round(x), Math.round(y)]);
  expect(corners).toEqual(L);
  expect(read('u_cutInside')).toBe(0);
  expect((read('u_cutHeights') as Cartesian2).y).toBeGreaterThan(10_000);
  clip = { ...clip, keep: 'inside' };
  expect(read('u_cutInside')).toBe(1);
  clip = { kind: 'box', centre: [116.59, 35.42], width: 20, depth: 10, heading: 0, bottom: -5, top: 40 };
  const { x: low, y: high } = read('u_cutHeights') as Cartesian2;
  expect([low, high].map(Math.round), 'from the ground at the middle').toEqual([33, 78]);
  expect(read('u_cutCorners')).toBe(4);
  expect(read('u_cutInside')).toBe(1);
});
