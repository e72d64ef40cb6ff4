import './report.css';
import type { CameraView } from '../../domain/camera.ts';
import { CLASSIFICATION_WORDS, PROVENANCE_WORDS } from '../../domain/provenance.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { countVerdicts, findingsOf, VERDICT_WORDS } from '../../scenario/findings.ts';
import { kpisAt } from '../../scenario/kpis.ts';
import { lightingFindings } from '../../scenario/lighting/lighting-findings.ts';
import { useDesk, useSay, useSession, useStore } from '../desk-context.ts';
import { stampOf } from '../export/stamp-text.ts';
import { momentText, numberText, unitText } from '../format.ts';
import { usePeople } from '../people/use-people.ts';
import { ReportReviews } from '../review/ReportReviews.tsx';
import { ReportStorm } from '../storm/ReportStorm.tsx';
import { ReportSignOff } from '../versions/ReportSignOff.tsx';
import { W } from '../words.ts';
import { type Column, FigureTable } from './FigureTable.tsx';
import { Counts, inOrder } from './Findings.tsx';
import { FINDING_WORDS as F } from './findings-words.ts';
import { reportPictures } from './report-pictures.ts';
import { REPORT_WORDS as R } from './report-words.ts';

/** What a printed page holds in place of the screen: the plan's figures, findings and assumptions, and what they rest on. */
export function ReportPages() {
  const { port } = useDesk();
  const say = useSay();
  const ref = useSession((session) => session.scenario);
  const plan = port.scenario();
  const { catalog } = port;
  const at = (instant: number) => momentText(instant, catalog.city.utcOffset);
  return (
    <article className="report">
      <Foot />
      <div className="report-body">
        <h1>
          {say(W.product)}·{say(catalog.city.title)}
        </h1>
        <p>
          {say(W.reportTimes, { shown: at(port.at()), printed: at(port.now()) })}
          <br />
          {location.href}
        </p>
        <Pictures />
        <ReportStorm />
        {ref && plan ? <Plan plan={plan} alternative={ref.alternative} /> : <p>{say(W.noFigures)}</p>}
        <h2>{say(W.sources)}</h2>
        <ul>
          {catalog.sources.map((source) => (
            <li key={source.id}>
              {say(source.title)}: {say(PROVENANCE_WORDS[source.provenance])},{' '}
              {say(CLASSIFICATION_WORDS[source.classification])}, {source.origin}, {source.licence}
            </li>
          ))}
        </ul>
        <p>{say(W.honest)}</p>
      </div>
    </article>
  );
}

/** On every page: what the report is of, its class and who printed it; the watermark behind it. */
function Foot() {
  const { port } = useDesk();
  const say = useSay();
  const { me } = usePeople();
  const stamp = stampOf(port, me, say);
  return (
    <>
      <div className="report-foot">
        <p>
          {stamp.left}
          <br />
          {stamp.right}
        </p>
      </div>
      {stamp.watermark === null ? null : (
        <div className="report-watermark" aria-hidden="true">
          {stamp.watermark}
        </div>
      )}
    </>
  );
}

/** Before and after, from the same camera. */
function Pictures() {
  const say = useSay();
  const taken = useStore(reportPictures, (now) => now);
  if (!taken) return <p className="report-note">{say(R.noPictures)}</p>;
  return (
    <>
      {taken.changed ? (
        <p className="report-note" role="alert">
          {say(R.changed)}
        </p>
      ) : null}
      <div className="report-pictures">
        {taken.pictures.map(({ alternative, url }) => (
          <figure key={alternative}>
            <img src={url} alt="" />
            <figcaption>{alternative === 'base' ? say(W.baseline) : alternative}</figcaption>
          </figure>
        ))}
      </div>
      {taken.view ? <p>{say(R.camera, cameraWords(taken.view))}</p> : null}
    </>
  );
}

function cameraWords([longitude, latitude, height, heading, pitch]: CameraView) {
  return {
    place: `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`,
    height: numberText(height, 1),
    heading: numberText(heading, 1),
    pitch: numberText(pitch, 1),
  };
}

function Plan({ plan, alternative }: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const { port } = useDesk();
  const say = useSay();
  const compare = useSession((session) => session.compare);
  const columns = [...new Set([alternative, compare?.alternative ?? 'base'])].map(
    (id): Column => ({ id, kpis: kpisAt(plan, id, port.at()) }),
  );
  const chosen = plan.alternatives.find((each) => each.id === alternative);
  return (
    <>
      <h2>
        {say(plan.document.title)} {alternative === 'base' ? say(W.baseline) : alternative}
      </h2>
      <p>
        {chosen ? say(chosen.summary) : ''} {say(plan.document.project.extentNote)}
      </p>
      <ReportSignOff alternative={alternative} />
      <FigureTable
        columns={columns}
        rows={(columns[0]?.kpis ?? []).filter((kpi) => kpi.district === undefined)}
        caption={say(W.scenarioFigures)}
        head={momentText(port.at(), port.catalog.city.utcOffset)}
      />
      <Findings plan={plan} alternative={alternative} />
      <ReportReviews plan={plan.id} />
      <h2>{say(W.assumptions, { n: plan.document.assumptions.length })}</h2>
      <ul>
        {plan.document.assumptions.map((each) => (
          <li key={each.key}>
            {say(each.title)} {numberText(each.value, Number.isInteger(each.value) ? 0 : 2)} {unitText(each, say)},{' '}
            {say(W.assumptionRange, { low: each.range[0], high: each.range[1] })}, {each.source} [{each.confidence}]
          </li>
        ))}
      </ul>
    </>
  );
}

function Findings({ plan, alternative }: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const say = useSay();
  const light =
    (plan.document.project.kind ?? 'poles') === 'poles' ? lightingFindings(plan, alternative, plan.end) : [];
  const findings = inOrder([...findingsOf(plan, alternative), ...light]);
  if (findings.length === 0) return null;
  return (
    <>
      <h2>{say(W.findings, { n: findings.length })}</h2>
      <p>
        <Counts counts={countVerdicts(findings)} />
      </p>
      <ul>
        {findings.map(({ rule, verdict, words, source, confidence, terms }) => (
          <li key={rule}>
            {say(VERDICT_WORDS[verdict])}: {say(words)} ({source}
            {terms?.clause ? ` ${say(F.checkedBy, { by: terms.by ?? '—', on: terms.on ?? '—' })}` : ''} [{confidence}])
          </li>
        ))}
      </ul>
    </>
  );
}
