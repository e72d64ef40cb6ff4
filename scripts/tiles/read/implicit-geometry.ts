/** A polygon in the metres of its own shape: rings of x, y, z, repeated. */
export interface ShapePolygon {
  readonly rings: readonly (readonly number[])[];
  readonly semantic?: string;
}

/** One `ImplicitGeometry` as it is being read: a shape, told here or before by the name of its geometry, and where it stands. */
export interface ImplicitDraft {
  readonly lod: string;
  readonly polygons: ShapePolygon[];
  /** Name of the first geometry told here, by which others mean the shape. */
  id: string | undefined;
  /** Name of a shape told elsewhere. */
  href: string | undefined;
  /** A file that holds the shape. */
  library: string | undefined;
  /** Four rows of four; the identity where none is told. */
  matrix: readonly number[];
  /** In the coordinate system of the file. */
  point: readonly number[];
}

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] as const;

export function newImplicit(lod: string): ImplicitDraft {
  return {
    lod,
    polygons: [],
    id: undefined,
    href: undefined,
    library: undefined,
    matrix: IDENTITY,
    point: [],
  };
}

/** Why an implicit geometry cannot be drawn; null where it can be. */
export function implicitTrouble({ matrix, point, polygons, library }: ImplicitDraft): string | null {
  if (matrix.length !== 16 || !matrix.every(Number.isFinite)) return 'implicit geometry without 16 numbers of a matrix';
  if (point.length < 3 || !point.every(Number.isFinite)) return 'implicit geometry without a reference point';
  if (polygons.length > 0) return null;
  return library === undefined
    ? 'implicit geometry of a shape that is not told before it'
    : 'implicit geometry of a library file is not read';
}

/**
 * Metres east, north and up of the reference point for each point of a ring: the matrix turns, scales and shifts the shape
 * (OGC 12-019, §8.2: the reference point is added to what the matrix gives).
 */
export function shapePlaces(ring: readonly number[], matrix: readonly number[]): [number, number, number][] {
  const at = (row: number, x: number, y: number, z: number): number =>
    (matrix[4 * row] as number) * x +
    (matrix[4 * row + 1] as number) * y +
    (matrix[4 * row + 2] as number) * z +
    (matrix[4 * row + 3] as number);
  return Array.from({ length: Math.floor(ring.length / 3) }, (_, i) => {
    const [x, y, z] = ring.slice(3 * i, 3 * i + 3) as [number, number, number];
    const w = at(3, x, y, z) || 1;
    return [at(0, x, y, z) / w, at(1, x, y, z) / w, at(2, x, y, z) / w];
  });
}
