import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { AttributeValue } from '../domain/asset.ts';
import { HOUR } from '../domain/clock.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { limitFor } from '../domain/threshold.ts';
import type { AssetHistory, HistoryPoint } from '../state/port.ts';
import type { PropertyState } from './asset-state.ts';
import { useDesk, useSample, useSay } from './desk-context.ts';
import { clockText, dateText, numberText, valueText, valueWithUnit } from './format.ts';
import { gapOf, grainText } from './history-grain.ts';
import { alone, stretches } from './stretches.ts';
import { W } from './words.ts';

const RANGES = [
  { hours: 1, words: W.range1h, buckets: 120 },
  { hours: 24, words: W.range24h, buckets: 144 },
  { hours: 168, words: W.range7d, buckets: 168 },
  { hours: 8760, words: W.range1y, buckets: 365 },
] as const;

type Range = (typeof RANGES)[number];

type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** `range` is the one that the history is of: the chosen one may still be on its way. */
  | { readonly kind: 'ready'; readonly history: AssetHistory; readonly range: Range };

interface Props {
  readonly asset: string;
  readonly state: PropertyState;
  readonly layer: LayerDefinition;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** History of one property up to the playhead, with its limits as lines. Loaded when first needed. */
export default function HistoryChart({ asset, state, layer, attributes }: Props) {
  const { port } = useDesk();
  const say = useSay();
  const [range, setRange] = useState<Range>(RANGES[1]);
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  const { property } = state;
  // The chart ends at the playhead, and moves on by a bucket at a time.
  const step = (range.hours * HOUR) / range.buckets;
  const to = useSample((each) => Math.ceil(Math.min(each.at(), each.now()) / step) * step);
  useEffect(() => {
    let wanted = true;
    port.history(asset, property.key, to - range.hours * HOUR, to, range.buckets).then(
      (history) => wanted && setLoaded({ kind: 'ready', history, range }),
      (error: unknown) =>
        wanted && setLoaded({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [port, asset, property.key, range, to]);
  const limits = layer.thresholds.flatMap((threshold) => {
    const limit = limitFor(threshold.limit, (key) => attributes[key]);
    return threshold.property === property.key && limit !== undefined && !property.states
      ? [{ level: threshold.level, limit, when: threshold.when }]
      : [];
  });
  return (
    <figure className="chart">
      <fieldset className="segments small">
        <legend className="visually-hidden">{say(property.title)}</legend>
        {RANGES.map((each) => (
          <button key={each.hours} type="button" aria-pressed={each === range} onClick={() => setRange(each)}>
            {say(each.words)}
          </button>
        ))}
      </fieldset>
      {loaded.kind === 'ready' && loaded.history.points.length > 0 ? (
        <>
          <Plot
            points={loaded.history.points}
            gap={gapOf(loaded.history, layer.liveness.stale)}
            limits={limits}
            decimals={property.decimals}
            label={say(W.chartLabel, {
              property: say(property.title),
              range: say(loaded.range.words),
              low: valueText(property, Math.min(...loaded.history.points.map((point) => point.min)), say),
              high: valueText(property, Math.max(...loaded.history.points.map((point) => point.max)), say),
              value: valueWithUnit(property, state.value, say),
            })}
          />
          <figcaption className="soft">{grainText(loaded.history, say)}</figcaption>
        </>
      ) : (
        <p className="empty" role={loaded.kind === 'failed' ? 'alert' : undefined}>
          {loaded.kind === 'loading'
            ? say(W.chartLoading)
            : loaded.kind === 'failed'
              ? say(W.chartFailed, { reason: loaded.reason })
              : say(W.chartEmpty)}
        </p>
      )}
    </figure>
  );
}

type Row = { readonly [Key in keyof HistoryPoint]: Key extends 'time' ? number : number | null };

interface PlotProps {
  readonly points: readonly HistoryPoint[];
  /** Milliseconds without a value that are shown as a gap. */
  readonly gap: number;
  readonly limits: readonly {
    readonly level: string;
    readonly limit: number;
    readonly when: 'above' | 'below' | 'equals';
  }[];
  readonly decimals: number;
  readonly label: string;
}

function Plot({ points, gap, limits, decimals, label }: PlotProps) {
  const { port, em } = useDesk();
  const element = useRef<HTMLDivElement>(null);
  const { utcOffset } = port.catalog.city;
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    // A row without values between two runs: the line breaks there.
    const rows = stretches(points, gap).flatMap((run, index): Row[] => {
      const start = run[0]?.time ?? 0;
      return index === 0 ? run : [{ time: start - 1, min: null, max: null, mean: null }, ...run];
    });
    const plot = new uPlot(
      options(target, em, decimals, limits, utcOffset),
      [
        rows.map((row) => row.time / 1000),
        rows.map((row) => row.max),
        rows.map((row) => row.min),
        rows.map((row) => row.mean),
      ],
      target,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: 9 * em }));
    observer.observe(target);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [points, gap, limits, decimals, em, utcOffset]);
  return <div ref={element} className="plot" role="img" aria-label={label} />;
}

function options(
  target: HTMLElement,
  em: number,
  decimals: number,
  limits: PlotProps['limits'],
  utcOffset: number,
): uPlot.Options {
  const style = getComputedStyle(target);
  const colour = (name: string) => style.getPropertyValue(`--${name}`);
  const font = `${Math.round(0.82 * em)}px ${style.fontFamily}`;
  return {
    width: target.clientWidth,
    height: 9 * em,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    padding: [0.4 * em, 0.4 * em, 0, 0],
    scales: {
      y: {
        range: (_plot, low, high) => {
          const near = limits.map((each) => each.limit).filter((limit) => limit <= high + (high - low || 1) * 1.5);
          const top = Math.max(high, ...near);
          const room = (top - low || Math.abs(top) || 1) * 0.08;
          return [low - room, top + room];
        },
      },
    },
    axes: [
      {
        font,
        stroke: colour('text-soft'),
        grid: { show: false },
        ticks: { show: false },
        size: 1.7 * em,
        space: 4.6 * em,
        values: (_plot, at, _index, _space, step) =>
          at.map((t) => (step >= 86_400 ? dateText(t * 1000, utcOffset).slice(5) : clockText(t * 1000, utcOffset))),
      },
      {
        font,
        stroke: colour('text-soft'),
        grid: { stroke: colour('line'), width: 1 },
        ticks: { show: false },
        size: 3.4 * em,
        space: 1.7 * em,
        values: (_plot, at) => at.map((value) => numberText(value, Math.min(decimals, 2))),
      },
    ],
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      {
        stroke: colour('accent'),
        width: 1.5,
        // A point between two gaps makes no line.
        points: { show: true, size: 4, fill: colour('accent'), filter: (plot) => alone(plot.data[3] ?? []) },
      },
    ],
    bands: [{ series: [1, 2], fill: `color-mix(in srgb, ${colour('accent')} 16%, transparent)` }],
    hooks: {
      // A band from each limit outward: the graver lie over the lesser.
      drawClear: [
        (plot) => {
          const { left, top, width, height } = plot.bbox;
          for (const { level, limit, when } of limits) {
            if (when === 'equals') continue;
            const y = Math.max(top, Math.min(top + height, plot.valToPos(limit, 'y', true)));
            plot.ctx.save();
            plot.ctx.globalAlpha = 0.1;
            plot.ctx.fillStyle = colour(`status-${level}`);
            if (when === 'above') plot.ctx.fillRect(left, top, width, y - top);
            else plot.ctx.fillRect(left, y, width, top + height - y);
            plot.ctx.restore();
          }
        },
      ],
      draw: [
        (plot) => {
          for (const { level, limit } of limits) {
            const y = plot.valToPos(limit, 'y', true);
            if (y < plot.bbox.top || y > plot.bbox.top + plot.bbox.height) continue;
            plot.ctx.save();
            plot.ctx.strokeStyle = colour(`status-${level}`);
            plot.ctx.lineWidth = devicePixelRatio;
            plot.ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
            plot.ctx.beginPath();
            plot.ctx.moveTo(plot.bbox.left, y);
            plot.ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
            plot.ctx.stroke();
            plot.ctx.restore();
          }
        },
      ],
    },
  };
}
