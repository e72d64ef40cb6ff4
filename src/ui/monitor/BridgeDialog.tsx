import './monitor.css';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { type BridgeGrade, GRADE_WORDS } from '../../domain/bridge-grade.ts';
import type { Words } from '../../domain/words.ts';
import { DataName } from '../DataName.tsx';
import { sameShape, useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { SideDialog } from '../SideDialog.tsx';
import { StatusIcon } from '../StatusIcon.tsx';
import { ProvenanceTag } from '../Tag.tsx';
import { W } from '../words.ts';
import { BridgeFigures } from './BridgeFigures.tsx';
import { BridgePlan } from './BridgePlan.tsx';
import { bridgeOf, bridgeState, bridgeViews, provenanceOf } from './bridge-view.ts';
import { M } from './monitor-words.ts';
import { SpectrumPage } from './SpectrumPage.tsx';
import { useRecording } from './use-recording.ts';

const HistoryPage = lazy(() => import('./HistoryPage.tsx'));
const TemperaturePage = lazy(() => import('./TemperaturePage.tsx'));
const CablePage = lazy(() => import('./CablePage.tsx'));
const LoadPage = lazy(() => import('./LoadPage.tsx'));
const SensorPage = lazy(() => import('./SensorPage.tsx'));

const PAGES = ['history', 'spectrum', 'temperature', 'cables', 'loads', 'sensors'] as const;
type Page = (typeof PAGES)[number];

/** The instrument of the bridges: how each one stands, and of the chosen one everything that is measured. */
export default function BridgeDialog() {
  const { port } = useDesk();
  const say = useSay();
  const select = useSession((session) => session.select);
  const bridges = useSample(bridgeViews, sameShape);
  const last = useRef<string | null>(null);
  const chosen = bridgeOf(port.fleet(), select) ?? last.current ?? bridges[0]?.id ?? null;
  useEffect(() => {
    last.current = chosen;
  }, [chosen]);
  return (
    <SideDialog panel="bridge" title={say(M.bridge)} className="monitor figures">
      {chosen === null ? (
        <p className="empty">{say(M.noBridge)}</p>
      ) : (
        <>
          <ul className="monitored">
            {bridges.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  aria-pressed={each.id === chosen}
                  onClick={() => port.run('asset.select', each.id)}
                >
                  <StatusIcon status={each.doubtful ? 'quality' : each.level} liveness={each.liveness} />
                  <span className="monitored-name">
                    <DataName name={each.name} />
                  </span>
                  <small>{say(gradeWords(each.grade))}</small>
                </button>
              </li>
            ))}
          </ul>
          <Bridge key={chosen} id={chosen} grade={bridges.find(({ id }) => id === chosen)?.grade} />
        </>
      )}
    </SideDialog>
  );
}

function gradeWords(grade: BridgeGrade): Words {
  return grade.scale === 'none' ? GRADE_WORDS[grade.because] : GRADE_WORDS[grade.grade];
}

function Bridge({ id, grade }: { readonly id: string; readonly grade: BridgeGrade | undefined }) {
  const say = useSay();
  const era = useSample((each) => each.era());
  const [page, setPage] = useState<Page>('history');
  const recording = useRecording();
  const state = useSample((port) => bridgeState(port, id), sameShape);
  if (!state) return null;
  const hasCables = state.asset.attributes.type === 'cable-stayed';
  const pages: Readonly<Record<Page, () => ReactNode>> = {
    history: () => <HistoryPage state={state} />,
    spectrum: () => <SpectrumPage state={state} recording={recording} />,
    temperature: () => <TemperaturePage state={state} />,
    cables: () => <CablePage bridge={id} />,
    loads: () => <LoadPage bridge={id} />,
    sensors: () => <SensorPage bridge={id} />,
  };
  return (
    <>
      <p className="monitor-head">
        {grade ? (
          <b title={say(M.gradeNote)}>
            {say(M.grade)} {say(gradeWords(grade))}
          </b>
        ) : null}
        <ProvenanceTag provenance={provenanceOf(state)} />
      </p>
      {era === 'future' ? (
        <p className="empty">{say(W.noObservationFuture)}</p>
      ) : (
        <>
          <BridgeFigures state={state} />
          <BridgePlan state={state} />
          <fieldset className="segments pages">
            <legend className="visually-hidden">{say(M.pages)}</legend>
            {PAGES.filter((each) => each !== 'cables' || hasCables).map((each) => (
              <button key={each} type="button" aria-pressed={page === each} onClick={() => setPage(each)}>
                {say(M[each])}
              </button>
            ))}
          </fieldset>
          <Suspense fallback={<div className="chart" />}>{pages[page]()}</Suspense>
        </>
      )}
      <p className="soft decides">{say(M.decides)}</p>
    </>
  );
}
