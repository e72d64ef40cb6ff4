import { useMemo, useState } from 'react';
import { alarmRuleOf } from '../../domain/alarm.ts';
import { HOUR } from '../../domain/clock.ts';
import { type Line, regression } from '../../domain/signal/regression.ts';
import { limitFor } from '../../domain/threshold.ts';
import type { AssetState } from '../asset-state.ts';
import { useSample, useSay } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { axis, Chart, type ChartPlan } from './Chart.tsx';
import { Figure } from './Figure.tsx';
import { M } from './monitor-words.ts';
import { pairsOf, useHistory } from './use-history.ts';
import { Waiting } from './Waiting.tsx';

const WINDOW = 168 * HOUR;

/** A quantity against the temperature of the structure: the line through a week, and what it leaves. */
export default function TemperaturePage({ state }: { readonly state: AssetState }) {
  const say = useSay();
  const { definition } = state.layer;
  const choices = state.properties.filter(
    ({ property, liveness }) => liveness !== 'none' && alarmRuleOf(definition, property.key)?.decouple,
  );
  const [key, setKey] = useState('deflection');
  const shown = choices.find(({ property }) => property.key === key) ?? choices[0];
  const rule = shown ? alarmRuleOf(definition, shown.property.key)?.decouple : undefined;
  const [own, by] = [shown?.property.key ?? '', rule?.by ?? ''];
  const wanted = useMemo(() => (own === '' ? [] : [by, own]), [by, own]);
  const to = useSample((each) => Math.ceil(Math.min(each.at(), each.now()) / HOUR) * HOUR);
  const loaded = useHistory(state.asset.id, wanted, to - WINDOW, to, WINDOW / HOUR);
  const pairs = useMemo(
    () => (loaded.kind === 'ready' ? pairsOf(loaded.value[by] ?? [], loaded.value[own] ?? [], HOUR) : []),
    [loaded, by, own],
  );
  const line = useMemo(
    () =>
      regression(
        pairs.map(({ x }) => x),
        pairs.map(({ y }) => y),
      ),
    [pairs],
  );
  const plan = useMemo(() => line && scatterPlan(pairs, line), [pairs, line]);
  if (!shown || !rule) return <p className="empty">{say(M.noValue)}</p>;
  const byProperty = definition.properties.find(({ key: each }) => each === rule.by);
  const unit = unitText(shown.property, say);
  const attribute = (each: string) => state.asset.attributes[each];
  const assumed = limitFor(rule.slope, attribute);
  const reference = limitFor(rule.reference, attribute);
  const decimals = shown.property.decimals;
  const slopeText = (slope: number) => `${numberText(slope, decimals + 2)}\u2009${unit}/℃`;
  const name = say(shown.property.title);
  return (
    <>
      <label className="monitor-choice">
        {say(M.which)}
        <select value={shown.property.key} onChange={(event) => setKey(event.currentTarget.value)}>
          {choices.map(({ property }) => (
            <option key={property.key} value={property.key}>
              {say(property.title)}
            </option>
          ))}
        </select>
      </label>
      {plan && line ? (
        <>
          <p className="axis-title">
            {name} {unit}
          </p>
          <Chart
            plan={plan}
            label={say(M.scatter, {
              property: name,
              by: byProperty ? say(byProperty.title) : rule.by,
              slope: slopeText(line.slope),
              r2: numberText(line.r2, 2),
              residual: `${numberText(line.residual, decimals + 1)} ${unit}`,
            })}
          />
          <p className="axis-title end">{byProperty ? `${say(byProperty.title)} ${unitText(byProperty, say)}` : ''}</p>
          <dl className="figure-strip">
            <Figure title={say(M.slope)} value={slopeText(line.slope)} note={say(M.window7d)} />
            <Figure
              title={say(M.slopeAssumed)}
              value={assumed === undefined ? '—' : slopeText(assumed)}
              note={rule.source.text}
            />
            <Figure title={say(M.r2)} value={numberText(line.r2, 2)} note="" />
            <Figure
              title={say(M.residual)}
              value={`${numberText(line.residual, decimals + 1)}\u2009${unit}`}
              note={
                reference === undefined
                  ? ''
                  : `${say(M.atReference, { t: numberText(reference) })} ${numberText(line.intercept + line.slope * reference, decimals)}\u2009${unit}`
              }
            />
          </dl>
          <p className="soft">{say(M.scatterNote, { n: line.points })}</p>
        </>
      ) : (
        <Waiting loaded={loaded} empty={say(M.scatterEmpty)} />
      )}
    </>
  );
}

function scatterPlan(pairs: readonly { readonly x: number; readonly y: number }[], line: Line): ChartPlan {
  const sorted = [...pairs].sort((a, b) => a.x - b.x);
  return (look) => ({
    options: {
      legend: { show: false },
      cursor: { show: false },
      padding: [0.6 * look.em, look.em, 0, 0],
      scales: { x: { time: false } },
      axes: [
        axis(look, { size: 1.8 * look.em, space: 4 * look.em, grid: { show: false } }),
        axis(look, { size: 3.6 * look.em, space: 2 * look.em }),
      ],
      series: [
        {},
        {
          paths: () => null,
          points: {
            show: true,
            size: 0.5 * look.em,
            fill: look.colour('accent'),
            stroke: look.colour('surface'),
            width: 1,
          },
        },
        { stroke: look.colour('text'), width: 1.5, points: { show: false } },
      ],
    },
    data: [sorted.map(({ x }) => x), sorted.map(({ y }) => y), sorted.map(({ x }) => line.intercept + line.slope * x)],
  });
}
