import { useMemo } from 'react';
import uPlot from 'uplot';
import { deviation } from '../../domain/signal/cable-force.ts';
import { sameShape, useDesk, useSample, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { StatusIcon } from '../StatusIcon.tsx';
import { type SensorRow, sensorRows } from './bridge-view.ts';
import { axis, Chart, type ChartPlan, drawn, limitLine } from './Chart.tsx';
import { M } from './monitor-words.ts';

const LIMITS = [
  ['yellow', 5],
  ['orange', 8],
  ['red', 10],
] as const;
const LEVELS = ['normal', 'yellow', 'orange', 'red'] as const;

interface Cable extends SensorRow {
  /** % */
  readonly off: number;
}

/** The force of every measured cable against its baseline. */
export default function CablePage({ bridge }: { readonly bridge: string }) {
  const { port } = useDesk();
  const say = useSay();
  const rows = useSample((each) => sensorRows(each, bridge).filter(({ quantity }) => quantity === 'force'), sameShape);
  const cables = useMemo(
    () =>
      rows.flatMap((row): Cable[] =>
        row.baseline === null || Number.isNaN(row.value) ? [] : [{ ...row, off: deviation(row.value, row.baseline) }],
      ),
    [rows],
  );
  const plan = useMemo(() => barPlan(cables), [cables]);
  if (cables.length === 0) return <p className="empty">{say(M.cableEmpty)}</p>;
  const farthest = [...cables].sort((a, b) => Math.abs(b.off) - Math.abs(a.off)).slice(0, 4);
  const signed = (off: number) => `${off > 0 ? '+' : ''}${numberText(off, 1)}\u2009%`;
  return (
    <>
      <p className="axis-title">{say(M.off)} %</p>
      <Chart plan={plan} label={say(M.cableLabel, { n: cables.length, worst: signed(farthest[0]?.off ?? 0) })} />
      <p className="soft">{say(M.cableNote)}</p>
      <table className="monitor-table">
        <caption>{say(M.worst)}</caption>
        <thead>
          <tr>
            <th>{say(M.cable)}</th>
            <th>{say(M.force)} kN</th>
            <th>{say(M.baseline)} kN</th>
            <th>{say(M.off)}</th>
          </tr>
        </thead>
        <tbody>
          {farthest.map((each) => (
            <tr key={each.id}>
              <th>
                <button type="button" className="link" onClick={() => port.run('asset.select', each.id)}>
                  <StatusIcon status={each.level} liveness={each.liveness} /> {each.section}
                </button>
              </th>
              <td>{numberText(each.value)}</td>
              <td>{numberText(each.baseline ?? 0)}</td>
              <td>{signed(each.off)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function barPlan(cables: readonly Cable[]): ChartPlan {
  return (look) => {
    const bars = uPlot.paths.bars?.({ size: [0.66, 0.9 * look.em] });
    const short = (index: number) => cables[index]?.id.split('-').at(-1) ?? '';
    return {
      options: {
        legend: { show: false },
        cursor: { show: false },
        padding: [0.6 * look.em, 0.6 * look.em, 0, 0],
        scales: {
          x: { time: false, range: [-0.7, cables.length - 0.3] },
          y: { range: (_plot, low, high) => [Math.min(-11, low - 1), Math.max(11, high + 1)] },
        },
        axes: [
          axis(look, {
            size: 1.8 * look.em,
            grid: { show: false },
            space: 1.4 * look.em,
            incrs: [1, 2, 3, 4],
            values: (_plot, at) => at.map((each) => (Number.isInteger(each) ? short(each) : '')),
          }),
          axis(look, { size: 3 * look.em, space: 2 * look.em }),
        ],
        series: [
          {},
          ...LEVELS.map((level) => ({
            ...(bars ? { paths: bars } : {}),
            fill: look.colour(level === 'normal' ? 'accent' : `status-${level}`),
            stroke: 'transparent',
            width: 0,
            points: { show: false },
          })),
        ],
        hooks: {
          draw: [
            drawn((plot, context) => {
              for (const [level, limit] of LIMITS)
                for (const sign of [-1, 1]) limitLine(plot, context, sign * limit, look.colour(`status-${level}`));
            }),
          ],
        },
      },
      data: [
        cables.map((_, index) => index),
        ...LEVELS.map((level) =>
          cables.map((each) => ((each.level === 'blue' ? 'normal' : each.level) === level ? each.off : null)),
        ),
      ] as uPlot.AlignedData,
    };
  };
}
