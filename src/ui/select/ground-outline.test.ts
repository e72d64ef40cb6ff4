import { expect, test } from 'vitest';
import { outlineFilter } from './ground-outline.ts';

/** Above row 100 is sky; a pixel is a thousandth of a degree. */
const groundAt = (x: number, y: number) => (y < 100 ? null : ([116 + x / 1000, 36 - y / 1000] as const));

test('an outline is the ground below it', () => {
  const outline = [
    [0, 300],
    [200, 300],
    [200, 200],
  ] as const;
  expect(outlineFilter(outline, groundAt, 400)).toBe(
    'S_INTERSECTS(geometry, POLYGON((116 35.7, 116.2 35.7, 116.2 35.8)))',
  );
});

test('corners in the sky come down to the horizon', () => {
  const outline = [
    [0, 300],
    [200, 300],
    [200, 10],
    [0, 10],
  ] as const;
  const text = outlineFilter(outline, groundAt, 400) ?? '';
  const north = [...text.matchAll(/ (35\.\d+)/g)].map((each) => Number(each[1]));
  expect(Math.max(...north)).toBeGreaterThan(35.8998);
  expect(Math.max(...north)).toBeLessThanOrEqual(35.9);
  expect(outlineFilter(outline, () => null, 400)).toBeNull();
});
