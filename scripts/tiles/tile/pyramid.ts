import type { Cell, Quadtree } from './quadtree.ts';
import { cellName, dividedBelow, MAX_LEVEL } from './quadtree.ts';

/**
 * Pixels of screen-space error at which a view refines where nobody says otherwise. An error of this many tolerances makes
 * a content give way to finer ones just when its tolerance is a pixel.
 */
const PIXELS = 16;
/** A quadtree whose coarser contents stand for finer ones, which take their place. */
export interface Scale {
  /** The coarsest level whose contents may be whole. */
  readonly wholeLevel: number;
  /** Metres by which a content of a level that stands for finer ones may be wrong. */
  toleranceAt(level: number): number;
  /** Its geometric error, metres. */
  errorAt(level: number): number;
}

function scale(wholeLevel: number, toleranceAbove: (levels: number) => number): Scale {
  const toleranceAt = (level: number): number => toleranceAbove(wholeLevel - 1 - level);
  return { wholeLevel, toleranceAt, errorAt: (level) => PIXELS * toleranceAt(level) };
}

/**
 * Ground is whole in the leaves, up to 1.3 km. Cells of 1 km stand for it up to 5.3 km, a pixel of 0.8 m being the finest
 * there, and each coarser level twice as far as the one below.
 */
export function groundScale(tree: Quadtree): Scale {
  return scale(tree.leafLevel, (levels) => (levels <= 0 ? 0.8 * 2 ** levels : 1.6 * 2 ** levels));
}

/** Buildings are whole in cells of 1 km, up to 5.3 km; cells of 2 km stand for them twice as far, and so on. */
export function buildingScale(tree: Quadtree): Scale {
  return scale(Math.max(0, tree.leafLevel - 1), (levels) => 3.2 * 2 ** levels);
}

/** Something that lies in one cell of every level down to the one where it is whole. */
export interface Placed {
  readonly longitude: number;
  readonly latitude: number;
  readonly vertices: number;
}

export interface Pyramid<P> {
  /** Cells whose contents are whole, each with its pieces in their order. */
  readonly whole: readonly { readonly cell: Cell; readonly pieces: readonly P[] }[];
  /** Cells above them, coarsest first, each with all pieces below: their contents stand for those. */
  readonly above: readonly { readonly cell: Cell; readonly pieces: readonly P[] }[];
}

/** Divides pieces among cells of the whole level or finer, as fine as the most features and vertices of a content ask for. */
export function pyramidOf<P extends Placed>(
  pieces: readonly P[],
  tree: Quadtree,
  wholeLevel: number,
  most: { readonly features: number; readonly vertices: number },
): Pyramid<P> {
  const whole: { cell: Cell; pieces: readonly P[] }[] = [];
  const above: { cell: Cell; pieces: readonly P[] }[] = [];
  divide({ level: 0, x: 0, y: 0 }, pieces);
  return { whole, above: above.sort((a, b) => a.cell.level - b.cell.level) };

  function divide(cell: Cell, list: readonly P[]): void {
    if (list.length === 0) return;
    const vertices = list.reduce((sum, piece) => sum + piece.vertices, 0);
    const fits = list.length === 1 || (list.length <= most.features && vertices <= most.vertices);
    if (fits && cell.level >= wholeLevel) {
      whole.push({ cell, pieces: list });
      return;
    }
    if (cell.level >= MAX_LEVEL)
      throw new RangeError(
        `Cell ${cellName(cell)} is too crowded: ${list.length} features remain; remove duplicates from the input.`,
      );
    above.push({ cell, pieces: list });
    for (const child of childrenOf(cell, list)) divide(child.cell, child.list);
  }

  function childrenOf(cell: Cell, list: readonly P[]): readonly { cell: Cell; list: readonly P[] }[] {
    const children = dividedBelow(tree, cell, list);
    // What stands in one place is dealt out: cells are told apart by what they hold, not by where they are.
    if (children.length === 1 && cell.level >= wholeLevel + CROWDED_LEVELS) return dealtOut(cell, list);
    return children;
  }
}

/** Levels below the whole one after which a place is crowded. */
const CROWDED_LEVELS = 6;

function dealtOut<P>({ level, x, y }: Cell, list: readonly P[]): { cell: Cell; list: readonly P[] }[] {
  const share = Math.ceil(list.length / 4);
  return [0, 1, 2, 3].flatMap((i) => {
    const part = list.slice(i * share, (i + 1) * share);
    return part.length > 0 ? [{ cell: { level: level + 1, x: 2 * x + (i & 1), y: 2 * y + (i >> 1) }, list: part }] : [];
  });
}
