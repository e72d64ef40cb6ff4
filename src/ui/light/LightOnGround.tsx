import './light.css';
import { LUX_RAMP } from '../../domain/lux-ramp.ts';
import { LIGHT_VIEWS } from '../../state/session.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { LIGHT_WORDS } from './light-words.ts';

/** Shows the light of the road on its ground, and the legend of its colours. */
export function LightOnGround() {
  const { port } = useDesk();
  const say = useSay();
  const light = useSession((session) => session.light);
  const pending = useSample((each) => each.lightPending());
  return (
    <fieldset className="light-on-ground">
      <legend>{say(LIGHT_WORDS.onGround)}</legend>
      <div className="segments">
        {LIGHT_VIEWS.map((view) => (
          <button key={view} type="button" aria-pressed={light === view} onClick={() => port.run('light.show', view)}>
            {say(LIGHT_WORDS[view])}
          </button>
        ))}
      </div>
      {light === 'off' ? null : (
        <>
          <ol className="lux-ramp">
            {LUX_RAMP.map(({ lux, color }) => (
              <li key={lux}>
                <i style={{ background: color }} />
                {lux}
              </li>
            ))}
            <li className="soft">lx</li>
          </ol>
          <p className="soft" role="status">
            {say(pending ? LIGHT_WORDS.pending : LIGHT_WORDS.note)}
          </p>
        </>
      )}
    </fieldset>
  );
}
