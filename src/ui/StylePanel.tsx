import { CITY_STYLE_WORDS, CITY_STYLES } from '../domain/city-style.ts';
import { useDesk, useSay, useSession } from './desk-context.ts';
import { W } from './words.ts';

/** 城市样式: how the same model is drawn, where the mode lets it be chosen. */
export function StylePanel() {
  const { port, mode } = useDesk();
  const say = useSay();
  const style = useSession((session) => session.style);
  if (!mode.tools.includes('city-style')) return null;
  return (
    <fieldset className="city-style">
      <legend>{say(W.cityStyle)}</legend>
      <div className="segments small">
        {CITY_STYLES.map((each) => (
          <button key={each} type="button" aria-pressed={style === each} onClick={() => port.run('style.set', each)}>
            {say(CITY_STYLE_WORDS[each])}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
