import { expect, it } from 'vitest';
import { distanceToPath } from './distance-to-path.ts';
import { localFrame, toGeographic } from './local-frame.ts';

const frame = localFrame(116.6, 35.4);
const at = (x: number, y: number) => toGeographic(frame, x, y);

it('is measured to the nearest place of the path, its ends and bends among them', () => {
  const path = [at(0, 0), at(100, 0), at(100, 50)];
  expect(distanceToPath(at(40, 7), path)).toBeCloseTo(7, 3);
  expect(distanceToPath(at(-30, 40), path)).toBeCloseTo(50, 3);
  expect(distanceToPath(at(103, -4), path)).toBeCloseTo(5, 3);
  expect(distanceToPath(at(97, 45), path)).toBeCloseTo(3, 3);
  expect(distanceToPath(at(3, 4), [at(0, 0)])).toBeCloseTo(5, 3);
  expect(distanceToPath(at(3, 4), [])).toBe(Number.POSITIVE_INFINITY);
});
