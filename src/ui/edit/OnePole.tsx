import { POLE_CLASS_WORDS } from '../../domain/pole-class.ts';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario, Fate } from '../../scenario/compiled.ts';
import { turnedHeading } from '../../scenario/edit/snap.ts';
import type { Station } from '../../scenario/road-axis.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import type { Attempt } from './attempt.ts';
import { E } from './edit-words.ts';
import { MountRow } from './MountRow.tsx';
import { NumberField } from './NumberField.tsx';
import { axisOf, carriersNear, type PoleFacts } from './pole-facts.ts';

const FATES: Readonly<Record<Fate, Words>> = {
  keep: E.fateKeep,
  merged: E.fateMerged,
  removed: E.fateRemoved,
  undergrounded: E.fateUndergrounded,
  planned: E.fatePlanned,
};

/** One pole in hand: place, heading and height to be written, what hangs on it, and what can become of it. */
export function OnePole(props: {
  readonly plan: CompiledScenario;
  readonly alternative: string;
  readonly pole: PoleFacts;
  readonly attempt: Attempt;
}) {
  const { plan, alternative, pole, attempt } = props;
  const say = useSay();
  const { id } = pole.ref;
  const axis = axisOf(plan);
  const near = carriersNear(plan, alternative, pole);
  const stands = pole.fate === 'keep' || pole.fate === 'planned';
  const place = (change: Partial<Station>) => {
    if (!axis || !pole.station) return;
    const to = { ...pole.station, ...change };
    const heading = turnedHeading(axis, pole.heading, pole.station, to);
    attempt('plan.move', { moves: [{ id, to: axis.pointAt(to), heading }] });
  };
  return (
    <>
      <p className="row">
        <b>{id}</b>
        <span>{say(POLE_CLASS_WORDS[pole.class])}</span>
        <span className="soft">{say(FATES[pole.fate], { carrier: pole.carrier ?? '' })}</span>
      </p>
      {stands ? (
        <div className="edit-fields">
          {pole.station ? (
            <>
              <NumberField
                label={say(E.chainage)}
                value={pole.station.chainage}
                step={0.5}
                write={(chainage) => place({ chainage })}
              />
              <NumberField
                label={say(E.offset)}
                value={pole.station.offset}
                step={0.1}
                decimals={2}
                write={(offset) => place({ offset })}
              />
            </>
          ) : null}
          <NumberField
            label={say(E.heading)}
            value={pole.heading}
            step={1}
            decimals={0}
            write={(heading) => attempt('plan.turn', { id, heading })}
          />
          {pole.height === null ? null : (
            <NumberField
              label={say(E.height)}
              value={pole.height}
              step={0.5}
              write={(height) => attempt('plan.height', { id, height })}
            />
          )}
        </div>
      ) : null}
      {stands && pole.mounts.length > 0 ? (
        <>
          <h3>{say(E.mounts)}</h3>
          <ul className="edit-mounts">
            {pole.mounts.map((mount, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a mount is named by its place in its pole's list.
              <MountRow key={index} id={id} index={index} mount={mount} near={near} attempt={attempt} />
            ))}
          </ul>
        </>
      ) : null}
      <div className="row edit-actions">
        {pole.fate === 'planned' ? (
          <button type="button" onClick={() => attempt('plan.remove', { ids: [id], mounts: 'give-back' })}>
            {say(E.remove)}
          </button>
        ) : (
          <>
            {pole.fate === 'keep' ? null : (
              <button type="button" onClick={() => attempt('plan.keep', { ids: [id] })}>
                {say(E.keep)}
              </button>
            )}
            <select
              aria-label={say(E.mergeInto)}
              value=""
              onChange={({ target }) => attempt('plan.merge', { ids: [id], to: target.value })}
            >
              <option value="">{say(E.mergeInto)}</option>
              {near.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.id} · {numberText(each.metres, 0)} m
                </option>
              ))}
            </select>
          </>
        )}
      </div>
    </>
  );
}
