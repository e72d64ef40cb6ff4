import { fieldOfHeader } from '../columns.ts';
import { textOf } from '../quantity.ts';
import type { GridRow, RawTable } from '../raw-table.ts';

/** How many rows from the top may be titles before the header. */
const SEARCHED = 12;

/** A table of a sheet: titles above the header are passed over, rows without any value are left out. */
export function gridTable(name: string, grid: readonly GridRow[]): RawTable {
  const filled = grid.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
  const header = headerIndex(filled);
  const width = Math.max(0, ...filled.slice(header).map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, i) => textOf(filled[header]?.cells[i]).replaceAll(/\s+/g, ' '));
  return {
    name,
    columns: named(columns),
    rows: filled.slice(header + 1).map(({ row, cells }) => ({
      row,
      cells: Array.from({ length: width }, (_, i) => cells[i] ?? null),
      shape: null,
    })),
    crs: null,
  };
}

/** The row among the first with the most known headers; the first row when none has two. */
function headerIndex(grid: readonly GridRow[]): number {
  let best = { index: 0, known: 1 };
  grid.slice(0, SEARCHED).forEach(({ cells }, index) => {
    const known = new Set(cells.map((cell) => (typeof cell === 'string' ? fieldOfHeader(cell) : null)));
    known.delete(null);
    if (known.size > best.known) best = { index, known: known.size };
  });
  return best.index;
}

/** Unnamed columns get their place as name; a name that stands twice gets its place behind it. */
function named(columns: readonly string[]): string[] {
  const seen = new Set<string>();
  return columns.map((column, index) => {
    let name = column === '' ? `#${index + 1}` : column;
    if (seen.has(name)) name = `${name} #${index + 1}`;
    seen.add(name);
    return name;
  });
}
