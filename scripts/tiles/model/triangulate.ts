import earcut from 'earcut';
import type { Rings } from '../feature.ts';

/** Triangles of a polygon with holes: its points in order, and indices into them, counter-clockwise as seen from above. */
export function triangulate(rings: Rings): { readonly points: number[]; readonly indices: number[] } {
  const points: number[] = [];
  const holes: number[] = [];
  rings.forEach((ring, i) => {
    if (i > 0) holes.push(points.length / 2);
    for (const [x, y] of ring) points.push(x, y);
  });
  const indices = earcut(points, holes.length > 0 ? holes : undefined, 2);
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t] as number, indices[t + 1] as number, indices[t + 2] as number];
    const at = (i: number): number => points[i] as number;
    const cross =
      (at(2 * b) - at(2 * a)) * (at(2 * c + 1) - at(2 * a + 1)) -
      (at(2 * b + 1) - at(2 * a + 1)) * (at(2 * c) - at(2 * a));
    if (cross < 0) [indices[t + 1], indices[t + 2]] = [c, b];
  }
  return { points, indices };
}
