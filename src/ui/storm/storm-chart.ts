import type uPlot from 'uplot';
import type { PointCourse } from '../../scenario/drainage/storm-run.ts';
import { axis, type ChartPlan, drawn, limitLine } from '../monitor/Chart.tsx';
import { hyetograph } from '../monitor/hyetograph.ts';

const LIMITS = [
  [15, 'yellow'],
  [27, 'orange'],
  [40, 'red'],
] as const;

/**
 * The hyetograph hangs from the top; below it the depth before and after the works with its uncertainty, or, without a
 * surveyed terrain, what the works change it by. `notes` stand in the chart itself, so that a copy of it carries them.
 *
 * @param rain mm in each minute @param error cm either way @param minute that the clock stands at
 */
export function stormChart(
  rain: Float64Array,
  course: PointCourse,
  error: number,
  minute: number,
  notes: readonly string[],
): ChartPlan {
  const count = course.kind === 'depth' ? course.after.length : course.change.length;
  const minutes = Array.from({ length: count }, (_, index) => index + 1);
  const heaviest = Math.max(0.5, ...rain);
  const rains = minutes.map((_, index) => rain[index] ?? null);
  const depths = course.kind === 'depth' ? [course.before, course.after] : [course.change];
  const all = depths.flatMap((each) => [...each]);
  const low = Math.min(0, ...all);
  const high = Math.max(course.kind === 'depth' ? 20 : 2, ...all);
  const top = high + 0.55 * (high - low);
  const line = (stroke: string, dash?: number[]): uPlot.Series => ({
    stroke,
    width: 2,
    ...(dash ? { dash } : {}),
    points: { show: false },
  });
  return (look) => {
    const fall = hyetograph(look, heaviest, [1, 8]);
    const shown = depths.map((each) => [...each]);
    return {
      options: {
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        padding: [0.4 * look.em, 0, 0, 0],
        scales: {
          x: { time: false, range: [0, count] },
          y: { range: [low === 0 ? 0 : 1.15 * low, top] },
          rain: fall.scale,
        },
        axes: [
          axis(look, { size: 1.8 * look.em, grid: { show: false }, space: 3 * look.em }),
          axis(look, { size: 3 * look.em, space: 2 * look.em }),
          fall.axis,
        ],
        series: [
          {},
          fall.series,
          ...(course.kind === 'depth'
            ? [line(look.colour('text-soft'), [6, 4]), line(look.colour('accent'))]
            : [line(look.colour('accent'))]),
        ],
        hooks: {
          draw: [
            drawn((plot, context, pixel) => {
              if (course.kind === 'depth') {
                band(plot, context, course.after, error, look.colour('accent'));
                for (const [limit, level] of LIMITS)
                  if (limit <= top) limitLine(plot, context, limit, look.colour(`status-${level}`));
              } else limitLine(plot, context, 0, look.colour('line'));
              if (minute >= 0 && minute < count) {
                const x = plot.valToPos(minute + 1, 'x', true);
                context.setLineDash([]);
                context.strokeStyle = look.colour('text');
                context.lineWidth = 1.5 * pixel;
                context.beginPath();
                context.moveTo(x, plot.bbox.top);
                context.lineTo(x, plot.bbox.top + plot.bbox.height);
                context.stroke();
              }
              context.font = look.font.replace(/^\d+px/, `${Math.round(0.82 * look.em * pixel)}px`);
              context.fillStyle = look.colour('text-soft');
              context.textAlign = 'right';
              notes.forEach((note, index) => {
                const y = plot.bbox.top + plot.bbox.height - (0.5 + 1.2 * (notes.length - 1 - index)) * look.em * pixel;
                context.fillText(note, plot.bbox.left + plot.bbox.width - 0.5 * look.em * pixel, y);
              });
            }),
          ],
        },
      },
      data: [minutes, rains, ...shown] as uPlot.AlignedData,
    };
  };
}

/** The uncertainty about a course, as a band behind it. */
function band(
  plot: uPlot,
  context: CanvasRenderingContext2D,
  course: Float64Array,
  error: number,
  colour: string,
): void {
  const at = (minute: number, value: number) =>
    [plot.valToPos(minute + 1, 'x', true), plot.valToPos(Math.max(0, value), 'y', true)] as const;
  context.globalAlpha = 0.16;
  context.fillStyle = colour;
  context.beginPath();
  course.forEach((each, minute) => {
    context.lineTo(...at(minute, each > 0 ? each + error : 0));
  });
  for (let minute = course.length - 1; minute >= 0; minute--)
    context.lineTo(...at(minute, (course[minute] as number) - error));
  context.closePath();
  context.fill();
  context.globalAlpha = 1;
}
