import { HOUR } from '../../domain/clock.ts';
import type { AssetState, PropertyState } from '../asset-state.ts';
import { sameShape, useDesk, useSample, useSay } from '../desk-context.ts';
import { agoText, numberText, valueWithUnit } from '../format.ts';
import { alertsToday, frequencyShift, sensorRows } from './bridge-view.ts';
import { Figure } from './Figure.tsx';
import { M } from './monitor-words.ts';
import { useHistory } from './use-history.ts';

const LOADS = ['vehicleLoad'];

/** The strip of figures over the pages (domain reference §2.5): each with its age or its base beneath. */
export function BridgeFigures({ state }: { readonly state: AssetState }) {
  const { port } = useDesk();
  const say = useSay();
  const { id } = state.asset;
  const { utcOffset } = port.catalog.city;
  const points = useSample((each) => {
    const rows = sensorRows(each, id);
    return { all: rows.length, on: rows.filter(({ liveness }) => liveness === 'live' || liveness === 'late').length };
  }, sameShape);
  const alerts = useSample((each) => alertsToday(each.alerts(), id, each.now(), utcOffset), sameShape);
  const to = useSample((each) => Math.ceil(Math.min(each.at(), each.now()) / HOUR) * HOUR);
  const at = useSample((each) => Math.floor(each.at() / 1000) * 1000);
  const loads = useHistory(id, LOADS, to - 24 * HOUR, to, 24);
  const heaviest =
    loads.kind === 'ready' ? Math.max(...(loads.value.vehicleLoad ?? []).map(({ max }) => max)) : Number.NaN;
  const of = (key: string) => state.properties.find(({ property }) => property.key === key);
  const shift = frequencyShift(state);
  const aged = (each: PropertyState | undefined) =>
    each && each.liveness !== 'none' ? agoText(at - each.time, say) : say(M.noValue);
  const value = (each: PropertyState | undefined) => (each ? valueWithUnit(each.property, each.value, say) : '—');
  const [deflection, temperature, wind, frequency] = ['deflection', 'temperature', 'wind', 'frequency'].map(of);
  return (
    <dl className="figure-strip">
      <Figure
        title={say(M.online)}
        value={points.all === 0 ? '—' : `${numberText((100 * points.on) / points.all, 1)} %`}
        note={points.all === 0 ? say(M.noValue) : say(M.onlineOf, { n: points.on, all: points.all })}
      />
      <Figure title={say(M.open)} value={String(alerts.open)} note={say(M.openToday, { n: alerts.today })} />
      <Figure
        title={deflection ? say(deflection.property.title) : ''}
        value={value(deflection)}
        note={aged(deflection)}
        level={deflection?.level}
      />
      <Figure
        title={say(M.first)}
        value={value(frequency)}
        note={
          Number.isNaN(shift)
            ? aged(frequency)
            : say(M.firstShift, { shift: `${shift > 0 ? '+' : ''}${numberText(shift, 1)}` })
        }
        level={frequency?.level}
      />
      <Figure title={say(M.air)} value={value(temperature)} note={aged(temperature)} />
      <Figure title={say(M.wind)} value={value(wind)} note={aged(wind)} level={wind?.level} />
      <Figure
        title={say(M.heaviest)}
        value={Number.isFinite(heaviest) ? `${numberText(heaviest, 1)}\u2009t` : '—'}
        note={Number.isFinite(heaviest) ? '' : say(M.noValue)}
      />
    </dl>
  );
}
