import { type LocalFrame, localFrame, toGeographic, toLocal } from '../../domain/geo/local-frame.ts';

/** Where the cells of a site's terrain lie: square cells in rows from south to north, each row from west to east. */
export interface SiteGrid {
  /** Longitude and latitude that the metres count from. */
  readonly origin: readonly [longitude: number, latitude: number];
  /** South-west corner of the grid, metres east and north of the origin. */
  readonly corner: readonly [x: number, y: number];
  /** Side of a cell, m. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

const FRAMES = new WeakMap<SiteGrid, LocalFrame>();

function frameOf(grid: SiteGrid): LocalFrame {
  const known = FRAMES.get(grid);
  if (known) return known;
  const frame = localFrame(grid.origin[0], grid.origin[1]);
  FRAMES.set(grid, frame);
  return frame;
}

/** Metres east and north of the grid's origin. */
export function metresOn(grid: SiteGrid, longitude: number, latitude: number): [x: number, y: number] {
  return toLocal(frameOf(grid), longitude, latitude);
}

/** The cell that holds a place; null outside the grid. */
export function cellAt(grid: SiteGrid, longitude: number, latitude: number): number | null {
  const [x, y] = metresOn(grid, longitude, latitude);
  return cellOfMetres(grid, x, y);
}

export function cellOfMetres({ corner, cell, columns, rows }: SiteGrid, x: number, y: number): number | null {
  const [column, row] = [Math.floor((x - corner[0]) / cell), Math.floor((y - corner[1]) / cell)];
  return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : null;
}

/** Middle of a cell, metres east and north of the origin. */
export function middleOf({ corner, cell, columns }: SiteGrid, at: number): [x: number, y: number] {
  return [corner[0] + ((at % columns) + 0.5) * cell, corner[1] + (Math.floor(at / columns) + 0.5) * cell];
}

/** Middle of a cell in degrees, to a centimetre. */
export function placeOf(grid: SiteGrid, at: number): [longitude: number, latitude: number] {
  return toGeographic(frameOf(grid), ...middleOf(grid, at)).map((each) => Number(each.toFixed(7))) as [number, number];
}

/**
 * Cells whose middle lies in a rectangle on the ground.
 *
 * @param heading of its length, degrees clockwise from north @param length m @param width m
 */
export function cellsWithin(
  grid: SiteGrid,
  [longitude, latitude]: readonly [number, number],
  heading: number,
  length: number,
  width: number,
): number[] {
  const [x, y] = metresOn(grid, longitude, latitude);
  const angle = (heading * Math.PI) / 180;
  const [east, north] = [Math.sin(angle), Math.cos(angle)];
  const found: number[] = [];
  for (let at = 0; at < grid.columns * grid.rows; at++) {
    const [u, w] = middleOf(grid, at).map((each, axis) => each - (axis === 0 ? x : y)) as [number, number];
    if (Math.abs(u * east + w * north) <= length / 2 && Math.abs(u * north - w * east) <= width / 2) found.push(at);
  }
  return found;
}
