import type { DutyRoomPort, DutyState } from '../../state/duty-port.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { Refusal } from '../Refusal.tsx';
import { DUTY } from './duty-words.ts';

/** More assets than these make no drill: nobody can follow it. */
const MOST = 60;

/** 演练: plays the gravest alert of every asset of a small layer, and ends it. */
export function DrillPart({ room, drill }: { readonly room: DutyRoomPort; readonly drill: DutyState['drill'] }) {
  const port = usePort();
  const say = useSay();
  const { busy, refusal, perform } = useDeed();
  const layers = [...port.fleet().values()].filter(
    ({ assets, definition }) => assets.count > 0 && assets.count <= MOST && definition.thresholds.length > 0,
  );
  return (
    <section className="drill">
      <h3>{say(DUTY.drill)}</h3>
      <p className="soft">{say(DUTY.drillWhat)}</p>
      {drill ? (
        <p>
          <b>{say(DUTY.drillRuns, { name: drill.by, time: momentText(drill.at, port.catalog.city.utcOffset) })}</b>{' '}
          <button type="button" disabled={busy} onClick={() => perform(() => room.endDrill())}>
            {say(DUTY.drillEnd)}
          </button>
        </p>
      ) : (
        <div className="row">
          {layers.map(({ definition, assets }) => (
            <button
              key={definition.id}
              type="button"
              disabled={busy}
              onClick={() => perform(() => room.startDrill(assets.ids.slice(0, assets.count)))}
            >
              {say(DUTY.drillStart, { layer: say(definition.title), n: assets.count })}
            </button>
          ))}
        </div>
      )}
      <Refusal words={refusal} />
    </section>
  );
}
