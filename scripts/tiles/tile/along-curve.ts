import { morton } from '../../../src/domain/geo/morton.ts';
import type { Surface } from '../model/surface.ts';
import type { Quadtree } from './quadtree.ts';

/** Pieces by their first corner along a Morton curve over the city, ties by the input: neighbours pack well together. */
export function alongCurve<P extends { readonly surface: Surface }>(
  pieces: readonly P[],
  { bounds: [west, south, east, north] }: Quadtree,
): P[] {
  const step = (value: number, low: number, high: number): number =>
    Math.min(65_535, Math.max(0, Math.floor(((value - low) / (high - low)) * 65_536)));
  return pieces
    .map((piece, i) => {
      const [x, y] = piece.surface.positions as [number, number];
      return { piece, i, order: morton(step(x, west, east), step(y, south, north)) };
    })
    .sort((a, b) => a.order - b.order || a.i - b.i)
    .map(({ piece }) => piece);
}
