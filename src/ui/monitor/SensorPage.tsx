import { sameShape, useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { agoText, valueWithUnit } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { StatusIcon } from '../StatusIcon.tsx';
import { sensorRows } from './bridge-view.ts';
import { M } from './monitor-words.ts';

/** Every measuring point of a bridge by quantity, and the switch that puts them on the model. */
export default function SensorPage({ bridge }: { readonly bridge: string }) {
  const { port } = useDesk();
  const say = useSay();
  const rows = useSample((each) => sensorRows(each, bridge), sameShape);
  const at = useSample((each) => Math.floor(each.at() / 10_000) * 10_000);
  const shown = useSession((session) => session.layers.includes('bridge-sensor'));
  const selected = useSession((session) => session.select);
  const definition = port.fleet().get('bridge-sensor')?.definition;
  if (rows.length === 0 || !definition) return <p className="empty">{say(M.sensorsEmpty)}</p>;
  const measured = new Set(rows.map(({ quantity }) => quantity));
  const quantities = definition.properties.map(({ key }) => key).filter((key) => measured.has(key));
  return (
    <>
      <p>
        <button type="button" aria-pressed={shown} onClick={() => port.run('layer.toggle', 'bridge-sensor')}>
          <Icon id={shown ? 'eye' : 'eye-off'} />
          {say(shown ? M.hideInScene : M.inScene)}
        </button>
      </p>
      {quantities.map((quantity) => {
        const property = definition.properties.find(({ key }) => key === quantity);
        const own = rows.filter((row) => row.quantity === quantity);
        const off = own.filter(({ liveness }) => liveness === 'offline' || liveness === 'none').length;
        return property ? (
          <details key={quantity} className="sensor-group" open={own.some(({ level }) => level !== 'normal')}>
            <summary>
              {say(property.title)} <span className="soft">{say(M.sensorCount, { n: own.length, off })}</span>
            </summary>
            <ul>
              {own.map((row) => (
                <li key={row.id}>
                  <button
                    type="button"
                    aria-pressed={row.id === selected}
                    onClick={() => port.run('asset.select', row.id)}
                  >
                    <StatusIcon status={row.doubtful ? 'quality' : row.level} liveness={row.liveness} />
                    <span className="sensor-code">{row.id.split('-').slice(-2).join('-')}</span>
                    <span className="soft">{row.section}</span>
                    <b>{valueWithUnit(property, row.value, say)}</b>
                    <small className="soft">
                      {row.liveness === 'none' ? say(M.noValue) : agoText(at - row.time, say)}
                    </small>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ) : null;
      })}
    </>
  );
}
