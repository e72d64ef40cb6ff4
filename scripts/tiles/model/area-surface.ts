import type { AreaFeature } from '../feature.ts';
import type { Quadtree } from '../tile/quadtree.ts';
import { cellAt, cellBounds } from '../tile/quadtree.ts';
import { emptySurface, type Surface } from './surface.ts';
import { triangulate } from './triangulate.ts';

type Point = readonly [x: number, y: number];

/** What of an area lies in one cell of the leaf grid. */
export interface AreaPiece {
  readonly x: number;
  readonly y: number;
  readonly surface: Surface;
}

/**
 * The area cut along the leaf grid, so that no triangle spans more than a leaf. Triangles are cut, not rings: a triangle
 * stays convex, so holes and concave rings need no care.
 */
export function areaPieces(area: AreaFeature, tree: Quadtree): AreaPiece[] {
  const level = tree.leafLevel;
  const { points, indices } = triangulate(area.rings);
  const at = (i: number): Point => [points[2 * i] as number, points[2 * i + 1] as number];
  const xs = points.filter((_, i) => i % 2 === 0);
  const ys = points.filter((_, i) => i % 2 === 1);
  const low = cellAt(tree, level, Math.min(...xs), Math.min(...ys));
  const high = cellAt(tree, level, Math.max(...xs), Math.max(...ys));
  if (low.x === high.x && low.y === high.y) {
    const surface = emptySurface();
    for (let i = 0; i < points.length / 2; i++) flatVertex(surface, at(i), area.height);
    for (const index of indices) surface.indices.push(index);
    return [{ x: low.x, y: low.y, surface }];
  }
  const pieces = new Map<string, AreaPiece & { welded: Map<string, number> }>();
  for (let t = 0; t < indices.length; t += 3) {
    const triangle = [at(indices[t] as number), at(indices[t + 1] as number), at(indices[t + 2] as number)];
    for (const { x, y, polygon } of cutByGrid(triangle, tree, level)) {
      const key = `${x} ${y}`;
      let piece = pieces.get(key);
      if (!piece) {
        piece = { x, y, surface: emptySurface(), welded: new Map() };
        pieces.set(key, piece);
      }
      const { surface, welded } = piece;
      const corners = polygon.map((point) => {
        const name = `${point[0].toFixed(9)} ${point[1].toFixed(9)}`;
        let index = welded.get(name);
        if (index === undefined) {
          index = flatVertex(surface, point, area.height);
          welded.set(name, index);
        }
        return index;
      });
      for (let i = 2; i < corners.length; i++) {
        const [a, b, c] = [corners[0] as number, corners[i - 1] as number, corners[i] as number];
        if (a !== b && b !== c && a !== c) surface.indices.push(a, b, c);
      }
    }
  }
  return [...pieces.values()].filter((piece) => piece.surface.indices.length > 0);
}

function flatVertex(surface: Surface, [x, y]: Point, height: number): number {
  surface.positions.push(x, y, height);
  surface.normals.push(0, 0, 1);
  return surface.positions.length / 3 - 1;
}

function* cutByGrid(
  triangle: readonly Point[],
  tree: Quadtree,
  level: number,
): Iterable<{ x: number; y: number; polygon: readonly Point[] }> {
  const xs = triangle.map((point) => point[0]);
  const low = cellAt(tree, level, Math.min(...xs), tree.bounds[1]).x;
  const high = cellAt(tree, level, Math.max(...xs), tree.bounds[1]).x;
  for (let x = low; x <= high; x++) {
    const [west, , east] = cellBounds(tree, { level, x, y: 0 });
    let column = triangle;
    if (x > low) column = cutByLine(column, 0, west, 1);
    if (x < high) column = cutByLine(column, 0, east, -1);
    if (column.length < 3) continue;
    const ys = column.map((point) => point[1]);
    const bottom = cellAt(tree, level, tree.bounds[0], Math.min(...ys)).y;
    const top = cellAt(tree, level, tree.bounds[0], Math.max(...ys)).y;
    for (let y = bottom; y <= top; y++) {
      const [, south, , north] = cellBounds(tree, { level, x, y });
      let polygon = column;
      if (y > bottom) polygon = cutByLine(polygon, 1, south, 1);
      if (y < top) polygon = cutByLine(polygon, 1, north, -1);
      if (polygon.length >= 3) yield { x, y, polygon };
    }
  }
}

/** The part of a convex polygon where `sign · (coordinate - limit) ≥ 0` (Sutherland and Hodgman 1974). */
function cutByLine(polygon: readonly Point[], axis: 0 | 1, limit: number, sign: 1 | -1): Point[] {
  const result: Point[] = [];
  polygon.forEach((b, i) => {
    const a = polygon[(i + polygon.length - 1) % polygon.length] as Point;
    const [da, db] = [sign * (a[axis] - limit), sign * (b[axis] - limit)];
    if (da >= 0 !== db >= 0) {
      // From the lower end whatever the direction, so that neighbours compute the same point.
      const [p, q] = a[axis] < b[axis] ? [a, b] : [b, a];
      const f = (limit - p[axis]) / (q[axis] - p[axis]);
      result.push(axis === 0 ? [limit, p[1] + f * (q[1] - p[1])] : [p[0] + f * (q[0] - p[0]), limit]);
    }
    if (db >= 0) result.push(b);
  });
  return result;
}
