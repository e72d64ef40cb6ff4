import { CITY_STYLE_WORDS, CITY_STYLES } from '../domain/city-style.ts';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
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
      {style === 'translucent' ? <Buried /> : null}
    </fieldset>
  );
}

/** Who sees through the ground looks for what lies there: its layers, as long as they are hidden, are one click away. */
function Buried() {
  const { port } = useDesk();
  const say = useSay();
  const shown = useSession((session) => session.layers);
  const fleet = useSample((each) => each.fleet());
  return [...fleet.values()]
    .filter(({ definition }) => definition.symbology.line?.depth !== undefined && !shown.includes(definition.id))
    .map(({ definition }) => (
      <button
        key={definition.id}
        type="button"
        className="quiet"
        onClick={() => port.run('layer.toggle', { id: definition.id, shown: true })}
      >
        {say(W.showBuried, { layer: say(definition.title) })}
      </button>
    ));
}
