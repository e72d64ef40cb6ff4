import { HOUR, type Instant } from '../../domain/clock.ts';
import type { HistoryPoint } from '../../state/port.ts';
import { clockText } from '../format.ts';
import { axis, type ChartPlan, drawn, limitLine } from './Chart.tsx';
import { hyetograph } from './hyetograph.ts';

const LIMITS = [
  [15, 'yellow'],
  [27, 'orange'],
  [40, 'red'],
  [60, 'red'],
] as const;

/**
 * The hyetograph hangs from the top in millimetres a bar, the depth rises from the bottom: cause over effect on one time axis.
 *
 * @param bucket milliseconds a bar
 */
export function waterPlan(
  depth: readonly HistoryPoint[],
  rain: readonly HistoryPoint[],
  [from, to]: readonly [Instant, Instant],
  bucket: number,
): ChartPlan {
  const key = (time: Instant) => Math.floor((time - from) / bucket);
  const slots = Array.from({ length: Math.round((to - from) / bucket) }, (_, i) => from + (i + 0.5) * bucket);
  const depths = new Map(depth.map((each) => [key(each.time), each.max]));
  const rains = new Map(rain.map((each) => [key(each.time), (each.mean * bucket) / HOUR]));
  const heaviest = Math.max(1, ...rains.values());
  const deepest = Math.max(0, ...depths.values());
  const top = Math.max(20, 1.55 * deepest);
  return (look) => {
    const fall = hyetograph(look, heaviest, [0.86]);
    return {
      options: {
        legend: { show: false },
        cursor: { y: false, points: { size: 6 } },
        padding: [0.4 * look.em, 0, 0, 0],
        scales: {
          x: { range: [from / 1000, to / 1000] },
          y: { range: [0, top] },
          rain: fall.scale,
        },
        axes: [
          axis(look, {
            size: 1.8 * look.em,
            grid: { show: false },
            space: 4.6 * look.em,
            values: (_plot, at) => at.map((each) => clockText(1000 * each, look.utcOffset)),
          }),
          axis(look, { size: 3 * look.em, space: 2 * look.em }),
          fall.axis,
        ],
        series: [
          {},
          fall.series,
          {
            stroke: look.colour('accent'),
            width: 2,
            fill: `color-mix(in srgb, ${look.colour('accent')} 16%, transparent)`,
            points: { show: false },
          },
        ],
        hooks: {
          draw: [
            drawn((plot, context) => {
              for (const [limit, level] of LIMITS)
                if (limit <= top) limitLine(plot, context, limit, look.colour(`status-${level}`));
            }),
          ],
        },
      },
      data: [
        slots.map((time) => time / 1000),
        slots.map((_, i) => rains.get(i) ?? null),
        slots.map((_, i) => depths.get(i) ?? null),
      ],
    };
  };
}
