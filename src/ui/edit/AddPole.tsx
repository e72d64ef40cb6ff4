import { useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { useSay } from '../desk-context.ts';
import type { Attempt } from './attempt.ts';
import { E } from './edit-words.ts';
import { NumberField } from './NumberField.tsx';
import { axisOf } from './pole-facts.ts';

/** A carrier at a place along the road that is written. */
export function AddPole({ plan, attempt }: { readonly plan: CompiledScenario; readonly attempt: Attempt }) {
  const say = useSay();
  const axis = axisOf(plan);
  const [chainage, setChainage] = useState(0);
  const [offset, setOffset] = useState(-12);
  if (!axis) return null;
  return (
    <details className="edit-add">
      <summary>{say(E.add)}</summary>
      <div className="edit-fields">
        <NumberField label={say(E.chainage)} value={chainage} step={1} write={setChainage} />
        <NumberField label={say(E.offset)} value={offset} step={0.5} write={setOffset} />
      </div>
      <button type="button" onClick={() => attempt('plan.add', { at: axis.pointAt({ chainage, offset }) })}>
        {say(E.add)}
      </button>
    </details>
  );
}
