import './plan.css';
import { useDeferredValue, useMemo, useState } from 'react';
import type { CompiledScenario, Kpi } from '../../scenario/compiled.ts';
import { type FigureSet, figureSetsOf } from '../../scenario/kpis.ts';
import { DataName } from '../DataName.tsx';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { dateText, numberText } from '../format.ts';
import { LightOnGround } from '../light/LightOnGround.tsx';
import { PanelButton } from '../PanelButton.tsx';
import { ApprovalFindings } from '../versions/ApprovalFindings.tsx';
import { W } from '../words.ts';
import { Assumptions } from './Assumptions.tsx';
import { type Column, FigureTable } from './FigureTable.tsx';
import { Findings } from './Findings.tsx';
import { Tornado } from './Tornado.tsx';

interface Shown {
  readonly plan: CompiledScenario;
  readonly alternative: string;
  /** The alternative in the second column; the same one for a single column. */
  readonly beside: string;
  readonly at: number;
  /** Where the second column stands in time. */
  readonly besideAt: number;
}

/** Figures, findings and assumptions of the open plan; a subject is computed when it is unfolded. */
export default function PlanFigures(shown: Shown) {
  const { port } = useDesk();
  const say = useSay();
  const highlight = useSession((session) => session.highlight);
  const { plan, alternative } = shown;
  return (
    <>
      {figureSetsOf(plan).map((set, index) => (
        <Subject key={set.id} set={set} first={index === 0} shown={shown} />
      ))}
      {highlight.length > 0 ? (
        <p className="row">
          <span role="status">{say(W.highlighted, { n: numberText(highlight.length) })}</span>
          <button type="button" className="quiet" onClick={() => port.run('asset.highlight', [])}>
            {say(W.clearHighlight)}
          </button>
        </p>
      ) : null}
      <p className="soft">{say(plan.document.project.extentNote)}</p>
      <Findings plan={plan} alternative={alternative} />
      <ApprovalFindings alternative={alternative} />
    </>
  );
}

function Subject({ set, first, shown }: { readonly set: FigureSet; readonly first: boolean; readonly shown: Shown }) {
  const say = useSay();
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say(set.title)}</summary>
      {open ? <Figures set={set} shown={shown} /> : null}
    </details>
  );
}

function Figures({ set, shown }: { readonly set: FigureSet; readonly shown: Shown }) {
  const { port } = useDesk();
  const say = useSay();
  const { plan, alternative, beside } = shown;
  const { utcOffset } = port.catalog.city;
  // The scene follows the playhead at once; figures that take longer come when it lets them.
  const at = useDeferredValue(shown.at);
  const besideAt = useDeferredValue(shown.besideAt);
  const columns = useMemo((): Column[] => {
    const own = { id: alternative, kpis: set.figures(plan, alternative, at) };
    if (at === besideAt && alternative === beside) return [own];
    const other = { id: beside, kpis: set.figures(plan, beside, besideAt) };
    return [own, at === besideAt ? other : { ...other, date: dateText(besideAt, utcOffset) }];
  }, [set, plan, alternative, beside, at, besideAt, utcOffset]);
  const all = columns[0]?.kpis ?? [];
  const districts = [...new Set(all.flatMap((kpi) => kpi.district ?? []))];
  const whole = all.filter((kpi) => kpi.district === undefined);
  const head = dateText(at, utcOffset);
  return (
    <>
      <FigureTable columns={columns} rows={whole.filter((kpi) => !isShare(kpi))} caption={say(set.title)} head={head} />
      {whole.some(isShare) ? (
        <details>
          <summary>{say(set.id === 'cost' ? W.byPayer : W.byClass)}</summary>
          <FigureTable columns={columns} rows={whole.filter(isShare)} caption={say(set.title)} head={head} />
        </details>
      ) : null}
      {districts.map((district) => (
        <details key={district}>
          <summary>
            <DataName name={district} />
          </summary>
          <FigureTable
            columns={columns}
            rows={all.filter((kpi) => kpi.district === district)}
            caption={district}
            head={head}
          />
        </details>
      ))}
      {set.id === 'lighting' ? (
        <>
          <LightOnGround />
          <p className="row">
            <PanelButton panel="light" />
          </p>
        </>
      ) : null}
      {set.id === 'cost' ? <Tornado plan={plan} alternative={alternative} beside={beside} /> : null}
      <Assumptions plan={plan} of={new Set(all.flatMap((kpi) => kpi.assumptions))} />
    </>
  );
}

/** A part of another figure of the set, by payer or by class of pole: `cost.capex.city`, `poles.standing.LP`. */
function isShare(kpi: Kpi): boolean {
  return kpi.key.split('.').length > 2;
}
