import { ascending } from '../ascending.ts';
import { type Cell, cellName, childIn, MAX_LEVEL, type Quadrant, type Quadtree, quadrantAt } from './quadtree.ts';

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

/** Pieces that each lie in one cell of every level down to the one where they are whole, by their numbers from 0 on. */
export interface Places {
  readonly length: number;
  longitude(piece: number): number;
  latitude(piece: number): number;
  vertices(piece: number): number;
}

/** A cell and the numbers of the pieces in it. */
interface CellPieces {
  readonly cell: Cell;
  readonly pieces: Uint32Array;
}

export interface Pyramid {
  /** Cells whose contents are whole. */
  readonly whole: readonly CellPieces[];
  /** Cells above them, coarsest first, each with all pieces below: their contents stand for those. */
  readonly above: readonly CellPieces[];
}

/**
 * Divides pieces among cells of the whole level or finer, as fine as the most features and vertices of a content ask for. The
 * pieces of whole cells keep their order. All cells look at parts of one list: a million pieces need 4 MB, however many levels.
 */
export function pyramidOf(
  places: Places,
  tree: Quadtree,
  wholeLevel: number,
  most: { readonly features: number; readonly vertices: number },
): Pyramid {
  const whole: CellPieces[] = [];
  const above: CellPieces[] = [];
  divide({ level: 0, x: 0, y: 0 }, ascending(places.length));
  return { whole, above: above.sort((a, b) => a.cell.level - b.cell.level) };

  function divide(cell: Cell, pieces: Uint32Array): void {
    if (pieces.length === 0) return;
    const vertices = pieces.reduce((sum, piece) => sum + places.vertices(piece), 0);
    const fits = pieces.length === 1 || (pieces.length <= most.features && vertices <= most.vertices);
    if (fits && cell.level >= wholeLevel) {
      whole.push({ cell, pieces });
      return;
    }
    if (cell.level >= MAX_LEVEL)
      throw new RangeError(
        `Cell ${cellName(cell)} is too crowded: ${pieces.length} features remain; remove duplicates from the input.`,
      );
    above.push({ cell, pieces });
    for (const child of childrenOf(cell, pieces)) divide(child.cell, child.pieces);
  }

  function childrenOf(cell: Cell, pieces: Uint32Array): readonly CellPieces[] {
    const children = dividedInPlace(places, tree, cell, pieces);
    // What stands in one place is dealt out: cells are told apart by what they hold, not by where they are.
    if (children.length === 1 && cell.level >= wholeLevel + CROWDED_LEVELS) return dealtOut(cell, pieces);
    return children;
  }
}

/** Levels below the whole one after which a place is crowded. */
const CROWDED_LEVELS = 6;

/** Sorts the pieces of a cell by its children, each child's in their order; answers the children that have any, as parts of the list. */
function dividedInPlace(places: Places, tree: Quadtree, cell: Cell, pieces: Uint32Array): readonly CellPieces[] {
  const childOf = new Uint8Array(pieces.length);
  const counts = [0, 0, 0, 0] as [number, number, number, number];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as number;
    const child = quadrantAt(tree, cell, places.longitude(piece), places.latitude(piece));
    childOf[i] = child;
    counts[child]++;
  }
  const next = [0, counts[0], counts[0] + counts[1], pieces.length - counts[3]] as typeof counts;
  const children = next.flatMap((start, child) => {
    const end = start + counts[child as Quadrant];
    return end > start ? [{ cell: childIn(cell, child as Quadrant), pieces: pieces.subarray(start, end) }] : [];
  });
  pieces.slice().forEach((piece, i) => {
    pieces[next[childOf[i] as Quadrant]++] = piece;
  });
  return children;
}

function dealtOut(cell: Cell, pieces: Uint32Array): CellPieces[] {
  const share = Math.ceil(pieces.length / 4);
  return ([0, 1, 2, 3] as const).flatMap((i) => {
    const part = pieces.subarray(i * share, (i + 1) * share);
    return part.length > 0 ? [{ cell: childIn(cell, i), pieces: part }] : [];
  });
}
