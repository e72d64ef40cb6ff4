import { useMemo } from 'react';
import type { CompiledScenario, Kpi } from '../scenario/compiled.ts';
import { findingsOf, VERDICT_WORDS, type Verdict } from '../scenario/findings.ts';
import { kpisAt } from '../scenario/kpis.ts';
import { DataName } from './DataName.tsx';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { dateText, numberText, unitText } from './format.ts';
import { Panel } from './Panel.tsx';
import { W } from './words.ts';

/** Figures of the open plan at the playhead, beside those of the other side of the comparison; each leads to its objects. */
export function ScenarioPanel() {
  const { port } = useDesk();
  const say = useSay();
  const open = useSession((session) => session.panels.scenario);
  const ref = useSession((session) => session.scenario);
  const compare = useSession((session) => session.compare);
  const highlight = useSession((session) => session.highlight);
  const plan = useSample((each) => each.scenario());
  // Phases are days long: figures are computed again when the playhead has moved by an hour.
  const at = useSample((each) => Math.floor(each.at() / 3_600_000) * 3_600_000);
  if (!open) return null;
  if (!ref || !plan)
    return (
      <Panel panel="scenario" title={say(W.scenarioFigures)} className="figures">
        <p className="empty">{say(W.noFigures)}</p>
        {port.catalog.scenarios.map((scenario) => (
          <button
            key={scenario.id}
            type="button"
            onClick={() => port.run('scenario.open', `${scenario.id}.${scenario.alternatives[0]?.id ?? 'base'}`)}
          >
            {say(W.openScenario, { scenario: say(scenario.title) })}
          </button>
        ))}
      </Panel>
    );
  const columns = columnsOf(plan, ref.alternative, compare?.alternative ?? 'base', at);
  const rows = (columns[0]?.kpis ?? []).filter((kpi) => kpi.district === undefined);
  const districts = [...new Set((columns[0]?.kpis ?? []).flatMap((kpi) => kpi.district ?? []))];
  const used = new Set((columns[0]?.kpis ?? []).flatMap((kpi) => kpi.assumptions));
  const assumptions = plan.document.assumptions.filter((each) => used.has(each.key));
  const alternative = plan.alternatives.find((each) => each.id === ref.alternative);
  return (
    <Panel panel="scenario" title={say(plan.document.title)} className="figures">
      <p className="soft">{alternative ? say(alternative.summary) : ''}</p>
      <FigureTable
        columns={columns}
        rows={rows}
        caption={say(W.scenarioFigures)}
        head={dateText(at, port.catalog.city.utcOffset)}
      />
      {highlight.length > 0 ? (
        <p className="row">
          <span role="status">{say(W.highlighted, { n: numberText(highlight.length) })}</span>
          <button type="button" className="quiet" onClick={() => port.run('asset.highlight', [])}>
            {say(W.clearHighlight)}
          </button>
        </p>
      ) : null}
      {districts.map((district) => (
        <details key={district}>
          <summary>
            <DataName name={district} />
          </summary>
          <FigureTable
            columns={columns}
            rows={(columns[0]?.kpis ?? []).filter((kpi) => kpi.district === district)}
            caption={district}
            head={district}
          />
        </details>
      ))}
      <p className="soft">{say(plan.document.project.extentNote)}</p>
      <Findings plan={plan} alternative={ref.alternative} />
      {assumptions.length > 0 ? (
        <details>
          <summary>{say(W.assumptions, { n: assumptions.length })}</summary>
          <ul className="assumptions">
            {assumptions.map((each) => (
              <li key={each.key}>
                {say(each.title)} <b>{numberText(each.value, Number.isInteger(each.value) ? 0 : 2)}</b>{' '}
                {unitText(each, say)}
                <span className="soft">
                  {' '}
                  {say(W.assumptionRange, { low: each.range[0], high: each.range[1] })}·{each.source} [{each.confidence}
                  ]
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}

/** What the rules say of the alternative, breaches first; a press outlines the objects. */
function Findings(props: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const { port } = useDesk();
  const say = useSay();
  const { plan, alternative } = props;
  const findings = useMemo(() => findingsOf(plan, alternative), [plan, alternative]);
  const told = VERDICTS.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict));
  if (told.length === 0) return null;
  return (
    <details className="findings">
      <summary>
        {say(W.findings, { n: told.length })}
        <span className="soft">
          {VERDICTS.map((verdict) => {
            const count = findings.filter((finding) => finding.verdict === verdict).length;
            return count > 0 ? `${say(VERDICT_WORDS[verdict])} ${count} ` : '';
          })}
        </span>
      </summary>
      <ul>
        {told.map((finding) => (
          <li key={`${finding.rule}${finding.verdict}${finding.words.zh}`}>
            <span className="tag">{say(VERDICT_WORDS[finding.verdict])}</span>
            <span>
              {say(finding.words)}
              <span className="soft">
                {' '}
                {say(W.thresholdSource, { source: finding.source })} [{finding.confidence}]
              </span>
            </span>
            {finding.objects.length > 0 ? (
              <button
                type="button"
                className="figure"
                aria-label={say(W.objectsOf, { n: finding.objects.length })}
                onClick={() =>
                  port.run(
                    'asset.highlight',
                    finding.objects.map((object) => object.id),
                  )
                }
              >
                {numberText(finding.objects.length)}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

const VERDICTS: readonly Verdict[] = ['breach', 'undecided', 'hint', 'pass'];

interface Column {
  readonly id: string;
  readonly kpis: readonly Kpi[];
}

/** Figures at `at` of the chosen alternative and, when it is another one, of the one beside it. */
export function columnsOf(plan: CompiledScenario, chosen: string, beside: string, at: number): Column[] {
  return [...new Set([chosen, beside])].map((id) => ({ id, kpis: kpisAt(plan, id, at) }));
}

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
            <th key={column.id} scope="col">
              {column.id === 'base' ? say(W.baseline) : column.id}
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
              <td key={column.id}>
                <Figure kpi={column.kpis.find((each) => each.key === kpi.key)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number; when objects made it, a press outlines them in the scene. */
function Figure({ kpi }: { readonly kpi: Kpi | undefined }) {
  const { port } = useDesk();
  const say = useSay();
  if (!kpi) return '—';
  const text = Number.isFinite(kpi.value) ? numberText(kpi.value, kpi.decimals) : '—';
  if (kpi.objects.length === 0) return text;
  return (
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
  );
}
