import type { DrainageReport } from '../../scenario/drainage/report.ts';
import type { StormPoint } from '../../scenario/drainage/storm-run.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { S } from './storm-words.ts';

/** Point by point what the works change; with a surveyed terrain also the range of levels that the deepest water may have. */
export function StormPoints(props: {
  readonly points: readonly StormPoint[];
  readonly report: DrainageReport;
  readonly works: boolean;
  readonly chosen: string;
  readonly choose: (id: string) => void;
}) {
  const { points, report, works, chosen, choose } = props;
  const say = useSay();
  const names = new Map(points.map(({ id, name }) => [id, say(name)]));
  const surveyed = report.basis === 'surveyed';
  const changeText = (value: number, decimals: number, unit: string) =>
    works ? `${value > 0 ? '+' : value < 0 ? '−' : ''}${numberText(Math.abs(value), decimals)}\u2009${unit}` : '—';
  return (
    <>
      <table className="monitor-table storm-points">
        <thead>
          <tr>
            <th>{say(S.place)}</th>
            {surveyed ? (
              <>
                <th>{say(S.before)}</th>
                <th>{say(S.after)}</th>
              </>
            ) : null}
            <th>{say(S.deepestChange)}</th>
            <th>{say(S.overChange)}</th>
          </tr>
        </thead>
        <tbody>
          {report.points.map((each, index) => {
            const levels = report.basis === 'surveyed' ? report.points[index] : undefined;
            return (
              <tr key={each.id} data-worse={each.worse}>
                <th scope="row">
                  <small className="soft">{index + 1}</small>{' '}
                  <button
                    type="button"
                    className="link"
                    aria-pressed={each.id === chosen}
                    onClick={() => choose(each.id)}
                  >
                    {names.get(each.id)}
                  </button>
                  {each.worse ? <strong className="worse">{say(S.worse)}</strong> : null}
                </th>
                {levels ? (
                  <>
                    <LevelCell range={levels.before} />
                    <LevelCell range={levels.after} />
                  </>
                ) : null}
                <td>{changeText(each.changeCm, 1, 'cm')}</td>
                <td>{changeText(each.changeMinutes, 0, 'min')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {works ? (
        <p className={report.worse.length > 0 ? 'storm-worse' : 'soft'} role="status">
          {report.worse.length > 0
            ? say(S.worseNote, { list: report.worse.map((id) => names.get(id) ?? id).join(' · ') })
            : say(S.noneWorse)}
        </p>
      ) : null}
    </>
  );
}

type LevelRange = Extract<DrainageReport, { basis: 'surveyed' }>['points'][number]['before'];

function LevelCell({ range }: { readonly range: LevelRange }) {
  const say = useSay();
  const [least, most] = range.depthCm;
  return (
    <td>
      <span className="level-range" data-level={range.levels[1]}>
        {say(range.words)}
      </span>{' '}
      {numberText(least, 0)}–{numberText(most, 0)}&thinsp;cm
    </td>
  );
}
