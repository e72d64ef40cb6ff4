import { useState } from 'react';
import { cableForce, deviation, firstFrequency, naturalFrequency } from '../../domain/signal/cable-force.ts';
import type { Mode } from '../../domain/signal/modes.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Figure } from './Figure.tsx';
import { M } from './monitor-words.ts';

/** The force of a cable whose acceleration was recorded: a taut string of this length and mass. */
export function CableFromRecording({ peaks }: { readonly peaks: readonly Mode[] }) {
  const say = useSay();
  const [length, setLength] = useState('');
  const [mass, setMass] = useState('');
  const [baseline, setBaseline] = useState('');
  const [metres, kilograms, kilonewtons] = [length, mass, baseline].map(Number) as [number, number, number];
  const stay = metres > 0 && kilograms > 0 ? { length: metres, mass: kilograms } : null;
  const frequencies = peaks.map(({ frequency }) => frequency);
  // Without a baseline the lowest peak is taken for the first order.
  const expected = stay && kilonewtons > 0 ? naturalFrequency(stay, kilonewtons) : frequencies[0];
  const first = expected === undefined ? null : firstFrequency(frequencies, expected);
  const force = stay && first !== null ? cableForce(stay, first, 1) : null;
  return (
    <details className="cable-from-recording">
      <summary>{say(M.cableForceOf)}</summary>
      <div className="row">
        <NumberInput label={say(M.cableLength)} unit="m" value={length} change={setLength} />
        <NumberInput label={say(M.cableMass)} unit="kg/m" value={mass} change={setMass} />
        <NumberInput label={say(M.baseline)} unit="kN" value={baseline} change={setBaseline} />
      </div>
      {force !== null && first !== null ? (
        <dl className="figure-strip">
          <Figure
            title={say(M.first)}
            value={`${numberText(first, 3)}\u2009Hz`}
            note={say(M.cableOrders, { n: peaks.length })}
          />
          <Figure
            title={say(M.force)}
            value={`${numberText(force)}\u2009kN`}
            note={kilonewtons > 0 ? `${say(M.off)} ${numberText(deviation(force, kilonewtons), 1)} %` : ''}
          />
        </dl>
      ) : null}
      <p className="soft">{say(M.cableFormula)}</p>
    </details>
  );
}

function NumberInput(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly change: (value: string) => void;
}) {
  return (
    <label className="cable-input">
      {props.label}
      <input
        type="number"
        min={0}
        step="any"
        value={props.value}
        onChange={(event) => props.change(event.currentTarget.value)}
      />
      <span className="soft">{props.unit}</span>
    </label>
  );
}
