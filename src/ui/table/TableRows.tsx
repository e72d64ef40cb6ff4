import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { slotOf } from '../../domain/asset.ts';
import { levelOfRank } from '../../domain/level.ts';
import type { Cql2 } from '../../domain/query/cql2.ts';
import type { Field } from '../../domain/query/fields.ts';
import { writeCql2 } from '../../domain/query/write-cql2.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { unitText } from '../format.ts';
import { lookAtAsset } from '../look-at.ts';
import { StatusIcon } from '../StatusIcon.tsx';
import { ColumnHead } from './ColumnHead.tsx';
import { cellText, cellValue } from './cell-text.ts';
import type { ColumnFilters } from './column-filter.ts';
import type { Sorting } from './row-order.ts';
import { T } from './table-words.ts';
import type { TableView } from './use-table.ts';

/** Height of a row, rem; the rows in sight are found by it. */
const ROW = 1.9;
/** Rows drawn beyond the sight on either side, so that a scroll never shows a gap. */
const SPARE = 8;

/** The rows in sight of as many as there are, under a head that sorts and filters. */
export function TableRows(props: {
  readonly view: TableView;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly filters: ColumnFilters;
  readonly onFilter: (field: Field, typed: string) => void;
}) {
  const { port, em } = useDesk();
  const say = useSay();
  const { view, filters } = props;
  const { layer, fields, columns, rows, chosen } = view;
  const select = useSession((session) => session.select);
  const scroller = useRef<HTMLElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 400 });
  const [active, setActive] = useState(0);
  const height = Math.round(ROW * em);
  const first = Math.max(0, Math.floor(sight.top / height) - SPARE);
  const end = Math.min(rows.length, Math.ceil((sight.top + sight.height) / height) + SPARE);
  const measured = layer.definition.properties.length > 0;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const reveal = (row: number) => {
    const element = scroller.current;
    if (!element) return;
    const head = element.querySelector('thead')?.clientHeight ?? 0;
    const [top, bottom] = [row * height, (row + 1) * height + head];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  };
  // What is selected on the map comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row is revealed when another asset is selected, not when rows move.
  useEffect(() => {
    const slot = select === null ? undefined : slotOf(layer.assets, select);
    const row = slot === undefined ? -1 : rows.indexOf(slot);
    if (row < 0) return;
    setActive(row);
    reveal(row);
  }, [select, layer.assets]);

  const idAt = (row: number) => layer.assets.ids[rows[row] ?? -1] ?? '';
  const toggle = (slot: number) => {
    const id = layer.assets.ids[slot] ?? '';
    const one: Cql2 = { is: 'compare', property: 'id', by: '=', value: id };
    port.run('selection.set', { where: writeCql2(one), how: chosen?.[slot] === 1 ? 'subtract' : 'add' });
  };
  function press(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(sight.height / height) - 2);
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const by = moves[event.key];
    if (by !== undefined) {
      const next = Math.min(rows.length - 1, Math.max(0, active + by));
      setActive(next);
      reveal(next);
    } else if (event.key === 'Enter') lookAtAsset(port, idAt(active));
    else if (event.key === ' ' && rows[active] !== undefined) toggle(rows[active]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <section
      ref={scroller}
      className="table-scroll"
      aria-label={say(layer.definition.title)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: rows are walked by arrow keys.
      tabIndex={0}
      onScroll={(event) => setSight({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
      onKeyDown={press}
    >
      <table aria-rowcount={rows.length + 1} style={{ '--row': `${height}px` } as React.CSSProperties}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="table-choose">
              <span className="visually-hidden">{say(T.choose)}</span>
            </th>
            {fields.map((field) => (
              <ColumnHead
                key={field.key}
                field={field}
                unit={field.unit && field.key !== 'age' ? unitText({ unit: field.unit }, say) : ''}
                sorting={props.sorting?.key === field.key ? props.sorting : null}
                onSort={props.onSort}
                typed={filters.texts.get(field.key) ?? ''}
                onFilter={(typed) => props.onFilter(field, typed)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="table-gap" style={{ height: first * height }} />
          {Array.from(rows.subarray(first, end), (slot, index) => {
            const row = first + index;
            const id = layer.assets.ids[slot] ?? '';
            return (
              <tr
                key={slot}
                aria-rowindex={row + 2}
                data-active={row === active}
                aria-selected={id === select}
                onClick={() => {
                  setActive(row);
                  lookAtAsset(port, id);
                }}
              >
                <td className="table-choose">
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label={`${say(T.choose)} ${id}`}
                    checked={chosen?.[slot] === 1}
                    onClick={(event) => event.stopPropagation()}
                    onChange={() => toggle(slot)}
                  />
                </td>
                {fields.map((field) => {
                  const value = cellValue(columns, field, slot);
                  const text = cellText(field, value, say);
                  return (
                    <td key={field.key} data-type={field.choices ? 'choice' : field.type} title={text}>
                      {field.type === 'level' && measured ? (
                        <StatusIcon status={levelOfRank(Number(value ?? 0))} silent />
                      ) : null}
                      {text}
                    </td>
                  );
                })}
              </tr>
            );
          })}
          <tr className="table-gap" style={{ height: (rows.length - end) * height }} />
        </tbody>
      </table>
      {rows.length === 0 ? <p className="empty">{say(T.empty)}</p> : null}
    </section>
  );
}
