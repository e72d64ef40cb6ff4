import { usePort, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { SHOWN_WORDS, W } from './versions-words.ts';

/** Says over the scene that what stands there is not the plan but what today's consents allow of it, and leads back. */
export default function ConsentsBanner() {
  const port = usePort();
  const say = useSay();
  const shown = useSession((session) => session.consents);
  const alternative = useSession((session) => session.scenario?.alternative ?? 'base');
  const signOff = useSample((each) => each.signOff());
  if (shown === 'all') return null;
  const heldBack = signOff?.heldBack(alternative) ?? [];
  const ids = [...new Set(heldBack.flatMap(({ waitsFor }) => waitsFor.map(({ need }) => need.id)))];
  return (
    <div className="message" data-tone="warning" role="status">
      <span>
        <b>{say(SHOWN_WORDS[shown])}</b>{' '}
        {!signOff
          ? say(W.consentsComing)
          : signOff.latest
            ? say(W.consentsBanner, { name: signOff.latest.head.name, n: numberText(heldBack.length) })
            : say(W.consentsNone, { n: numberText(heldBack.length) })}
      </span>
      {ids.length > 0 ? (
        <button type="button" onClick={() => port.run('asset.highlight', ids)}>
          {say(W.consentsShow, { n: numberText(ids.length) })}
        </button>
      ) : null}
      <button type="button" className="quiet" onClick={() => port.run('scenario.consents', 'all')}>
        {say(SHOWN_WORDS.all)}
      </button>
    </div>
  );
}
