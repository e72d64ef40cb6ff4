import '../monitor/monitor.css';
import '../storm/storm.css';
import './sight.css';
import { useState } from 'react';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { SideDialog } from '../SideDialog.tsx';
import { SignalPart } from './SignalPart.tsx';
import { SunPart } from './SunPart.tsx';
import { V } from './sight-words.ts';

const PAGES = ['signals', 'sun'] as const;

/** What drivers see of the plan's signals, and how long the sun lies on a façade. */
export default function SightDialog() {
  const { port } = useDesk();
  const say = useSay();
  const plan = useSample((each) => each.scenario());
  const alternative = useSession((session) => session.scenario?.alternative ?? 'base');
  const [page, setPage] = useState<(typeof PAGES)[number]>('signals');
  const known = port.catalog.scenarios.filter(({ surroundings }) => surroundings !== undefined);
  return (
    <SideDialog panel="sight" title={say(V.title)} className="sight monitor figures">
      {plan?.surroundings ? (
        <>
          <fieldset className="segments pages">
            <legend className="visually-hidden">{say(V.title)}</legend>
            {PAGES.map((each) => (
              <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
                {say(V[each])}
              </button>
            ))}
          </fieldset>
          {page === 'signals' ? <SignalPart plan={plan} alternative={alternative} /> : <SunPart plan={plan} />}
        </>
      ) : (
        <>
          <p className="empty">{say(V.needPlan)}</p>
          {known.map(({ id, title, alternatives }) => (
            <button
              key={id}
              type="button"
              onClick={() => port.run('scenario.open', `${id}.${alternatives[0]?.id ?? 'base'}`)}
            >
              {say(V.open, { plan: say(title) })}
            </button>
          ))}
        </>
      )}
    </SideDialog>
  );
}
