import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { lightAt } from '../../domain/geo/daytime.ts';
import { useDesk, useSample } from '../desk-context.ts';

/** What a plan of a chart may look at: the desk's colours, type and size. */
export interface ChartLook {
  colour(token: string): string;
  readonly font: string;
  readonly em: number;
  readonly utcOffset: number;
}

/** Options and data of a chart; made anew for each look. Keep it the same object while nothing changes (useMemo). */
export type ChartPlan = (look: ChartLook) => {
  readonly options: Omit<uPlot.Options, 'width' | 'height'>;
  readonly data: uPlot.AlignedData;
};

/** A chart as wide as its place; drawn anew when its plan or the light changes. */
export function Chart(props: { readonly plan: ChartPlan; readonly label: string; readonly height?: number }) {
  const { plan, label, height = 13 } = props;
  const { port, em } = useDesk();
  const element = useRef<HTMLDivElement>(null);
  const { utcOffset, centre } = port.catalog.city;
  const light = useSample((each) => lightAt(each.at(), centre[0], centre[1]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the light changes the colours that are read here
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const style = getComputedStyle(target);
    const look: ChartLook = {
      colour: (token) => style.getPropertyValue(`--${token}`).trim(),
      font: `${Math.round(0.82 * em)}px ${style.fontFamily}`,
      em,
      utcOffset,
    };
    const { options, data } = plan(look);
    const size = () => ({ width: target.clientWidth, height: height * em });
    const chart = new uPlot({ ...options, ...size() }, data, target);
    const observer = new ResizeObserver(() => chart.setSize(size()));
    observer.observe(target);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [plan, height, em, utcOffset, light]);
  return <div ref={element} className="plot" style={{ minHeight: `${height}rem` }} role="img" aria-label={label} />;
}

/** An axis in the desk's type, without ticks. */
export function axis(look: ChartLook, own: Partial<uPlot.Axis> = {}): uPlot.Axis {
  return {
    font: look.font,
    labelFont: look.font,
    stroke: look.colour('text-soft'),
    grid: { stroke: look.colour('line'), width: 1 },
    ticks: { show: false },
    ...own,
  };
}

/** Draws behind or over the data in canvas pixels, and leaves the canvas as it was. */
export function drawn(draw: (plot: uPlot, context: CanvasRenderingContext2D, pixel: number) => void) {
  return (plot: uPlot) => {
    plot.ctx.save();
    plot.ctx.beginPath();
    plot.ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
    plot.ctx.clip();
    draw(plot, plot.ctx, devicePixelRatio);
    plot.ctx.restore();
  };
}

/** A dashed line across the chart at a value of `scale`. */
export function limitLine(plot: uPlot, context: CanvasRenderingContext2D, value: number, colour: string, scale = 'y') {
  const y = plot.valToPos(value, scale, true);
  context.strokeStyle = colour;
  context.lineWidth = devicePixelRatio;
  context.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  context.beginPath();
  context.moveTo(plot.bbox.left, y);
  context.lineTo(plot.bbox.left + plot.bbox.width, y);
  context.stroke();
}
