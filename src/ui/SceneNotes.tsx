import { MINUTE } from '../domain/clock.ts';
import { visibilityIn, weatherOf } from '../domain/weather.ts';
import type { TwinPort } from '../state/port.ts';
import { sameShape, useSample, useSay } from './desk-context.ts';
import { W } from './words.ts';

/** Metres of visibility from which it is not worth words. */
const CLEAR_VIEW = 10_000;

/** What stands on the map while a model's water lies on it. */
function stormNote(port: TwinPort) {
  const { storm } = port.store.getState();
  const state = storm && port.storm();
  if (!storm || state?.kind !== 'ready') return null;
  const minute = Math.floor((port.at() - storm.start) / MINUTE);
  if (minute < 0 || minute >= state.put.question.minutes) return null;
  return { minute: minute + 1, notes: state.put.notes };
}

/** Quiet lines in the corner of the scene: the weather that it draws and whose it is, and a picture less sharp than its preset. */
export function SceneNotes() {
  const say = useSay();
  const { rain, visibility, simulated, rung, share } = useSample((port) => {
    const weather = weatherOf(port.fleet(), port.at(), port.era());
    const { rung, resolution } = port.governed();
    return {
      rain: Math.round(weather.rain),
      visibility: visibilityIn(weather),
      simulated: port.fleet().get('weather')?.source === 'simulated',
      rung,
      share: Math.round(resolution * 100),
    };
  }, sameShape);
  const seen = [
    ...(rain > 0 ? [say(W.weatherRain, { rain })] : []),
    ...(visibility < CLEAR_VIEW ? [say(W.weatherVisibility, { km: (visibility / 1000).toFixed(1) })] : []),
  ];
  const storm = useSample(stormNote, sameShape);
  if (seen.length === 0 && rung === 0 && !storm) return null;
  return (
    <p className="scene-notes">
      {storm ? (
        <span className="model-note">
          {[say(W.stormOnMap, { n: storm.minute }), ...storm.notes.map((each) => say(each))].join(' · ')}
        </span>
      ) : null}
      {seen.length > 0 ? <span>{[say(simulated ? W.weatherSimulated : W.weather), ...seen].join(' · ')}</span> : null}
      {rung > 0 ? <span>{say(W.governed, { share })}</span> : null}
    </p>
  );
}
