import { assetAt, slotOf } from '../../domain/asset.ts';
import { MINUTE } from '../../domain/clock.ts';
import { stormAssumptions } from '../../scenario/drainage/storm-question.ts';
import { reportOf } from '../../scenario/drainage/storm-run.ts';
import { nameOf } from '../asset-state.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { momentText, numberText } from '../format.ts';
import { StormPoints } from './StormPoints.tsx';
import { S } from './storm-words.ts';

/** The storm on screen as a part of the printed report: what falls where and when, by which formula, and what the works change. */
export function ReportStorm() {
  const { port } = useDesk();
  const say = useSay();
  const storm = useSession((session) => session.storm);
  const assume = useSession((session) => session.assume);
  const state = port.storm();
  const plan = port.scenario();
  if (!storm || state?.kind !== 'ready') return null;
  const { answer, put } = state;
  const river = stormAssumptions(plan, assume).find(({ key }) => key === 'riverLevel');
  const { formula, recorded } = put;
  const points = port.fleet().get('waterlogging')?.assets;
  const slot = points && slotOf(points, storm.site);
  const { rain, inputs } = answer.question;
  const report = reportOf(answer, formula);
  const minute = Math.floor((port.at() - storm.start) / MINUTE);
  return (
    <>
      <h2>
        {say(S.title)} {points && slot !== undefined ? nameOf(assetAt(points, slot)) : storm.site}
      </h2>
      <p>
        {recorded
          ? `${say(S.recorded)} ${recorded.file}`
          : [
              say(S.yearsOf, { n: storm.years ?? 0 }),
              say(S.minutesOf, { n: storm.minutes }),
              `${say(S.peak)} ${numberText(storm.peak, 2)}`,
            ].join(' · ')}
        {' · '}
        {say(S.start)} {momentText(storm.start, port.catalog.city.utcOffset)} · {say(S.total)}{' '}
        {numberText(
          rain.reduce((sum, each) => sum + each, 0),
          1,
        )}{' '}
        mm · {say(S.heaviest)} {numberText(Math.max(...rain), 2)} mm/min
        {minute >= 0 && minute < answer.question.minutes ? ` · ${say(S.minute, { n: minute + 1 })}` : ''}
      </p>
      {recorded ? null : (
        <p>
          {say(S.formula)} {say(S.formulaNote)}: 167A₁ = {inputs.values.stormLead}, C = {inputs.values.stormC}, b ={' '}
          {inputs.values.stormB}, n = {inputs.values.stormN} ({formula.source})
        </p>
      )}
      {river ? (
        <p>
          {say(river.title)} {numberText(river.value, 2)} {river.unit} ({river.source})
        </p>
      ) : null}
      {report.notes.length > 0 ? (
        <p className="report-note" role="note">
          {report.notes.map((each) => say(each)).join(' · ')}
        </p>
      ) : null}
      <StormPoints
        points={answer.points}
        report={report}
        works={answer.after !== answer.before}
        chosen=""
        choose={() => undefined}
      />
      <p>{say(S.model)}</p>
    </>
  );
}
