import { useMemo } from 'react';
import type { FleetLayer } from '../../domain/fleet.ts';
import { type Columns, columnsOf } from '../../domain/query/columns.ts';
import { type Field, fieldsOf } from '../../domain/query/fields.ts';
import { useDesk, useSample } from '../desk-context.ts';
import { rowOrder, type Sorting } from './row-order.ts';

/** Milliseconds of the playhead after which rows that are sorted by what is observed are sorted again. */
const RESORT = 5000;

export interface TableView {
  readonly layer: FleetLayer;
  readonly fields: readonly Field[];
  /** Values of this second. */
  readonly columns: Columns;
  /** Slots in the order of the rows. */
  readonly rows: Uint32Array;
  readonly chosen: Uint8Array | null;
  readonly chosenCount: number;
  readonly at: number;
}

/** The table of a layer as it stands: its fields by the role, its rows by filter, selection and sorting. Null: no such layer. */
export function useTable(id: string, onlyChosen: boolean, sorting: Sorting | null): TableView | null {
  const { port, mode } = useDesk();
  const secret = mode.role === 'public' || port.catalog.role === 'public';
  const layer = useSample((each) => each.fleet().get(id));
  const slots = useSample((each) => each.slots().get(id));
  const second = useSample((each) => Math.floor(each.at() / 1000));
  const fields = useMemo(() => (layer ? tableFields(layer, secret) : []), [layer, secret]);
  const columns = useMemo(() => (layer ? columnsOf(layer, second * 1000 + 999) : null), [layer, second]);
  const moves = fields.find(({ key }) => key === sorting?.key)?.from !== 'register';
  const turn = sorting && moves ? Math.floor((second * 1000) / RESORT) : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: values move every second, their order is read every five.
  const rows = useMemo(
    () =>
      columns ? rowOrder(columns, slots?.passing ?? null, onlyChosen ? (slots?.chosen ?? null) : null, sorting) : null,
    [layer, slots, onlyChosen, sorting, turn],
  );
  if (!layer || !columns || !rows) return null;
  const { chosen = null, count = 0 } = slots ?? {};
  return { layer, fields, columns, rows, chosen, chosenCount: count, at: second * 1000 };
}

const NAMED = new Set(['id', 'name']);

/** Name and state first, then what is observed, then the register; what it tells of no asset at all has no column. */
function tableFields(layer: FleetLayer, secret: boolean): readonly Field[] {
  const place = ({ key, from }: Field) => (NAMED.has(key) ? 0 : from === 'state' ? 1 : from === 'observed' ? 2 : 3);
  const told = ({ key, from }: Field) =>
    from !== 'register' ||
    key === 'id' ||
    (layer.assets.columns[key]?.some((value) => value !== null && value !== '') ?? false);
  return fieldsOf(layer.definition, secret)
    .filter(told)
    .sort((a, b) => place(a) - place(b));
}
