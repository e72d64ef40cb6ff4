import { useState } from 'react';
import type { Field } from '../../domain/query/fields.ts';
import { useSay } from '../desk-context.ts';
import type { Sorting } from './row-order.ts';
import { T } from './table-words.ts';

/** Head of a column: its title and unit sort, the field below filters. */
export function ColumnHead(props: {
  readonly field: Field;
  readonly unit: string;
  /** How this column sorts; null: it does not. */
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
  readonly typed: string;
  readonly onFilter: (typed: string) => void;
}) {
  const say = useSay();
  const { field, unit, sorting } = props;
  const title = say(field.title);
  const next =
    sorting === null ? { key: field.key, falling: false } : sorting.falling ? null : { ...sorting, falling: true };
  return (
    <th
      scope="col"
      data-type={field.choices ? 'choice' : field.type}
      aria-sort={sorting ? (sorting.falling ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="quiet"
        title={say(T.sortBy, { field: title })}
        onClick={() => props.onSort(next)}
      >
        {title}
        {unit ? <span className="soft">{unit}</span> : null}
        <span aria-hidden="true">{sorting ? (sorting.falling ? '▾' : '▴') : ''}</span>
      </button>
      <Condition key={props.typed} {...props} label={say(T.filterOf, { field: title })} />
    </th>
  );
}

function Condition(props: {
  readonly field: Field;
  readonly typed: string;
  readonly onFilter: (typed: string) => void;
  readonly label: string;
}) {
  const say = useSay();
  const [text, setText] = useState(props.typed);
  const { field } = props;
  if (field.choices)
    return (
      <select
        aria-label={props.label}
        value={props.typed}
        onChange={(event) => props.onFilter(event.currentTarget.value)}
      >
        <option value="">{say(T.any)}</option>
        {field.choices.map(({ value, title }) => (
          <option key={value} value={value}>
            {say(title)}
          </option>
        ))}
      </select>
    );
  return (
    <input
      aria-label={props.label}
      placeholder={field.type === 'number' ? '>0  1..5' : ''}
      value={text}
      spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== props.typed && props.onFilter(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') props.onFilter(text);
        if (event.key === 'Escape') setText(props.typed);
      }}
    />
  );
}
