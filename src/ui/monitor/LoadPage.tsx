import { useMemo } from 'react';
import uPlot from 'uplot';
import { HOUR, MINUTE } from '../../domain/clock.ts';
import { useSample, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { axis, Chart, type ChartPlan, drawn } from './Chart.tsx';
import { Figure } from './Figure.tsx';
import { BIN_TONNES, LEGAL_TONNES, type LoadBins, loadBins } from './load-bins.ts';
import { M } from './monitor-words.ts';
import { useHistory } from './use-history.ts';
import { Waiting } from './Waiting.tsx';

const LOADS = ['vehicleLoad'];
const BUCKET = 2 * MINUTE;
const WINDOW = 24 * HOUR;

/** How heavy the vehicles of a day were, with the legal limit. */
export default function LoadPage({ bridge }: { readonly bridge: string }) {
  const say = useSay();
  const to = useSample((each) => Math.ceil(Math.min(each.at(), each.now()) / (10 * MINUTE)) * 10 * MINUTE);
  const loaded = useHistory(bridge, LOADS, to - WINDOW, to, WINDOW / BUCKET);
  const loads = useMemo(
    () => (loaded.kind === 'ready' ? (loaded.value.vehicleLoad ?? []).map(({ max }) => max) : []),
    [loaded],
  );
  const bins = useMemo(() => loadBins(loads), [loads]);
  const plan = useMemo(() => histogramPlan(bins), [bins]);
  if (loads.length === 0) return <Waiting loaded={loaded} empty={say(M.loadEmpty)} />;
  return (
    <>
      <Chart plan={plan} label={say(M.loadLabel, { n: loads.length, over: bins.over })} />
      <dl className="figure-strip">
        <Figure
          title={say(M.loadOver)}
          value={String(bins.over)}
          note={`${numberText((100 * bins.over) / loads.length, 1)} %`}
        />
        <Figure title={say(M.loadHeaviest)} value={`${numberText(Math.max(...loads), 1)}\u2009t`} note="" />
      </dl>
      <p className="soft">{say(M.loadNote)}</p>
    </>
  );
}

function histogramPlan({ from, counts }: LoadBins): ChartPlan {
  return (look) => {
    const bars = uPlot.paths.bars?.({ align: 1, size: [0.94] });
    const fill = (token: string) => ({
      ...(bars ? { paths: bars } : {}),
      fill: look.colour(token),
      stroke: 'transparent',
      width: 0,
      points: { show: false },
    });
    return {
      options: {
        legend: { show: false },
        cursor: { show: false },
        padding: [0.8 * look.em, look.em, 0, 0],
        scales: {
          x: { time: false, range: [0, (from.at(-1) ?? 0) + BIN_TONNES] },
          y: { range: (_p, _l, high) => [0, high * 1.1 || 1] },
        },
        axes: [
          axis(look, {
            size: 1.8 * look.em,
            grid: { show: false },
            incrs: [BIN_TONNES, 2 * BIN_TONNES, 4 * BIN_TONNES],
            space: 2.6 * look.em,
            values: (_plot, at) => at.map((each) => `${each} t`),
          }),
          axis(look, { size: 3 * look.em, space: 2 * look.em }),
        ],
        series: [{}, fill('accent'), fill('status-yellow')],
        hooks: {
          draw: [
            drawn((plot, context, pixel) => {
              const x = plot.valToPos(LEGAL_TONNES, 'x', true);
              context.strokeStyle = look.colour('text');
              context.lineWidth = 1.5 * pixel;
              context.beginPath();
              context.moveTo(x, plot.bbox.top);
              context.lineTo(x, plot.bbox.top + plot.bbox.height);
              context.stroke();
              context.fillStyle = look.colour('text');
              context.font = look.font.replace(/^(\d+)/, (size) => String(Number(size) * pixel));
              context.textAlign = 'left';
              context.fillText(`${LEGAL_TONNES} t`, x + 5 * pixel, plot.bbox.top + look.em * pixel);
            }),
          ],
        },
      },
      data: [
        [...from],
        counts.map((each, index) => ((from[index] ?? 0) < LEGAL_TONNES ? each : null)),
        counts.map((each, index) => ((from[index] ?? 0) < LEGAL_TONNES ? null : each)),
      ],
    };
  };
}
