import type { Cell, Quadtree } from './quadtree.ts';
import { dividedBelow, MAX_LEVEL } from './quadtree.ts';

/** Hard limits of one content: Cesium reads property tables as textures of 4096 texels; indices are 16-bit. */
export const MAX_FEATURES = 4096;
export const MAX_VERTICES = 65_535;

/** Something that goes whole into one content. */
export interface Piece {
  readonly longitude: number;
  readonly latitude: number;
  /** Greater is drawn from farther. */
  readonly importance: number;
  /** Vertices it needs, at most `MAX_VERTICES`. */
  readonly vertices: number;
  /** Coarsest level that may carry it. */
  readonly minLevel: number;
}

export interface Quota {
  /** Most pieces and vertices that a content above the leaves carries. */
  readonly features: number;
  readonly vertices: number;
  /** A cell whose remaining pieces are at most this many keeps them all instead of dividing. */
  readonly leafFeatures: number;
  readonly leafVertices: number;
}

export interface Assignment<P> {
  readonly cell: Cell;
  readonly pieces: readonly P[];
}

/**
 * Gives every piece to exactly one cell, additively: a cell keeps its most important pieces up to the quota and hands the
 * rest to its children, so coarse levels show the big things and leaves add the small. Order within a cell follows
 * importance, then the input.
 */
export function assign<P extends Piece>(pieces: readonly P[], tree: Quadtree, quota: Quota): Assignment<P>[] {
  const assignments: Assignment<P>[] = [];
  const sorted = [...pieces].sort((a, b) => b.importance - a.importance);
  divide({ level: 0, x: 0, y: 0 }, sorted);
  return assignments;

  function divide(cell: Cell, list: readonly P[]): void {
    if (list.length === 0) return;
    const [kept, rest] = share(list, cell.level, tree, quota);
    if (kept.length > 0) assignments.push({ cell, pieces: kept });
    if (rest.length > 0 && cell.level >= MAX_LEVEL)
      throw new RangeError(
        `Cell ${cell.level}/${cell.x}/${cell.y} is too crowded: ${rest.length} features remain; remove duplicates from the input.`,
      );
    for (const child of dividedBelow(tree, cell, rest)) divide(child.cell, child.list);
  }
}

function share<P extends Piece>(list: readonly P[], level: number, tree: Quadtree, quota: Quota): [P[], P[]] {
  const total = list.reduce((sum, piece) => sum + piece.vertices, 0);
  const deep = level >= tree.leafLevel;
  const whole = list.length <= quota.leafFeatures && total <= quota.leafVertices;
  const features = whole || deep ? MAX_FEATURES : quota.features;
  const vertices = whole || deep ? MAX_VERTICES : quota.vertices;
  const kept: P[] = [];
  const rest: P[] = [];
  let used = 0;
  for (const piece of list) {
    const fits = kept.length < features && used + piece.vertices <= vertices;
    if (fits && (deep || piece.minLevel <= level)) {
      kept.push(piece);
      used += piece.vertices;
    } else rest.push(piece);
  }
  return [kept, rest];
}
