import { useMemo, useState } from 'react';
import { slotOf } from '../../domain/asset.ts';
import { HOUR, MINUTE } from '../../domain/clock.ts';
import { floodFigures } from '../../domain/flood-figures.ts';
import type { HistoryPoint, TwinPort } from '../../state/port.ts';
import { type AssetState, type PropertyState, stateOf } from '../asset-state.ts';
import { sameShape, useDesk, useSample, useSay } from '../desk-context.ts';
import { agoText, clockText, durationText, numberText } from '../format.ts';
import { ProvenanceTag } from '../Tag.tsx';
import { Chart } from './Chart.tsx';
import { Figure } from './Figure.tsx';
import { M } from './monitor-words.ts';
import { useHistory } from './use-history.ts';
import { Waiting } from './Waiting.tsx';
import { waterPlan } from './water-plan.ts';

const WANTED = ['depth', 'rain'];
/** Bars of the hyetograph. */
const BUCKET = 5 * MINUTE;
const WINDOWS = [
  { hours: 6, words: M.last6h },
  { hours: 24, words: M.last24h },
] as const;
/** Rain below this is the gauge's last drop, mm/h. */
const DRIZZLE = 0.2;

/** Rain over depth at one point, its figures, and what takes the water away. */
export function WaterPoint({ id }: { readonly id: string }) {
  const { port } = useDesk();
  const say = useSay();
  const [hours, setHours] = useState<(typeof WINDOWS)[number]['hours']>(6);
  const state = useSample((each) => pointState(each, id), sameShape);
  const to = useSample((each) => Math.ceil(Math.min(each.at(), each.now()) / BUCKET) * BUCKET);
  const at = useSample((each) => Math.floor(each.at() / 1000) * 1000);
  const from = to - hours * HOUR;
  const loaded = useHistory(id, WANTED, from, to, (to - from) / BUCKET);
  const record = useMemo(() => (loaded.kind === 'ready' ? recordOf(loaded.value) : null), [loaded]);
  const plan = useMemo(() => record && waterPlan(record.depth, record.rain, [from, to], BUCKET), [record, from, to]);
  if (!state) return null;
  const { utcOffset } = port.catalog.city;
  const of = (key: string) => state.properties.find(({ property }) => property.key === key);
  const figures = record && floodFigures(record.samples, record.rainEnds, 3 * BUCKET);
  const fallen = record?.rain.reduce((sum, { mean }) => sum + mean / (HOUR / BUCKET), 0) ?? 0;
  const aged = (each: PropertyState | undefined) =>
    each && each.liveness !== 'none' ? agoText(at - each.time, say) : say(M.noValue);
  return (
    <>
      <div className="row water-head">
        <fieldset className="segments small">
          <legend className="visually-hidden">{say(M.history)}</legend>
          {WINDOWS.map((each) => (
            <button
              key={each.hours}
              type="button"
              aria-pressed={each.hours === hours}
              onClick={() => setHours(each.hours)}
            >
              {say(each.words)}
            </button>
          ))}
        </fieldset>
        <ProvenanceTag provenance={state.layer.source === 'simulated' ? 'simulated' : 'surveyed'} />
      </div>
      {plan && record && record.depth.length > 0 ? (
        <>
          <p className="axis-title split">
            <span>{say(M.depth)} cm</span>
            <span>
              {say(M.rain)} {say(M.rainUnit)}
            </span>
          </p>
          <Chart
            plan={plan}
            height={15}
            label={say(M.waterLabel, {
              point: String(state.asset.attributes.name ?? id),
              deepest: numberText(figures?.deepest?.depth ?? 0, 1),
              rain: numberText(fallen, 1),
            })}
          />
        </>
      ) : (
        <Waiting loaded={loaded} empty={say(M.waterEmpty)} />
      )}
      <dl className="figure-strip">
        <Figure
          title={say(M.deepest)}
          value={figures?.deepest ? `${numberText(figures.deepest.depth, 1)}\u2009cm` : '—'}
          note={figures?.deepest ? clockText(figures.deepest.time, utcOffset) : say(M.noValue)}
        />
        <Figure title={say(M.above)} value={figures ? durationText(figures.above, say) : '—'} note="" />
        <Figure
          title={say(M.drain)}
          value={figures?.drain ? durationText(figures.drain.milliseconds, say) : '—'}
          note={figures?.drain && !figures.drain.over ? say(M.draining) : say(M.drainNote)}
        />
        <Figure title={say(M.pump)} value={pumpText(of('pump'))} note={aged(of('pump'))} />
        <Figure title={say(M.outlet)} value={outletText(of('outlet'))} note={aged(of('outlet'))} />
      </dl>
    </>
  );

  function pumpText(pump: PropertyState | undefined): string {
    if (!pump || Number.isNaN(pump.value)) return '—';
    return pump.value > 0
      ? `${numberText(pump.value, pump.property.decimals)}\u2009${pump.property.unit}`
      : say(M.pumpOff);
  }
  function outletText(outlet: PropertyState | undefined): string {
    if (!outlet || Number.isNaN(outlet.value)) return '—';
    return outlet.value > 0 ? say(M.outletBacked, { m: numberText(outlet.value, 2) }) : say(M.outletFree);
  }
}

function pointState(port: TwinPort, id: string): AssetState | null {
  const layer = port.fleet().get('waterlogging');
  const slot = layer && slotOf(layer.assets, id);
  return layer && slot !== undefined ? stateOf(layer, slot, port.at()) : null;
}

function recordOf(series: Readonly<Record<string, readonly HistoryPoint[]>>) {
  const { depth = [], rain = [] } = series;
  const wet = rain.findLastIndex(({ mean }) => mean > DRIZZLE);
  return {
    depth,
    rain,
    samples: depth.map(({ time, max }) => ({ time, depth: max })),
    // Rain that falls in the newest bucket has not ended.
    rainEnds: wet < 0 || wet === rain.length - 1 ? null : (rain[wet + 1]?.time ?? null),
  };
}
