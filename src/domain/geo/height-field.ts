/** The ground of a city as heights on a grid of longitude and latitude; small enough to be resident at a client. */
export interface HeightField {
  /** Degrees of the first node, the one in the south-west. */
  readonly west: number;
  readonly south: number;
  /** Degrees from node to node. */
  readonly stepLongitude: number;
  readonly stepLatitude: number;
  readonly columns: number;
  readonly rows: number;
  /** Metres above the ellipsoid; rows from the south, each from the west. */
  readonly heights: Float32Array;
}

/** Metres of the ground above the ellipsoid at longitude°, latitude°. */
export type GroundHeight = (longitude: number, latitude: number) => number;

/** A city without a terrain: everything stands on the ellipsoid. */
export const FLAT_GROUND: GroundHeight = () => 0;

/**
 * Height in metres of `field`, with two plane triangles a cell whose diagonals alternate: the finest mesh that the tile
 * build's right-triangulated network can make, so that what stands on this stands on the drawn ground. Outside it is the
 * height of the nearest edge.
 */
export function heightAt(field: HeightField, longitude: number, latitude: number): number {
  const { columns, rows, heights } = field;
  const x = clamp((longitude - field.west) / field.stepLongitude, columns - 1);
  const y = clamp((latitude - field.south) / field.stepLatitude, rows - 1);
  const [i, j] = [Math.min(Math.floor(x), columns - 2), Math.min(Math.floor(y), rows - 2)];
  const [u, v] = [x - i, y - j];
  const first = j * columns + i;
  const [a, b] = [heights[first]!, heights[first + 1]!];
  const [c, d] = [heights[first + columns]!, heights[first + columns + 1]!];
  if ((i + j) % 2 === 0) return u >= v ? a + (b - a) * u + (d - b) * v : a + (d - c) * u + (c - a) * v;
  return u + v <= 1 ? a + (b - a) * u + (c - a) * v : d + (c - d) * (1 - u) + (b - d) * (1 - v);
}

/** `heightAt` of a field, or flat ground where there is none. */
export function groundOf(field: HeightField | null | undefined): GroundHeight {
  return field ? (longitude, latitude) => heightAt(field, longitude, latitude) : FLAT_GROUND;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
