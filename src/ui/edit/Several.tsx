import { useState } from 'react';
import { useSay } from '../desk-context.ts';
import type { Attempt } from './attempt.ts';
import { E } from './edit-words.ts';
import { NumberField } from './NumberField.tsx';

/** Several poles in hand: moved together along and across the road, or kept. */
export function Several({ ids, attempt }: { readonly ids: readonly string[]; readonly attempt: Attempt }) {
  const say = useSay();
  const [along, setAlong] = useState(0);
  const [across, setAcross] = useState(0);
  return (
    <>
      <p>
        <b>{say(E.chosen, { n: ids.length })}</b>
      </p>
      <div className="edit-fields">
        <NumberField label={say(E.along)} value={along} step={0.5} write={setAlong} />
        <NumberField label={say(E.across)} value={across} step={0.1} write={setAcross} />
      </div>
      <div className="row edit-actions">
        <button
          type="button"
          disabled={along === 0 && across === 0}
          onClick={() => attempt('plan.move', { ids, along, across })}
        >
          {say(E.shift)}
        </button>
        <button type="button" onClick={() => attempt('plan.keep', { ids })}>
          {say(E.keep)}
        </button>
      </div>
    </>
  );
}
