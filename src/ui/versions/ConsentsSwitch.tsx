import { CONSENTS_SHOWN } from '../../state/session.ts';
import { usePort, useSay, useSession } from '../desk-context.ts';
import { SHOWN_WORDS, W } from './versions-words.ts';

/** 仅按已同意: whether scene and figures show the whole plan, or what today's consents allow of it. */
export function ConsentsSwitch() {
  const port = usePort();
  const say = useSay();
  const shown = useSession((session) => session.consents);
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{say(W.onlyAgreed)}</legend>
      {CONSENTS_SHOWN.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={shown === each}
          onClick={() => port.run('scenario.consents', each)}
        >
          {say(SHOWN_WORDS[each])}
        </button>
      ))}
    </fieldset>
  );
}
