import type { Kpi } from '../../scenario/compiled.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { W } from '../words.ts';

/** Figures of one alternative. */
export interface Column {
  readonly id: string;
  readonly kpis: readonly Kpi[];
  /** Its own day, when it is not the table's. */
  readonly date?: string;
}

/** Figures as rows, alternatives as columns; each number leads to the objects that made it. */
export function FigureTable(props: {
  readonly columns: readonly Column[];
  readonly rows: readonly Kpi[];
  readonly caption: string;
  readonly head: string;
}) {
  const say = useSay();
  return (
    <table>
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          {props.columns.map((column) => (
            <th key={columnKey(column)} scope="col">
              {column.id === 'base' ? say(W.baseline) : column.id}
              {column.date ? <small className="range">{column.date}</small> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((kpi) => (
          <tr key={kpi.key}>
            <th scope="row" title={say(kpi.formula)}>
              {say(kpi.title)}
              {kpi.unit ? <span className="soft"> {unitText(kpi, say)}</span> : null}
            </th>
            {props.columns.map((column) => (
              <td key={columnKey(column)}>
                <Figure kpi={column.kpis.find((each) => each.key === kpi.key)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function columnKey({ id, date }: Column): string {
  return `${id} ${date ?? ''}`;
}

/** A number with its range; when objects made it, a press outlines them in the scene. */
function Figure({ kpi }: { readonly kpi: Kpi | undefined }) {
  const { port } = useDesk();
  const say = useSay();
  if (!kpi || !Number.isFinite(kpi.value)) return <span title={kpi ? say(kpi.formula) : undefined}>—</span>;
  const text = numberText(kpi.value, kpi.decimals);
  const range =
    kpi.range && kpi.range[0] !== kpi.range[1] ? (
      <small className="range">
        {numberText(kpi.range[0], kpi.decimals)}–{numberText(kpi.range[1], kpi.decimals)}
      </small>
    ) : null;
  if (kpi.objects.length === 0)
    return (
      <>
        {text}
        {range}
      </>
    );
  return (
    <>
      <button
        type="button"
        className="figure"
        title={`${say(kpi.formula)}·${say(W.objectsOf, { n: kpi.objects.length })}`}
        aria-label={`${say(kpi.title)} ${text} ${kpi.unit}. ${say(W.objectsOf, { n: kpi.objects.length })}`}
        onClick={() =>
          port.run(
            'asset.highlight',
            kpi.objects.map((object) => object.id),
          )
        }
      >
        {text}
      </button>
      {range}
    </>
  );
}
