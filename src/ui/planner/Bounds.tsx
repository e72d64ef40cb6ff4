import { type FormEvent, useState } from 'react';
import { useSample, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { type Choices, refusedPoles } from './chosen-wishes.ts';
import type { BaselinePole } from './planned-poles.ts';
import { P } from './words.ts';

/** What binds a plan from outside: owners who refuse, and stretches where no new carrier may stand. */
export function Bounds(props: {
  readonly poles: readonly BaselinePole[];
  readonly choices: Choices;
  readonly onChange: (next: Choices) => void;
}) {
  const { poles, choices, onChange } = props;
  const say = useSay();
  const owners = [...new Set(poles.map(({ owner }) => owner))].filter((owner) => owner !== '').sort();
  return (
    <details>
      <summary>{say(P.bounds)}</summary>
      <fieldset className="planner-weights">
        <legend>{say(P.owners)}</legend>
        <ul>
          {owners.map((owner) => (
            <li key={owner}>
              <span className="row">
                <input
                  type="checkbox"
                  aria-label={owner}
                  checked={choices.refusals.includes(owner)}
                  onChange={(event) => {
                    const others = choices.refusals.filter((each) => each !== owner);
                    onChange({ ...choices, refusals: event.currentTarget.checked ? [...others, owner] : others });
                  }}
                />
                {owner} <span className="soft">{numberText(poles.filter((pole) => pole.owner === owner).length)}</span>
              </span>
            </li>
          ))}
        </ul>
      </fieldset>
      <OnRecord {...props} />
      <b>{say(P.clear)}</b>
      <ul>
        {choices.keepClear.map((zone) => (
          <li key={zone.name} className="row">
            <span>{say(P.clearRow, { name: zone.name, side: say(P[zone.side]), from: zone.from, to: zone.to })}</span>
            <button
              type="button"
              className="quiet"
              onClick={() => onChange({ ...choices, keepClear: choices.keepClear.filter((each) => each !== zone) })}
            >
              {say(P.removeClear, { name: zone.name })}
            </button>
          </li>
        ))}
      </ul>
      <NewStretch
        add={(zone) =>
          onChange({
            ...choices,
            keepClear: [...choices.keepClear.filter(({ name }) => name !== zone.name), zone],
          })
        }
      />
    </details>
  );
}

/** Refusals that owners have given for single poles, as the newest version records them. */
function OnRecord({ poles, choices, onChange }: Parameters<typeof Bounds>[0]) {
  const say = useSay();
  const signOff = useSample((port) => port.signOff());
  const refused = refusedPoles(signOff?.consents ?? NONE, poles);
  const open = refused.filter((id) => choices.picked[id] !== 'keep');
  if (refused.length === 0) return null;
  return (
    <p className="row">
      <span role="status">{say(P.onRecord, { n: numberText(refused.length) })}</span>
      <button
        type="button"
        disabled={open.length === 0}
        onClick={() =>
          onChange({
            ...choices,
            picked: { ...choices.picked, ...Object.fromEntries(refused.map((id) => [id, 'keep' as const])) },
          })
        }
      >
        {say(open.length === 0 ? P.recordKept : P.keepRecord)}
      </button>
    </p>
  );
}

const NONE: readonly never[] = [];

type Stretch = Choices['keepClear'][number];

function NewStretch({ add }: { readonly add: (zone: Stretch) => void }) {
  const say = useSay();
  const [name, setName] = useState('');
  const [side, setSide] = useState<Stretch['side']>('south');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const ends = [Number(from), Number(to)].sort((a, b) => a - b);
  const [low = 0, high = 0] = ends;
  const usable = from.trim() !== '' && to.trim() !== '' && ends.every(Number.isFinite) && high > low;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!usable) return;
    add({ name: name.trim(), side, from: low, to: high });
    setName('');
    setFrom('');
    setTo('');
  }
  return (
    <form className="form" onSubmit={submit}>
      <Field label={say(P.clearName)} value={name} onChange={setName} />
      <label className="field">
        <span>{say(P.side)}</span>
        <select value={side} onChange={(event) => setSide(event.currentTarget.value === 'north' ? 'north' : 'south')}>
          <option value="south">{say(P.south)}</option>
          <option value="north">{say(P.north)}</option>
        </select>
      </label>
      <Field label={say(P.from)} value={from} onChange={setFrom} />
      <Field label={say(P.to)} value={to} onChange={setTo} />
      <button type="submit" disabled={!usable}>
        {say(P.addClear)}
      </button>
    </form>
  );
}
