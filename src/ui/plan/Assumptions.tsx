import { useState } from 'react';
import { isEditable } from '../../scenario/assume.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { W } from '../words.ts';

type Assumption = CompiledScenario['document']['assumptions'][number];

/** The assumptions behind some figures, each with unit, range, source and confidence; a slider recomputes at once. */
export function Assumptions({ of, plan }: { readonly of: ReadonlySet<string>; readonly plan: CompiledScenario }) {
  const { port } = useDesk();
  const say = useSay();
  const assume = useSession((session) => session.assume);
  const used = plan.document.assumptions.filter((each) => of.has(each.key));
  if (used.length === 0) return null;
  const changed = used.filter((each) => each.key in assume).length;
  return (
    <details>
      <summary>
        {say(W.assumptions, { n: used.length })}
        {changed > 0 ? <span className="soft">{say(W.assumptionsChanged, { n: changed })}</span> : null}
      </summary>
      <ul className="assumptions">
        {used.map((each) => (
          <li key={each.key}>
            <AssumptionRow assumption={each} changed={each.key in assume} />
          </li>
        ))}
      </ul>
      {changed > 0 ? (
        <button type="button" className="quiet" onClick={() => port.run('scenario.assume', null)}>
          {say(W.assumptionsReset)}
        </button>
      ) : null}
    </details>
  );
}

function AssumptionRow({ assumption, changed }: { readonly assumption: Assumption; readonly changed: boolean }) {
  const { port } = useDesk();
  const say = useSay();
  const { key, range, value } = assumption;
  // While the handle moves the figure follows it; letting go makes one step that can be undone.
  const [held, setHeld] = useState<number | null>(null);
  const [low, high] = range;
  const shown = held ?? value;
  const digits = Number.isInteger(low) && Number.isInteger(high) && high - low >= 4 ? 0 : high < 1 ? 3 : 2;
  const text = numberText(shown, Number.isInteger(shown) ? 0 : digits);
  const settle = () => {
    if (held !== null && held !== value) port.run('scenario.assume', { key, value: held });
    setHeld(null);
  };
  const label = `${say(assumption.title)} ${unitText(assumption, say)}`;
  return (
    <>
      <span className="assumption-name">
        {say(assumption.title)} <b>{text}</b> {unitText(assumption, say)}
        {changed ? (
          <button
            type="button"
            className="quiet"
            aria-label={`${say(W.assumptionsReset)}: ${label}`}
            onClick={() => port.run('scenario.assume', { key, value: null })}
          >
            {say(W.assumptionOwn)}
          </button>
        ) : null}
      </span>
      {isEditable(assumption) && low < high ? (
        <input
          type="range"
          aria-label={label}
          aria-valuetext={`${text} ${assumption.unit}`}
          min={low}
          max={high}
          step={(high - low) / 40}
          value={Math.min(high, Math.max(low, shown))}
          onChange={(event) => setHeld(Number(event.target.value))}
          onPointerUp={settle}
          onKeyUp={settle}
          onBlur={settle}
        />
      ) : null}
      <span className="soft">
        {say(W.assumptionRange, { low, high })}·{assumption.source} [{assumption.confidence}]
        {isEditable(assumption) ? '' : `·${say(W.assumptionOfPlan)}`}
      </span>
    </>
  );
}
