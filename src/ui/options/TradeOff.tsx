import { useState } from 'react';
import type { CompiledScenario, Kpi } from '../../scenario/compiled.ts';
import { type Better, paretoFront } from '../../scenario/pareto.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { W as WORDS } from '../words.ts';
import { betterOf } from './better.ts';
import { W } from './options-words.ts';
import type { AllFigures } from './use-all-figures.ts';

/** Size of the drawing in its own units, and its margins. */
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [560, 320, 66, 24, 18, 44];
const DEFAULT_AXES = ['cost.npv', 'poles.standing'] as const;

interface Plotted {
  readonly id: string;
  readonly x: Kpi;
  readonly y: Kpi;
}

/** Two figures of all alternatives against each other, with the front of those that none beats. */
export function TradeOff({ plan, figures }: { readonly plan: CompiledScenario; readonly figures: AllFigures }) {
  const { port } = useDesk();
  const say = useSay();
  const [chosen, choose] = useState<readonly [string, string]>(DEFAULT_AXES);
  const of = (id: string) => [...figures.values()].flatMap((by) => by.get(id) ?? []);
  const all = plan.alternatives.map(({ id }) => ({ id, kpis: of(id) }));
  const choices = (all.find(({ kpis }) => kpis.length > 0)?.kpis ?? []).filter(
    ({ key, district }) => district === undefined && betterOf(key) !== null,
  );
  if (choices.length < 2) return null;
  const key = (axis: 0 | 1) =>
    choices.some((each) => each.key === chosen[axis]) ? chosen[axis] : (choices[axis] as Kpi).key;
  const [keyX, keyY] = [key(0), key(1)];
  const [betterX, betterY] = [betterOf(keyX) as Better, betterOf(keyY) as Better];
  const find = (kpis: readonly Kpi[], wanted: string) => kpis.find((each) => each.key === wanted);
  const plotted = all.flatMap(({ id, kpis }): Plotted[] => {
    const [x, y] = [find(kpis, keyX), find(kpis, keyY)];
    return x && y && Number.isFinite(x.value) && Number.isFinite(y.value) ? [{ id, x, y }] : [];
  });
  const missing = all.filter(({ id, kpis }) => kpis.length > 0 && !plotted.some((each) => each.id === id));
  const front = paretoFront(
    plotted.map(({ id, x, y }) => ({ id, x: x.value, y: y.value })),
    betterX,
    betterY,
  );
  const name = (id: string) => (id === 'base' ? say(WORDS.baseline) : id);
  const scaleX = scaleOf(plotted.map(({ x }) => x));
  const scaleY = scaleOf(plotted.map(({ y }) => y));
  const px = (value: number) => LEFT + scaleX.share(value) * (WIDTH - LEFT - RIGHT);
  const py = (value: number) => HEIGHT - BOTTOM - scaleY.share(value) * (HEIGHT - TOP - BOTTOM);
  /** Of two names at one place the later stands above the earlier. */
  const near = (one: Pick<Plotted, 'x' | 'y'>) => (other: Plotted) =>
    Math.abs(px(one.x.value) - px(other.x.value)) < 24 && Math.abs(py(one.y.value) - py(other.y.value)) < 14;
  const line = plotted
    .filter(({ id }) => front.includes(id))
    .sort((a, b) => a.x.value - b.x.value)
    .map(({ x, y }) => `${px(x.value)},${py(y.value)}`)
    .join(' ');
  const first = plotted[0];
  const choice = (axis: 0 | 1, words: (typeof W)['across' | 'up']) => (
    <label>
      {say(words)}
      <select
        value={axis === 0 ? keyX : keyY}
        onChange={({ target }) => choose(axis === 0 ? [target.value, keyY] : [keyX, target.value])}
      >
        {choices.map((each) => (
          <option key={each.key} value={each.key}>
            {say(each.title)}
            {each.unit ? ` (${unitText(each, say)})` : ''}
          </option>
        ))}
      </select>
    </label>
  );
  const axisTitle = (kpi: Kpi, better: Better) =>
    `${say(kpi.title)}${kpi.unit ? ` ${unitText(kpi, say)}` : ''} · ${say(W[better])}`;
  return (
    <>
      <div className="row axes">
        {choice(0, W.across)}
        {choice(1, W.up)}
      </div>
      {first ? (
        <svg
          className="trade"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={`${say(first.x.title)} · ${say(first.y.title)}`}
        >
          {scaleX.ticks.map((tick) => (
            <g key={tick} className="tick">
              <line x1={px(tick)} x2={px(tick)} y1={TOP} y2={HEIGHT - BOTTOM} />
              <text x={px(tick)} y={HEIGHT - BOTTOM + 15} textAnchor="middle">
                {numberText(tick, scaleX.decimals)}
              </text>
            </g>
          ))}
          {scaleY.ticks.map((tick) => (
            <g key={tick} className="tick">
              <line x1={LEFT} x2={WIDTH - RIGHT} y1={py(tick)} y2={py(tick)} />
              <text x={LEFT - 6} y={py(tick) + 4} textAnchor="end">
                {numberText(tick, scaleY.decimals)}
              </text>
            </g>
          ))}
          <text className="title" x={WIDTH - RIGHT} y={HEIGHT - 8} textAnchor="end">
            {axisTitle(first.x, betterX)}
          </text>
          <text className="title" x={LEFT} y={12}>
            {axisTitle(first.y, betterY)}
          </text>
          <polyline className="front" points={line} />
          {plotted.map(({ id, x, y }, index) => (
            <g key={id} className={front.includes(id) ? 'point best' : 'point'}>
              {x.range ? <line x1={px(x.range[0])} x2={px(x.range[1])} y1={py(y.value)} y2={py(y.value)} /> : null}
              {y.range ? <line x1={px(x.value)} x2={px(x.value)} y1={py(y.range[0])} y2={py(y.range[1])} /> : null}
              <circle cx={px(x.value)} cy={py(y.value)} r={6} />
              <text
                x={px(x.value) + 9}
                y={py(y.value) - 8 - 14 * plotted.slice(0, index).filter(near({ x, y })).length}
              >
                {name(id)}
              </text>
            </g>
          ))}
        </svg>
      ) : null}
      <p>{say(W.front, { names: front.map(name).join(' · ') })}</p>
      <p className="soft">
        {plotted.some(({ x, y }) => x.range || y.range) ? say(W.within) : null}
        {missing.length > 0 ? ` ${say(W.noFigure, { names: missing.map(({ id }) => name(id)).join(' · ') })}` : null}
      </p>
      <p className="row">
        {plotted.map(({ id }) => (
          <button key={id} type="button" onClick={() => port.run('scenario.open', `${plan.id}.${id}`)}>
            {say(W.openIt, { name: name(id) })}
          </button>
        ))}
      </p>
    </>
  );
}

/** Values and their ranges on a line of length 1, with three to six round ticks. */
function scaleOf(kpis: readonly Kpi[]) {
  const values = kpis.flatMap(({ value, range }) => [value, ...(range ?? [])]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) || 1;
  const magnitude = 10 ** Math.floor(Math.log10(span / 4));
  const step = ([1, 2, 5, 10].find((each) => each * magnitude * 5.5 >= span) ?? 10) * magnitude;
  const from = Math.floor((low - 0.04 * span) / step) * step;
  const to = Math.ceil((high + 0.04 * span) / step) * step;
  const count = Math.round((to - from) / step);
  return {
    share: (value: number) => (value - from) / (to - from),
    ticks: Array.from({ length: count + 1 }, (_, index) => from + index * step),
    decimals: Math.max(0, -Math.floor(Math.log10(step))),
  };
}
