import { PLAY_SPEEDS } from '../state/session.ts';
import { usePort, useSay, useSession } from './desk-context.ts';
import { W } from './words.ts';

/** How fast the past or a plan plays; a speed that came by command is listed too. */
export function PlaySpeed() {
  const port = usePort();
  const say = useSay();
  const speed = useSession((session) => session.speed);
  const speeds = [...new Set([...PLAY_SPEEDS, speed])].sort((a, b) => a - b);
  return (
    <select
      className="play-speed"
      aria-label={say(W.playSpeedTitle)}
      value={speed}
      onChange={(event) => port.run('time.speed', Number(event.currentTarget.value))}
    >
      {speeds.map((each) => (
        <option key={each} value={each}>
          {say(W.playSpeed, { n: each })}
        </option>
      ))}
    </select>
  );
}
