import type { Columns } from '../../domain/query/columns.ts';

export interface Sorting {
  readonly key: string;
  readonly falling: boolean;
}

/** More different texts than these are sorted by code point: a collator takes seconds for a hundred thousand. */
const MOST_COLLATED = 20_000;
const COLLATOR = new Intl.Collator('zh-CN', { numeric: true });

/** The slots of a table's rows in their order: those that pass and, when asked, are chosen; what has no value comes last. */
export function rowOrder(
  columns: Columns,
  passing: Uint8Array | null,
  chosen: Uint8Array | null,
  sorting: Sorting | null,
): Uint32Array {
  let count = 0;
  const rows = new Uint32Array(columns.count);
  for (let slot = 0; slot < columns.count; slot++)
    if ((!passing || passing[slot] === 1) && (!chosen || chosen[slot] === 1)) rows[count++] = slot;
  const order = rows.subarray(0, count);
  const column = sorting && columns.of(sorting.key);
  if (!sorting || !column) return order;
  const values = column instanceof Float64Array ? column : ranksOf(column);
  const sign = sorting.falling ? -1 : 1;
  return order.sort((a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    if (x === y) return a - b;
    // Not a number: nothing known.
    if (!(x < y) && !(x > y)) return Number.isNaN(x) ? (Number.isNaN(y) ? a - b : 1) : -1;
    return x < y ? -sign : sign;
  });
}

/** Each value's place among the different ones; NaN for none. */
function ranksOf(column: readonly (string | number | boolean | null)[]): Float64Array {
  const different = [...new Set(column)].filter((each) => each !== null && each !== '');
  if (typeof different[0] === 'string' && different.length <= MOST_COLLATED)
    different.sort((a, b) => COLLATOR.compare(String(a), String(b)));
  else different.sort((a, b) => (a === b ? 0 : (a as string) < (b as string) ? -1 : 1));
  const places = new Map(different.map((value, place) => [value, place]));
  return Float64Array.from(column, (value) => places.get(value) ?? Number.NaN);
}
