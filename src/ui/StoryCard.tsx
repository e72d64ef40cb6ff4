import { STORIES } from '../modes/stories.ts';
import type { Story, StoryControl } from '../modes/story.ts';
import { stateOf } from './asset-state.ts';
import { sameShape, useDesk, useSample, useSay, useSession, useStore } from './desk-context.ts';
import { momentText, numberText, unitText, valueText } from './format.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { enterStory, flagship, openStory, storyOf } from './story-context.ts';
import { ProvenanceTag } from './Tag.tsx';
import { POLE_UNIT, W } from './words.ts';

/** The one card of the exhibition: at most three short sentences, one figure, one large control. */
export function StoryCard() {
  const { port } = useDesk();
  const say = useSay();
  const story = useStore(openStory, (state) => storyOf(state.id));
  const city = say(port.catalog.city.title);
  if (!story)
    return (
      <section className="story-card" aria-live="polite">
        <div className="story-words">
          <p>{say(W.exhibitionIntro1, { city })}</p>
          <p>{say(W.exhibitionIntro2)}</p>
          <p>{say(W.chooseDoor)}</p>
        </div>
      </section>
    );
  return (
    <section className="story-card" aria-label={say(story.door)}>
      <div className="story-words">
        {story.sentences.map((sentence) => (
          <p key={sentence.zh}>{say(sentence)}</p>
        ))}
      </div>
      {story.figure ? <StoryFigure figure={story.figure} /> : <PolesFigure />}
      <StorySlider key={story.id} story={story} />
    </section>
  );
}

function StoryFigure({ figure }: { readonly figure: NonNullable<Story['figure']> }) {
  const say = useSay();
  const shown = useSample((port) => {
    const layer = port.fleet().get(figure.layer);
    const index = layer?.definition.properties.findIndex((each) => each.key === figure.property) ?? -1;
    const property = layer?.definition.properties[index];
    const values = layer?.shown.values[index];
    if (!layer || !property || !values || layer.assets.count === 0) return null;
    const { source } = layer;
    if (port.era() === 'future') return { value: '—', unit: '', title: property.title, level: null, source };
    if (figure.of === 'switched-on') {
      let count = 0;
      for (let slot = 0; slot < layer.assets.count; slot++) if ((values[slot] ?? 0) > 0) count++;
      return { value: numberText(count), unit: '', title: W.switchedOn, level: null, source };
    }
    const slot =
      figure.of === 'flagship'
        ? flagship(layer.assets.ids, layer.assets.columns.mainSpan)
        : highest(values, layer.assets.count);
    const state = stateOf(layer, slot, port.at()).properties[index];
    if (!state) return null;
    return {
      value: valueText(property, state.value, say),
      unit: Number.isNaN(state.value) ? '' : unitText(property, say),
      title: property.title,
      level: { level: state.level, liveness: state.liveness },
      source,
    };
  }, sameShape);
  if (!shown) return null;
  return (
    <p className="story-figure">
      {shown.level ? <StatusIcon status={shown.level.level} liveness={shown.level.liveness} /> : null}
      <b>{shown.value}</b>
      <span>{shown.unit}</span>
      <span className="soft">
        {say(shown.title)} {shown.source === 'simulated' ? <ProvenanceTag provenance="simulated" /> : null}
      </span>
    </p>
  );
}

/** Slot of the highest observed value; 0 when there is none. */
function highest(values: Float64Array, count: number): number {
  let best = 0;
  for (let slot = 1; slot < count; slot++)
    if (!((values[slot] ?? Number.NaN) <= (values[best] ?? Number.NaN)) && !Number.isNaN(values[slot] ?? Number.NaN))
      best = slot;
  return best;
}

/** Poles that stand at the playhead under the open plan. */
function PolesFigure() {
  const say = useSay();
  const poles = useSample((port) => port.stats().scenario?.poles ?? null);
  const provenance = useSample((port) => port.scenario()?.document.project.provenance ?? 'illustrative');
  if (poles === null) return null;
  return (
    <p className="story-figure">
      <b>{numberText(poles)}</b>
      <span>{unitText({ unit: POLE_UNIT }, say)}</span>
      <span className="soft">
        {say(W.polesStanding)} <ProvenanceTag provenance={provenance} />
      </span>
    </p>
  );
}

/** The large control moves the clock: over recorded hours, or from slice to slice of a plan. */
function StorySlider({ story }: { readonly story: Story }) {
  const { port } = useDesk();
  const say = useSay();
  const { utcOffset } = port.catalog.city;
  // The range is fixed when the door opens, so that the thumb does not creep under the finger.
  const control = useSample((each) => story.control(Math.floor(each.now() / 60_000) * 60_000, utcOffset), sameShape);
  const at = useSample((each) => each.at());
  const playhead = useSession((session) => session.playhead);
  const plan = useSample((each) => each.scenario());
  const slice = playhead.kind === 'slice' ? playhead.slice : null;
  const [low, high, step, value] =
    control.kind === 'hours'
      ? [control.from, control.to, control.stepMilliseconds, Math.min(control.to, Math.max(control.from, at))]
      : [0, control.slices.length - 1, 1, slice ? control.slices.indexOf(slice) : 0];
  const text =
    control.kind === 'hours'
      ? momentText(value, utcOffset)
      : say(plan?.slices.find((each) => each.id === (slice ?? 'T0'))?.title ?? story.controlTitle);
  return (
    <label className="story-slider">
      <span>
        {say(story.controlTitle)} <b>{text}</b>
      </span>
      <input
        type="range"
        min={low}
        max={high}
        step={step}
        value={value}
        disabled={control.kind === 'slices' && !plan}
        aria-valuetext={text}
        onChange={(event) => move(control, Number(event.currentTarget.value))}
      />
    </label>
  );
  function move(moved: StoryControl, to: number) {
    if (moved.kind === 'slices') port.run('time.set', moved.slices[to] ?? 'T0');
    else port.run('time.set', to);
  }
}

/** The four doors. */
export function StoryDoors() {
  const { port } = useDesk();
  const say = useSay();
  const open = useStore(openStory, (state) => state.id);
  return (
    <nav className="story-doors">
      {STORIES.map((story) => (
        <button key={story.id} type="button" aria-pressed={open === story.id} onClick={() => enterStory(port, story)}>
          {say(story.door)}
        </button>
      ))}
    </nav>
  );
}
