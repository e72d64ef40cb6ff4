import { visibilityIn, weatherOf } from '../domain/weather.ts';
import { sameShape, useSample, useSay } from './desk-context.ts';
import { W } from './words.ts';

/** Metres of visibility from which it is not worth words. */
const CLEAR_VIEW = 10_000;

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
  if (seen.length === 0 && rung === 0) return null;
  return (
    <p className="scene-notes">
      {seen.length > 0 ? <span>{[say(simulated ? W.weatherSimulated : W.weather), ...seen].join(' · ')}</span> : null}
      {rung > 0 ? <span>{say(W.governed, { share })}</span> : null}
    </p>
  );
}
