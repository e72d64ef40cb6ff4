import uPlot from 'uplot';
import { axis, type ChartLook } from './Chart.tsx';

/** Rain that hangs from the top of a chart, in its upper third, with its own axis on the right. */
export interface Hyetograph {
  readonly scale: uPlot.Scale;
  readonly axis: uPlot.Axis;
  readonly series: uPlot.Series;
}

/** @param heaviest greatest rain of all bars @param size of a bar: share of its slot, and most pixels */
export function hyetograph(look: ChartLook, heaviest: number, size: [share: number, most?: number]): Hyetograph {
  const bars = uPlot.paths.bars?.({ size });
  return {
    scale: { dir: -1, range: [0, 3 * heaviest] },
    axis: axis(look, {
      scale: 'rain',
      side: 1,
      size: 2.8 * look.em,
      space: 1.6 * look.em,
      grid: { show: false },
      values: (_plot, at) => at.map((each) => (each <= 1.05 * heaviest ? String(Math.round(100 * each) / 100) : '')),
    }),
    series: {
      scale: 'rain',
      ...(bars ? { paths: bars } : {}),
      fill: look.colour('text-soft'),
      stroke: 'transparent',
      width: 0,
      points: { show: false },
    },
  };
}
