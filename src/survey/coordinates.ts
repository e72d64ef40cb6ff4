import type { ColumnMapping } from './columns.ts';
import type { AxisOrder } from './placement.ts';
import { coordinate, degrees, textOf } from './quantity.ts';
import type { Cell, Pair, RawRow, RawShape, RawTable } from './raw-table.ts';

/** Coordinates of a row as written: a shape, nothing, or text that is none. */
export type RowShape = RawShape | 'blank' | 'unreadable';

/** What the mapped coordinate columns of a table are. */
export interface CoordinateColumns {
  readonly order: AxisOrder;
  shapeOf(row: RawRow): RowShape;
}

/**
 * The coordinate columns of `table`: longitude and latitude, else east and north, else X and Y (whose order is open), and WKT
 * where they are blank; a file's own geometry comes before all. Undefined when it has none.
 */
export function coordinateColumns(table: RawTable, mapping: ColumnMapping): CoordinateColumns | undefined {
  const at = (column: string | undefined): number => (column === undefined ? -1 : table.columns.indexOf(column));
  const columns = (
    names: readonly (string | undefined)[],
    order: AxisOrder,
    read: (cell: Cell) => number | null,
  ): CoordinateColumns | undefined => {
    const [first, second, endFirst, endSecond] = names.map(at) as [number, number, number, number];
    if (first < 0 || second < 0) return undefined;
    return {
      order,
      shapeOf(row) {
        const start = pairOf(row, first, second, read);
        if (typeof start === 'string') return start;
        const end = endFirst < 0 || endSecond < 0 ? 'blank' : pairOf(row, endFirst, endSecond, read);
        return typeof end === 'string' ? { kind: 'point', at: start } : { kind: 'line', path: [start, end] };
      },
    };
  };
  if (table.rows.some(({ shape }) => shape !== null))
    return { order: 'either', shapeOf: ({ shape }) => shape ?? 'blank' };
  const pairs =
    columns([mapping.longitude, mapping.latitude, mapping.endLongitude, mapping.endLatitude], 'east-north', degrees) ??
    columns([mapping.east, mapping.north, mapping.endX, mapping.endY], 'east-north', coordinate) ??
    columns([mapping.x, mapping.y, mapping.endX, mapping.endY], 'either', coordinate);
  const wkt = wktColumn(at(mapping.wkt));
  if (!pairs || !wkt) return pairs ?? wkt;
  return {
    order: pairs.order,
    shapeOf(row) {
      const shape = pairs.shapeOf(row);
      return shape === 'blank' ? wkt.shapeOf(row) : shape;
    },
  };
}

function pairOf(
  row: RawRow,
  first: number,
  second: number,
  read: (cell: Cell) => number | null,
): Pair | 'blank' | 'unreadable' {
  const [a, b] = [read(row.cells[first] ?? null), read(row.cells[second] ?? null)];
  if (a === null || b === null) return a === b ? 'blank' : 'unreadable';
  // A pair of zeros is what empty number fields turn into.
  if (a === 0 && b === 0) return 'blank';
  return Number.isFinite(a + b) ? [a, b] : 'unreadable';
}

function wktColumn(place: number): CoordinateColumns | undefined {
  if (place < 0) return undefined;
  return {
    order: 'either',
    shapeOf(row) {
      const text = textOf(row.cells[place] ?? null);
      if (text === '') return 'blank';
      const match = /^(?:SRID=\d+;)?\s*(POINT|LINESTRING)\s*(?:ZM|Z|M)?\s*\(([^()]*)\)$/i.exec(text);
      const path = (match?.[2] ?? '').split(',').map((part) => part.trim().split(/\s+/).map(Number));
      if (
        !match ||
        path.some((pair) => pair.length < 2 || !Number.isFinite((pair[0] ?? Number.NaN) + (pair[1] ?? Number.NaN)))
      )
        return 'unreadable';
      const pairs = path.map(([x, y]): Pair => [x as number, y as number]);
      if (/^POINT$/i.test(match[1] ?? '')) return { kind: 'point', at: pairs[0] as Pair };
      return pairs.length > 1 ? { kind: 'line', path: pairs } : 'unreadable';
    },
  };
}
