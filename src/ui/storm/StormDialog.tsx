import '../monitor/monitor.css';
import './storm.css';
import { useMemo, useState } from 'react';
import { type AssetTable, assetAt, slotOf } from '../../domain/asset.ts';
import { MINUTE } from '../../domain/clock.ts';
import type { DrainKind } from '../../scenario/drainage/drain-edit.ts';
import { isSurveyed } from '../../scenario/drainage/report.ts';
import { placeOf } from '../../scenario/drainage/site-grid.ts';
import type { PutStorm } from '../../scenario/drainage/storm-question.ts';
import { courseAt, reportOf, type StormAnswer } from '../../scenario/drainage/storm-run.ts';
import { type ShownStorm, USUAL_STORM } from '../../state/storm.ts';
import { nameOf } from '../asset-state.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Chart } from '../monitor/Chart.tsx';
import { SideDialog } from '../SideDialog.tsx';
import { DrainWorks } from './DrainWorks.tsx';
import { nextHour } from './next-hour.ts';
import { acrossGrid, type SectionLine, SectionPart } from './SectionPart.tsx';
import { StormFiles } from './StormFiles.tsx';
import { StormInput } from './StormInput.tsx';
import { StormMap } from './StormMap.tsx';
import { StormPoints } from './StormPoints.tsx';
import { stormChart } from './storm-chart.ts';
import { S } from './storm-words.ts';

/** A design storm over a waterlogging point: what falls, what the plan's works change, minute by minute. */
export default function StormDialog() {
  const { port } = useDesk();
  const say = useSay();
  const storm = useSession((session) => session.storm);
  const select = useSession((session) => session.select);
  const points = useSample((each) => each.fleet().get('waterlogging')?.assets ?? null);
  const first = points && (select !== null && slotOf(points, select) !== undefined ? select : points.ids[0]);
  return (
    <SideDialog panel="storm" title={say(S.title)} className="storm monitor figures">
      {!points || first === undefined || first === null ? (
        <p className="empty">{say(S.noPoint)}</p>
      ) : storm ? (
        <ShownStormPart storm={storm} points={points} />
      ) : (
        <p>
          {say(S.choose)}{' '}
          <button
            type="button"
            className="primary"
            onClick={() => {
              const plan = port.scenario();
              const done = plan?.slices.find(({ id }) => id === 'T5')?.at;
              port.run('storm.show', { site: first, start: done ?? nextHour(port.now()) });
              port.run('storm.minute', Math.round(USUAL_STORM.peak * USUAL_STORM.minutes));
            }}
          >
            {say(S.begin)}
          </button>
        </p>
      )}
    </SideDialog>
  );
}

function ShownStormPart({ storm, points }: { readonly storm: ShownStorm; readonly points: AssetTable }) {
  const { port } = useDesk();
  const say = useSay();
  const plan = useSample((each) => each.scenario());
  const state = useSample((each) => each.storm());
  const alternative = useSession((session) => session.scenario?.alternative ?? 'base');
  const [kind, setKind] = useState<DrainKind | null>(null);
  const put = state && 'put' in state ? state.put : null;
  const slot = slotOf(points, storm.site);
  const name = slot === undefined ? storm.site : nameOf(assetAt(points, slot));
  const ids = (list: readonly string[]) => new Set(list);
  return (
    <>
      <StormInput storm={storm} points={points} plan={plan} />
      {state?.kind === 'failed' ? (
        <p className="refusal" role="alert">
          {say(state.because)}
        </p>
      ) : null}
      {state?.kind === 'running' ? (
        <p className="recording-progress" role="status">
          <progress /> {say(S.running)}
          <button type="button" onClick={() => port.cancelStorm()}>
            {say(S.cancel)}
          </button>
        </p>
      ) : null}
      {state?.kind === 'cancelled' ? <p className="soft">{say(S.cancelled)}</p> : null}
      {state?.kind === 'ready' ? (
        <StormResult
          key={storm.site}
          storm={storm}
          answer={state.answer}
          put={state.put}
          name={name}
          place={kind ? (at) => port.run('drain.add', { kind, point: storm.site, at }) : null}
        />
      ) : null}
      <DrainWorks
        plan={plan}
        alternative={alternative}
        point={storm.site}
        at={put ? placeOf(put.question.grid, put.question.cell) : null}
        built={ids(put?.built.map(({ id }) => id) ?? [])}
        outside={ids(put?.outside ?? [])}
        kind={kind}
        choose={setKind}
      />
      {plan && put ? (
        <StormFiles
          plan={plan}
          point={storm.site}
          at={slot === undefined ? [0, 0] : placeAt(points, slot)}
          reach={Math.max(60, (put.question.grid.columns * put.question.grid.cell) / 2)}
        />
      ) : null}
      <p className="row">
        <button type="button" className="quiet" onClick={() => port.run('storm.show', null)}>
          {say(S.end)}
        </button>
      </p>
    </>
  );
}

function StormResult(props: {
  readonly storm: ShownStorm;
  readonly answer: StormAnswer;
  readonly put: PutStorm;
  readonly name: string;
  readonly place: ((at: readonly [number, number]) => void) | null;
}) {
  const { storm, answer, put, name, place } = props;
  const { port } = useDesk();
  const say = useSay();
  const minute = useSample((each) => Math.floor((each.at() - storm.start) / MINUTE));
  const [wanted, setWanted] = useState<string>(storm.site);
  const point = answer.points.find(({ id }) => id === wanted) ?? answer.points[0];
  const { minutes, rain, inputs } = answer.question;
  const works = answer.after !== answer.before;
  const report = useMemo(() => reportOf(answer, put.formula), [answer, put.formula]);
  const notes = useMemo(() => report.notes.map((each) => say(each)), [report, say]);
  const course = useMemo(() => courseAt(answer, point?.cell ?? answer.question.cell), [answer, point]);
  const { terrain, values } = inputs;
  const error = isSurveyed(terrain) ? 100 * Math.hypot(terrain.survey?.accuracy ?? 0, values.modelError) : 0;
  const plan = useMemo(() => stormChart(rain, course, error, minute, notes), [rain, course, error, minute, notes]);
  const [drawn, setDrawn] = useState(false);
  const [line, setLine] = useState<SectionLine>(() => acrossGrid(answer));
  const held = Math.min(minutes - 1, Math.max(0, minute));
  const total = rain.reduce((sum, each) => sum + each, 0);
  const peak = rain.indexOf(Math.max(...rain));
  const most = (of: Float64Array) => numberText(Math.max(...of), 1);
  return (
    <>
      {notes.length > 0 ? (
        <p className="storm-banner" role="note">
          {notes.join(' · ')}
        </p>
      ) : null}
      <p className="axis-title split">
        <span>{say(course.kind === 'depth' ? S.depth : S.change)}</span>
        <span>
          {say(S.rain)} · {say(S.total)} {numberText(total, 1)} mm · {say(S.heaviest)}{' '}
          {numberText(Math.max(...rain), 2)}
        </span>
      </p>
      <Chart
        plan={plan}
        height={14}
        label={
          course.kind === 'depth'
            ? say(S.chartDepth, {
                point: name,
                before: most(course.before),
                after: most(course.after),
                error: numberText(error, 0),
              })
            : say(S.chartChange, {
                point: name,
                least: numberText(Math.min(...course.change), 1),
                most: most(course.change),
                note: notes.join(' '),
              })
        }
      />
      <div className="storm-minute">
        <input
          type="range"
          min={0}
          max={minutes - 1}
          value={held}
          aria-label={say(S.minute, { n: held + 1 })}
          onChange={({ currentTarget }) => port.run('storm.minute', Number(currentTarget.value))}
        />
        <span>
          {minute < 0 ? say(S.beforeStorm) : minute >= minutes ? say(S.afterStorm) : say(S.minute, { n: minute + 1 })}
        </span>
        <button type="button" className="quiet" onClick={() => port.run('storm.minute', peak)}>
          {say(S.goStart)}
        </button>
      </div>
      {works ? null : <p className="soft">{say(S.noMeasures)}</p>}
      <StormMap
        answer={answer}
        minute={held}
        name={name}
        built={put.built}
        chosen={point?.id ?? ''}
        place={drawn ? (at) => setLine(([, end]) => [end, at]) : place}
        line={drawn ? line : null}
        notes={notes}
      />
      {course.kind === 'change' && works ? (
        <p className="storm-key soft">
          <i data-way="falls" /> {say(S.teal)} <i data-way="rises" /> {say(S.magenta)}
        </p>
      ) : null}
      <SectionPart answer={answer} minute={held} name={name} notes={notes} line={line} drawn={drawn} draw={setDrawn} />
      <StormPoints points={answer.points} report={report} works={works} chosen={point?.id ?? ''} choose={setWanted} />
      <p className="soft">{say(S.model)}</p>
    </>
  );
}

function placeAt({ positions }: AssetTable, slot: number): readonly [number, number] {
  return [positions[3 * slot] as number, positions[3 * slot + 1] as number];
}
