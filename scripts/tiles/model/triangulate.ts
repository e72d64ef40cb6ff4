import earcut from 'earcut';
import type { Rings } from '../feature.ts';

/** Triangles of a polygon with holes: its points in order, and indices into them, counter-clockwise as seen from above. */
export function triangulate(rings: Rings): { readonly points: number[]; readonly indices: number[] } {
  const points: number[] = [];
  const holes: number[] = [];
  rings.forEach((ring, i) => {
    if (i > 0) holes.push(points.length / 2);
    for (const point of ring) points.push(point[0], point[1]);
  });
  const indices = earcut(points, holes.length > 0 ? holes : undefined, 2);
  for (let t = 0; t < indices.length; t += 3) {
    const b = indices[t + 1] as number;
    const c = indices[t + 2] as number;
    if (!(crossOf(points, indices[t] as number, b, c) < 0)) continue;
    indices[t + 1] = c;
    indices[t + 2] = b;
  }
  return { points, indices };
}

/** Twice the signed area of a triangle of points. */
function crossOf(points: readonly number[], a: number, b: number, c: number): number {
  const x = points[2 * a] as number;
  const y = points[2 * a + 1] as number;
  return (
    ((points[2 * b] as number) - x) * ((points[2 * c + 1] as number) - y) -
    ((points[2 * b + 1] as number) - y) * ((points[2 * c] as number) - x)
  );
}
