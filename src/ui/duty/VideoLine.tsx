import type { DutyCamera, DutyRoomPort } from '../../state/duty-port.ts';
import { useAsked } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { DUTY } from './duty-words.ts';

/** One camera: its link, and what the gateway found behind it. A dead link is no link. */
export function VideoLine({ camera, room }: { readonly camera: DutyCamera; readonly room: DutyRoomPort }) {
  const say = useSay();
  const { outcome } = useAsked(camera.id, () => room.camera(camera.id));
  const title = say(camera.title);
  if (!outcome)
    return (
      <p>
        {title} <span className="soft">{say(DUTY.checking)}</span>
      </p>
    );
  const reason = !outcome.ok
    ? say(outcome.reason)
    : outcome.value.state === 'dead'
      ? (outcome.value.reason ?? '')
      : null;
  return (
    <p>
      {title}{' '}
      {reason === null ? (
        <a href={camera.url} target="_blank" rel="noreferrer noopener">
          {say(DUTY.watch)}
        </a>
      ) : (
        <span className="refusal">{say(DUTY.cameraDead, { reason })}</span>
      )}
    </p>
  );
}
