import './light.css';
import { useMemo, useState } from 'react';
import { litRoadOf } from '../../scenario/lighting/road-lighting.ts';
import { useSample, useSay } from '../desk-context.ts';
import { SideDialog } from '../SideDialog.tsx';
import { LuxMeasured } from './LuxMeasured.tsx';
import { LIGHT_WORDS } from './light-words.ts';
import { PhotometricFiles } from './PhotometricFiles.tsx';

const PAGES = { photometry: LIGHT_WORDS.photometry, measured: LIGHT_WORDS.measured } as const;

/** The files that the open plan's light is computed from, and the measurements that it is held against. */
export default function LightDialog() {
  const say = useSay();
  const plan = useSample((each) => each.scenario());
  const [page, setPage] = useState<keyof typeof PAGES>('photometry');
  const road = useMemo(() => plan && litRoadOf(plan), [plan]);
  return (
    <SideDialog
      panel="light"
      title={say(LIGHT_WORDS.light)}
      note={plan ? say(plan.document.title) : null}
      className="light-files figures"
    >
      {!plan || !road ? (
        <p className="empty">{say(LIGHT_WORDS.openFirst)}</p>
      ) : (
        <>
          <fieldset className="segments pages">
            <legend className="visually-hidden">{say(LIGHT_WORDS.light)}</legend>
            {(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((each) => (
              <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
                {say(PAGES[each])}
              </button>
            ))}
          </fieldset>
          {page === 'photometry' ? (
            <PhotometricFiles plan={plan} road={road} />
          ) : (
            <LuxMeasured plan={plan} road={road} />
          )}
        </>
      )}
    </SideDialog>
  );
}
