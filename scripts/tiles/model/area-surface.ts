import type { AreaFeature } from '../feature.ts';
import type { Quadtree } from '../tile/quadtree.ts';
import { cellAt, cellBounds, growingBounds } from '../tile/quadtree.ts';
import { type AreaVertex, areaMesh } from './area-mesh.ts';
import { emptySurface, type Surface } from './surface.ts';

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
  const { vertices, indices } = areaMesh(area);
  const reached = growingBounds();
  for (const [x, y] of vertices) reached.reach(x, y);
  const [west, south, east, north] = reached.bounds();
  const low = cellAt(tree, level, west, south);
  const high = cellAt(tree, level, east, north);
  const placed = area.ribbon !== undefined;
  if (low.x === high.x && low.y === high.y) {
    const surface = openSurface(placed);
    for (const vertex of vertices) addAreaVertex(surface, vertex);
    for (const index of indices) surface.indices.push(index);
    return [{ x: low.x, y: low.y, surface }];
  }
  const pieces = new Map<string, AreaPiece & { welded: Map<string, number> }>();
  for (let t = 0; t < indices.length; t += 3) {
    const triangle = [0, 1, 2].map((k) => vertices[indices[t + k] as number] as AreaVertex);
    for (const { x, y, polygon } of cutByGrid(triangle, tree, level)) {
      const key = `${x} ${y}`;
      let piece = pieces.get(key);
      if (!piece) {
        piece = { x, y, surface: openSurface(placed), welded: new Map() };
        pieces.set(key, piece);
      }
      const { surface, welded } = piece;
      const corners = polygon.map((vertex) => {
        const name = `${vertex[0].toFixed(9)} ${vertex[1].toFixed(9)} ${vertex[2].toFixed(3)} ${vertex[4].toFixed(2)}`;
        let index = welded.get(name);
        if (index === undefined) {
          index = addAreaVertex(surface, vertex);
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

function openSurface(placed: boolean): Surface {
  return placed ? { ...emptySurface(), facade: [] } : emptySurface();
}

function addAreaVertex(surface: Surface, [x, y, z, along, across, east, north, up]: AreaVertex): number {
  surface.positions.push(x, y, z);
  surface.normals.push(east, north, up);
  surface.facade?.push(along, across);
  return surface.positions.length / 3 - 1;
}

function* cutByGrid(
  triangle: readonly AreaVertex[],
  tree: Quadtree,
  level: number,
): Iterable<{ x: number; y: number; polygon: readonly AreaVertex[] }> {
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
function cutByLine(polygon: readonly AreaVertex[], axis: 0 | 1, limit: number, sign: 1 | -1): AreaVertex[] {
  const result: AreaVertex[] = [];
  polygon.forEach((b, i) => {
    const a = polygon[(i + polygon.length - 1) % polygon.length] as AreaVertex;
    const [da, db] = [sign * (a[axis] - limit), sign * (b[axis] - limit)];
    if (da >= 0 !== db >= 0) {
      // From the lower end whatever the direction, so that neighbours compute the same point.
      const [p, q] = a[axis] < b[axis] ? [a, b] : [b, a];
      const f = (limit - p[axis]) / (q[axis] - p[axis]);
      const between = p.map((value, k) => value + f * ((q[k] as number) - value)) as unknown as AreaVertex;
      result.push(between.with(axis, limit) as unknown as AreaVertex);
    }
    if (db >= 0) result.push(b);
  });
  return result;
}
