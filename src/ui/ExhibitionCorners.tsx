import { useRef } from 'react';
import { LIVENESS_WORDS } from '../domain/liveness.ts';
import { LanguageButton } from './CommandBar.tsx';
import { censusOf, isCurrent, prevailing } from './census.ts';
import { sameShape, useDesk, useSample, useSay, useStore } from './desk-context.ts';
import { momentText, numberText } from './format.ts';
import { Icon } from './Icon.tsx';
import { openStory, storyOf, wipe } from './story-context.ts';
import { W } from './words.ts';

/** Language at one corner, home at the other, the text equivalent between: all within reach of a wheelchair. */
export function ExhibitionCorners() {
  const { port } = useDesk();
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <div className="corner-buttons" data-side="left">
        <LanguageButton />
        <button type="button" aria-label={say(W.textEquivalent)} onClick={() => dialog.current?.showModal()}>
          <Icon id="text" />
        </button>
      </div>
      <div className="corner-buttons" data-side="right">
        <button type="button" aria-label={say(W.home)} onClick={() => wipe(port)}>
          <Icon id="home" />
        </button>
      </div>
      <dialog ref={dialog} className="text-equivalent" aria-label={say(W.textEquivalent)}>
        <TextEquivalent />
        <button type="button" onClick={() => dialog.current?.close()}>
          {say(W.close)}
        </button>
      </dialog>
    </>
  );
}

/** What the picture shows, in sentences. */
function TextEquivalent() {
  const { port } = useDesk();
  const say = useSay();
  const story = useStore(openStory, (state) => storyOf(state.id));
  const state = useSample(
    (each) => ({
      at: Math.floor(each.at() / 60_000) * 60_000,
      era: each.era(),
      layers: [...each.fleet().values()].map((layer) => {
        const census = censusOf(layer, each.at());
        const { yellow, orange, red } = census.levels;
        return {
          id: layer.definition.id,
          title: layer.definition.title,
          n: census.assets,
          alarms: yellow + orange + red,
          liveness: prevailing(census),
        };
      }),
    }),
    sameShape,
  );
  const shown = story ? state.layers.filter((layer) => story.layers.includes(layer.id)) : state.layers;
  return (
    <>
      <h2>{say(W.textEquivalent)}</h2>
      {story ? <p>{say(W.textStory, { story: say(story.door) })}</p> : null}
      <p>
        {say(W.textNow, {
          time: momentText(state.at, port.catalog.city.utcOffset),
          era: say({ past: W.past, now: W.now, future: W.future }[state.era]),
        })}
      </p>
      {story?.sentences.slice(0, 2).map((sentence) => (
        <p key={sentence.zh}>{say(sentence)}</p>
      ))}
      <ul>
        {shown.map((layer) => (
          <li key={layer.id}>
            {say(W.textLayer, {
              layer: say(layer.title),
              n: numberText(layer.n),
              alarms:
                layer.alarms > 0
                  ? say(W.textAlarms, { n: layer.alarms })
                  : say(isCurrent(layer.liveness) ? W.allCalm : LIVENESS_WORDS[layer.liveness]),
            })}
          </li>
        ))}
      </ul>
      <p>{say(W.honest)}</p>
    </>
  );
}
