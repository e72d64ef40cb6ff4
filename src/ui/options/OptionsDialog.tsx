import './options.css';
import { useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { figureSetsOf } from '../../scenario/kpis.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { dateText, numberText } from '../format.ts';
import { FigureTable } from '../plan/FigureTable.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { W } from './options-words.ts';
import { TradeOff } from './TradeOff.tsx';
import { useAllFigures } from './use-all-figures.ts';
import { WorksChart } from './WorksChart.tsx';

const PAGES = { figures: W.pageFigures, trade: W.pageTrade, works: W.pageWorks } as const;
type PageId = keyof typeof PAGES;

/** All alternatives of the open plan side by side: their figures, two figures against each other, and their works in time. */
export default function OptionsDialog() {
  const say = useSay();
  const plan = useSample((each) => each.scenario());
  const [page, setPage] = useState<PageId>('figures');
  return (
    <SideDialog
      panel="options"
      title={say(W.options)}
      note={plan ? say(plan.document.title) : null}
      className="options figures"
    >
      {plan ? (
        <>
          <fieldset className="segments pages">
            <legend className="visually-hidden">{say(W.options)}</legend>
            {(Object.keys(PAGES) as PageId[]).map((each) => (
              <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
                {say(PAGES[each])}
              </button>
            ))}
          </fieldset>
          {page === 'works' ? <Works plan={plan} /> : <Compared key={plan.id} plan={plan} page={page} />}
        </>
      ) : (
        <p className="empty">{say(W.openFirst)}</p>
      )}
    </SideDialog>
  );
}

function Works({ plan }: { readonly plan: CompiledScenario }) {
  const alternative = useSession((session) => session.scenario?.alternative ?? 'base');
  return <WorksChart plan={plan} alternative={alternative} />;
}

function Compared({ plan, page }: { readonly plan: CompiledScenario; readonly page: 'figures' | 'trade' }) {
  const { port } = useDesk();
  const say = useSay();
  const { figures, done } = useAllFigures(plan);
  const ids = plan.alternatives.map(({ id }) => id);
  const day = dateText(plan.end, port.catalog.city.utcOffset);
  return (
    <>
      <p className="soft">
        {say(W.atEnd, { day })}
        {done < ids.length ? (
          <span role="status"> · {say(W.counting, { done: numberText(done), all: numberText(ids.length) })}</span>
        ) : null}
      </p>
      {page === 'trade' ? (
        <TradeOff plan={plan} figures={figures} />
      ) : (
        figureSetsOf(plan).map((set) => {
          const columns = ids.map((id) => ({ id, kpis: figures.get(set.id)?.get(id) ?? [] }));
          const rows = (columns.find(({ kpis }) => kpis.length > 0)?.kpis ?? []).filter(
            ({ key, district }) => district === undefined && key.split('.').length === 2,
          );
          return (
            <section key={set.id}>
              <h3>{say(set.title)}</h3>
              <FigureTable columns={columns} rows={rows} caption={say(set.title)} head="" />
            </section>
          );
        })
      )}
    </>
  );
}
