import type { Mode } from '../../domain/signal/modes.ts';
import type { Spectrum } from '../../domain/signal/welch.ts';
import { axis, type ChartPlan, drawn } from './Chart.tsx';

/** Of the record's own band at least so much is shown, Hz, and beyond the last mode as much again. */
const LEAST_BAND = 5;

/** A spectrum in decibels up to beyond its last mode, each mode with a line and its figure. */
export function spectrumPlan({ step, density }: Spectrum, modes: readonly Mode[]): ChartPlan {
  const top = Math.min(step * (density.length - 1), Math.max(LEAST_BAND, 2 * (modes.at(-1)?.frequency ?? 0)));
  const shown = Math.min(density.length, Math.ceil(top / step) + 1);
  // Without the lowest bins: the trend that was taken off left them empty.
  const bins = Array.from({ length: Math.max(0, shown - 2) }, (_, i) => i + 2);
  return (look) => ({
    options: {
      legend: { show: false },
      cursor: { y: false, points: { size: 6 } },
      padding: [1.6 * look.em, look.em, 0, 0],
      scales: { x: { time: false, range: [0, top] } },
      axes: [
        axis(look, {
          size: 1.8 * look.em,
          grid: { show: false },
          space: 3.4 * look.em,
          values: (_plot, at) => at.map((each) => `${each} Hz`),
        }),
        axis(look, { size: 3 * look.em, space: 2 * look.em }),
      ],
      series: [{}, { stroke: look.colour('accent'), width: 1.25, points: { show: false } }],
      hooks: {
        draw: [
          drawn((plot, context, pixel) => {
            for (const { frequency } of modes) {
              const x = plot.valToPos(frequency, 'x', true);
              context.strokeStyle = look.colour('text-soft');
              context.lineWidth = pixel;
              context.setLineDash([3 * pixel, 3 * pixel]);
              context.beginPath();
              context.moveTo(x, plot.bbox.top);
              context.lineTo(x, plot.bbox.top + plot.bbox.height);
              context.stroke();
            }
          }),
          (plot) => {
            const pixel = devicePixelRatio;
            plot.ctx.save();
            plot.ctx.fillStyle = look.colour('text');
            plot.ctx.font = look.font.replace(/^(\d+)/, (size) => String(Number(size) * pixel));
            plot.ctx.textAlign = 'center';
            let free = Number.NEGATIVE_INFINITY;
            for (const { frequency } of modes) {
              const text = frequency.toFixed(3);
              const x = plot.valToPos(frequency, 'x', true);
              const half = plot.ctx.measureText(text).width / 2;
              // Of two modes side by side the second is written to its right.
              const at = Math.max(x, free + half);
              plot.ctx.fillText(text, at, plot.bbox.top - 0.45 * look.em * pixel);
              free = at + half + 0.5 * look.em * pixel;
            }
            plot.ctx.restore();
          },
        ],
      },
    },
    data: [bins.map((k) => k * step), bins.map((k) => 10 * Math.log10(Math.max(density[k] as number, 1e-300)))],
  });
}
