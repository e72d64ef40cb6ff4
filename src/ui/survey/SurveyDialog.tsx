import './survey.css';
import { useState } from 'react';
import { useSample, useSay } from '../desk-context.ts';
import { usePeople } from '../people/use-people.ts';
import { SideDialog } from '../SideDialog.tsx';
import { ImportSurvey } from './ImportSurvey.tsx';
import { SurveyList } from './SurveyList.tsx';
import { S } from './survey-words.ts';
import { useSurveys } from './use-surveys.ts';

const PAGES = { import: S.pageImport, list: S.pageList } as const;

/** Surveys of the open plan's road: a file in, what is wrong with it, and the accepted ones with what they found. */
export default function SurveyDialog() {
  const say = useSay();
  const plan = useSample((each) => each.scenario());
  const surveys = useSurveys();
  const { me } = usePeople();
  const [page, setPage] = useState<keyof typeof PAGES>('import');
  const isPoles = plan && (plan.document.project.kind ?? 'poles') === 'poles';
  return (
    <SideDialog
      panel="survey"
      title={say(S.surveys)}
      note={plan ? say(plan.document.title) : null}
      className="surveys figures"
    >
      {!plan || !isPoles ? (
        <p className="empty">{say(S.openFirst)}</p>
      ) : !surveys ? (
        <p role="status">{say(S.loading)}</p>
      ) : (
        <>
          <fieldset className="segments pages">
            <legend className="visually-hidden">{say(S.surveys)}</legend>
            {(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((each) => (
              <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
                {say(PAGES[each])}
              </button>
            ))}
          </fieldset>
          {page === 'list' ? (
            <SurveyList plan={plan} surveys={surveys} planner={me?.role === 'planner'} />
          ) : me && me.role !== 'planner' ? (
            <p className="soft">{say(S.onlyPlanner)}</p>
          ) : (
            <ImportSurvey key={plan.id} plan={plan} surveys={surveys} accepted={() => setPage('list')} />
          )}
        </>
      )}
    </SideDialog>
  );
}
