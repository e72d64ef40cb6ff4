/** Zoom of the web-map tiles that are the cells: about 2 km across in the middle latitudes. */
const ZOOM = 14;
const SIDE = 2 ** ZOOM;
/** Latitude at which the web-map square ends. */
const LIMIT = 85.051128;

/** Number of a cell: a web-map tile of zoom 14 as `y × 16384 + x`. */
export type Cell = number;

/** The cell of a place, degrees; beyond ± 85.05° the outermost one. */
export function cellAt(longitude: number, latitude: number): Cell {
  return rowAt(latitude) * SIDE + columnAt(longitude);
}

/** The cells that touch a box of degrees (west ≤ east), row by row from the north; undefined when there are more than `most`. */
export function cellsOf(
  [west, south, east, north]: readonly [number, number, number, number],
  most = 4096,
): Cell[] | undefined {
  const [left, right] = [columnAt(west), columnAt(east)];
  const [top, bottom] = [rowAt(north), rowAt(south)];
  if ((right - left + 1) * (bottom - top + 1) > most) return undefined;
  const cells: Cell[] = [];
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) cells.push(y * SIDE + x);
  return cells;
}

/** Whether `cell` is the number of one. */
export function isCell(cell: number): boolean {
  return Number.isInteger(cell) && cell >= 0 && cell < SIDE * SIDE;
}

function columnAt(longitude: number): number {
  return clamped(((longitude + 180) / 360) * SIDE);
}

function rowAt(latitude: number): number {
  const angle = (Math.max(-LIMIT, Math.min(LIMIT, latitude)) * Math.PI) / 180;
  return clamped(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * SIDE);
}

const clamped = (index: number) => Math.max(0, Math.min(SIDE - 1, Math.floor(index)));
