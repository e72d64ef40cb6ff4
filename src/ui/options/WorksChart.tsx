import { useMemo } from 'react';
import { DAY } from '../../domain/clock.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { type GanttRow, ganttOf } from '../../scenario/staging/gantt.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { dateText, monthName, numberText } from '../format.ts';
import { axisTicks } from './months.ts';
import { W } from './options-words.ts';

/**
 * The works of an alternative in time: phases, then their sites by crew. It stands on the clock: the line is the playhead, and
 * a press on a bar goes to its first day.
 */
export function WorksChart({ plan, alternative }: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const { port } = useDesk();
  const say = useSay();
  const language = useSession((session) => session.language);
  const at = useSample((each) => Math.floor(each.at() / DAY) * DAY);
  const rows = useMemo(() => ganttOf(plan, alternative), [plan, alternative]);
  const [first, last] = [rows[0], rows.reduce((end, row) => Math.max(end, row.to), 0)];
  if (!first) return <p className="empty">{say(W.noWorks)}</p>;
  const { utcOffset } = port.catalog.city;
  const from = Math.min(...rows.map((row) => row.from));
  const share = (t: number) => (100 * (t - from)) / (last - from);
  const day = (t: number) => dateText(t, utcOffset);
  const side = { both: W.bothSides, south: W.south, north: W.north };
  const details = (row: GanttRow) =>
    [
      `${day(row.from)} – ${day(row.to)}`,
      row.crew === null ? '' : say(W.crew, { n: numberText(row.crew) }),
      row.stretch || row.lanes > 0 ? say(side[row.side]) : '',
      row.lanes > 0 ? say(W.lanes, { lanes: numberText(row.lanes), hours: numberText(row.hours, 1) }) : '',
    ]
      .filter((each) => each !== '')
      .join(' · ');
  return (
    <>
      <p>
        {say(W.worksOf, {
          name: alternative,
          sites: numberText(rows.filter(({ stretch }) => stretch !== null).length),
          from: day(from),
          to: day(last),
        })}
      </p>
      <div className="works">
        <div className="months" aria-hidden="true">
          {axisTicks(from, last, utcOffset).map((tick) => (
            <span key={tick} style={{ left: `${share(tick)}%` }}>
              {monthName(tick, utcOffset, language)}
            </span>
          ))}
          {at >= from && at <= last ? <b style={{ left: `${share(at)}%` }} /> : null}
        </div>
        <ol>
          {rows.map((row) => (
            <li key={row.id} className={row.id === row.phase ? 'whole' : 'site'}>
              <span className="name" title={details(row)}>
                {row.id === row.phase ? `${row.phase} ` : ''}
                {say(row.title)}
              </span>
              <span className="track">
                <button
                  type="button"
                  data-side={row.side}
                  data-now={at >= row.from && at < row.to ? '' : undefined}
                  style={{ left: `${share(row.from)}%`, width: `${Math.max(0.8, share(row.to) - share(row.from))}%` }}
                  title={details(row)}
                  aria-label={`${say(row.title)}: ${details(row)}. ${say(W.goTo, { from: day(row.from) })}`}
                  onClick={() => port.run('time.set', row.from)}
                />
                {at >= from && at <= last ? <b style={{ left: `${share(at)}%` }} aria-hidden="true" /> : null}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
