import { localFrame } from '../../../src/domain/geo/local-frame.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Bounds that grow with each point; west is east of east until there is one. */
export function growingBounds(): { reach(x: number, y: number): void; bounds(): Bounds } {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  return {
    reach(x, y) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    },
    bounds: () => [west, south, east, north],
  };
}

/** The square over a city that every tileset of the city divides; x grows east, y grows north. */
export interface Quadtree {
  readonly bounds: Bounds;
  /** Side of the root in metres. */
  readonly side: number;
  /** Level whose cells are `LEAF_METRES` wide. */
  readonly leafLevel: number;
}

export interface Cell {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** Side of a leaf in metres: a triangle across it sinks 1 cm below the ellipsoid at most (d²/8R with d = 512·√2). */
export const LEAF_METRES = 512;

/** Deepest level that a crowded place may divide to. */
export const MAX_LEVEL = 20;

/** The quadtree whose root covers `bounds` with whole leaves. */
export function quadtreeOver(bounds: Bounds): Quadtree {
  const [west, south, east, north] = bounds;
  const [longitude, latitude] = [(west + east) / 2, (south + north) / 2];
  const [perLongitude, perLatitude] = localFrame(longitude, latitude).metresPerDegree;
  const extent = Math.max((east - west) * perLongitude, (north - south) * perLatitude, 1);
  const leafLevel = Math.min(Math.max(0, Math.ceil(Math.log2((extent * 1.001) / LEAF_METRES))), MAX_LEVEL - 4);
  const side = Math.max(LEAF_METRES * 2 ** leafLevel, extent);
  const [halfLongitude, halfLatitude] = [side / perLongitude / 2, side / perLatitude / 2];
  return {
    bounds: [longitude - halfLongitude, latitude - halfLatitude, longitude + halfLongitude, latitude + halfLatitude],
    side,
    leafLevel,
  };
}

/** The cell of `level` that holds a point; points outside fall to the nearest cell. */
export function cellAt(tree: Quadtree, level: number, longitude: number, latitude: number): Cell {
  const [west, south, east, north] = tree.bounds;
  const cells = 2 ** level;
  const clamp = (n: number): number => Math.min(cells - 1, Math.max(0, Math.floor(n)));
  return {
    level,
    x: clamp(((longitude - west) / (east - west)) * cells),
    y: clamp(((latitude - south) / (north - south)) * cells),
  };
}

/** South-west, south-east, north-west, north-east. */
export type Quadrant = 0 | 1 | 2 | 3;

/** The quarter of `cell` that holds a point; one on an edge may round into a neighbour's, but stays below its own parent. */
// hot: per piece of every level
export function quadrantAt(tree: Quadtree, cell: Cell, longitude: number, latitude: number): Quadrant {
  const { bounds } = tree;
  const cells = 2 ** (cell.level + 1);
  const east = ((longitude - bounds[0]) / (bounds[2] - bounds[0])) * cells >= 2 * cell.x + 1;
  const north = ((latitude - bounds[1]) / (bounds[3] - bounds[1])) * cells >= 2 * cell.y + 1;
  return north ? (east ? 3 : 2) : east ? 1 : 0;
}

/** The child of `cell` in a quarter of it. */
export function childIn({ level, x, y }: Cell, quadrant: Quadrant): Cell {
  return { level: level + 1, x: 2 * x + (quadrant & 1), y: 2 * y + (quadrant >> 1) };
}

/** What stands in `cell`, by the children that have any of it, in the order in which they are met. */
export function dividedBelow<P extends { readonly longitude: number; readonly latitude: number }>(
  tree: Quadtree,
  cell: Cell,
  list: readonly P[],
): readonly { readonly cell: Cell; readonly list: readonly P[] }[] {
  const children = new Map<Quadrant, { cell: Cell; list: P[] }>();
  for (const piece of list) {
    const quadrant = quadrantAt(tree, cell, piece.longitude, piece.latitude);
    const entry = children.get(quadrant) ?? { cell: childIn(cell, quadrant), list: [] };
    entry.list.push(piece);
    children.set(quadrant, entry);
  }
  return [...children.values()];
}

export function cellBounds(tree: Quadtree, cell: Cell): Bounds {
  const [west, south, east, north] = tree.bounds;
  const cells = 2 ** cell.level;
  const [width, height] = [(east - west) / cells, (north - south) / cells];
  return [west + cell.x * width, south + cell.y * height, west + (cell.x + 1) * width, south + (cell.y + 1) * height];
}

export function centreOf([west, south, east, north]: Bounds): [longitude: number, latitude: number] {
  return [(west + east) / 2, (south + north) / 2];
}

/** `level-x-y`, the name of a tile in files. */
export function cellName(cell: Cell): string {
  return `${cell.level}-${cell.x}-${cell.y}`;
}

export function parentOf(cell: Cell): Cell {
  return { level: cell.level - 1, x: cell.x >> 1, y: cell.y >> 1 };
}
