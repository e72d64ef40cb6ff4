import './table.css';
import { useState } from 'react';
import { parseCql2 } from '../../domain/query/cql2.ts';
import { QueryError } from '../../domain/query/query-error.ts';
import { writeCql2 } from '../../domain/query/write-cql2.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { saveFile } from '../save-file.ts';
import { ProvenanceTag } from '../Tag.tsx';
import { W } from '../words.ts';
import { columnFilters, withColumn } from './column-filter.ts';
import { type TableExtract, tableCsv, tableGeojson } from './export-table.ts';
import type { Sorting } from './row-order.ts';
import { TableRows } from './TableRows.tsx';
import { T } from './table-words.ts';
import { useTable } from './use-table.ts';

/** The open layer as a table: filter and selection are the map's, both ways. */
export default function AttributeTable() {
  const { port } = useDesk();
  const say = useSay();
  const id = useSession((session) => session.table) ?? '';
  const language = useSession((session) => session.language);
  const shown = useSession((session) => session.layers);
  const filter = useSession((session) => session.looks[id]?.filter ?? null);
  const selection = useSession((session) => session.selection);
  const [wanted, setOnlyChosen] = useState(true);
  const onlyChosen = wanted && selection !== null;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const future = useSample((each) => each.era() === 'future');
  const view = useTable(id, onlyChosen, sorting);
  if (!view) return null;
  const { layer, fields, columns, rows, at } = view;
  const parsed = filter === null ? null : parseCql2(filter);

  function attempt(act: () => void) {
    try {
      act();
      setTrouble(null);
    } catch (error) {
      setTrouble(error instanceof QueryError ? say(error.words) : (error as Error).message);
    }
  }
  const apply = (where: string | null) => attempt(() => port.run('layer.filter', { layer: id, where }));
  const save = async (extension: string, type: string, textOf: (extract: TableExtract) => string) => {
    const { fileMarking } = await import('../export/file-marking.ts');
    const text = textOf({ ...shownRows, marking: await fileMarking(port) });
    saveFile(
      `${id}-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '')}.${extension}`,
      new Blob([text], { type }),
    );
  };
  const shownRows = {
    layer,
    columns,
    fields,
    rows,
    at,
    filter: questionOf(filter, onlyChosen ? selection : null),
  };
  return (
    <section className="panel attribute-table" aria-label={`${say(T.title)} ${say(layer.definition.title)}`}>
      <header className="panel-head">
        <h2>{say(T.title)}</h2>
        <select
          aria-label={say(T.layer)}
          value={id}
          onChange={(event) => {
            setSorting(null);
            port.run('table.show', event.currentTarget.value);
          }}
        >
          {[...port.fleet().values()]
            .filter(({ definition }) => shown.includes(definition.id) || definition.id === id)
            .map(({ definition }) => (
              <option key={definition.id} value={definition.id}>
                {say(definition.title)}
              </option>
            ))}
        </select>
        <span role="status" className="table-count">
          {say(T.rows, { n: numberText(rows.length), all: numberText(layer.assets.count) })}
        </span>
        <ProvenanceTag provenance={layer.assets.provenance} />
        {layer.definition.properties.length > 0 ? <ProvenanceTag provenance={layer.source} /> : null}
        <Formula key={filter ?? ''} text={filter ?? ''} onApply={(text) => apply(text.trim() === '' ? null : text)} />
        {selection === null ? null : (
          <label className="table-only">
            <input type="checkbox" checked={onlyChosen} onChange={() => setOnlyChosen(!wanted)} />
            {say(T.onlyChosen)} {numberText(view.chosenCount)}
          </label>
        )}
        {filter === null ? null : (
          <button type="button" className="quiet" onClick={() => apply(null)}>
            {say(T.noFilter)}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          title={say(T.csv)}
          aria-label={say(T.csv)}
          onClick={() => void save('csv', 'text/csv', (extract) => tableCsv(extract, language))}
        >
          CSV
        </button>
        <button
          type="button"
          className="quiet"
          title={say(T.geojson)}
          aria-label={say(T.geojson)}
          onClick={() => void save('geojson', 'application/geo+json', tableGeojson)}
        >
          GeoJSON
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={`${say(W.close)} ${say(T.title)}`}
          onClick={() => port.run('table.show', null)}
        >
          <Icon id="close" />
        </button>
      </header>
      {trouble ? (
        <p role="alert" className="table-trouble">
          {trouble}
        </p>
      ) : null}
      {future && layer.definition.properties.length > 0 ? <p className="soft table-note">{say(T.future)}</p> : null}
      <TableRows
        view={view}
        sorting={sorting}
        onSort={setSorting}
        filters={columnFilters(parsed, fields)}
        onFilter={(field, typed) =>
          attempt(() => {
            const next = withColumn(parsed, fields, field, typed);
            port.run('layer.filter', { layer: id, where: next && writeCql2(next) });
          })
        }
      />
    </section>
  );
}

/** What the handed-out rows were asked by. */
function questionOf(filter: string | null, selection: string | null): string | null {
  if (filter === null || selection === null) return filter ?? selection;
  return writeCql2({ is: 'and', parts: [parseCql2(filter), parseCql2(selection)] });
}

function Formula(props: { readonly text: string; readonly onApply: (text: string) => void }) {
  const say = useSay();
  const [text, setText] = useState(props.text);
  return (
    <form
      className="table-formula"
      onSubmit={(event) => {
        event.preventDefault();
        props.onApply(text);
      }}
    >
      <Icon id="filter" />
      <input
        aria-label={say(T.condition)}
        placeholder={say(T.condition)}
        title={say(T.wholeFilter)}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => text !== props.text && props.onApply(text)}
      />
    </form>
  );
}
