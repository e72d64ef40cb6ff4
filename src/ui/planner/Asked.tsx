import { POLE_CLASS_WORDS, POLE_CLASSES, type PoleClass } from '../../domain/pole-class.ts';
import { DEFAULT_POLICIES } from '../../scenario/poles/policies.ts';
import { reachOf } from '../../scenario/poles/reach.ts';
import { useSay, useSession } from '../desk-context.ts';
import { numberText } from '../format.ts';
import type { Ask, Choices } from './chosen-wishes.ts';
import type { BaselinePole } from './planned-poles.ts';
import { P } from './words.ts';

/** Classes that a plan may leave or merge; lamps and signals found carriers and may only be left out of it. */
const CLASSES = POLE_CLASSES.flatMap((id): { readonly id: PoleClass; readonly asks: readonly Ask[] }[] => {
  if (id === 'LP' || id === 'TS') return [{ id, asks: ['free', 'keep'] }];
  return reachOf(id, DEFAULT_POLICIES) ? [{ id, asks: ['free', 'merge', 'keep'] }] : [];
});

/** What must merge and what must stay, by class and by single poles. */
export function Asked(props: {
  readonly poles: readonly BaselinePole[];
  readonly choices: Choices;
  readonly onChange: (next: Choices) => void;
}) {
  const say = useSay();
  const { poles, choices, onChange } = props;
  return (
    <details>
      <summary>{say(P.classes)}</summary>
      <ul className="planner-classes">
        {CLASSES.map(({ id, asks }) => {
          const count = poles.filter((pole) => pole.class === id).length;
          if (count === 0) return null;
          return (
            <li key={id}>
              <span>
                {say(POLE_CLASS_WORDS[id])} <span className="soft">{numberText(count)}</span>
              </span>
              <select
                aria-label={say(P.ofClass, { name: say(POLE_CLASS_WORDS[id]) })}
                value={choices.classes[id] ?? 'free'}
                onChange={(event) =>
                  onChange({ ...choices, classes: { ...choices.classes, [id]: event.currentTarget.value as Ask } })
                }
              >
                {asks.map((ask) => (
                  <option key={ask} value={ask}>
                    {say(P[ask])}
                  </option>
                ))}
              </select>
            </li>
          );
        })}
      </ul>
      <Picked {...props} />
    </details>
  );
}

function Picked({ poles, choices, onChange }: Parameters<typeof Asked>[0]) {
  const say = useSay();
  const select = useSession((session) => session.select);
  const highlight = useSession((session) => session.highlight);
  const shown = new Set(select === null ? highlight : [select, ...highlight]);
  const mine = poles.filter((pole) => shown.has(pole.id));
  const asked = Object.values(choices.picked);
  const ask = (what: Ask) =>
    onChange({ ...choices, picked: { ...choices.picked, ...Object.fromEntries(mine.map(({ id }) => [id, what])) } });
  return (
    <div className="planner-picked">
      <b>{say(P.picked)}</b>
      {mine.length === 0 ? (
        <p className="soft">{say(P.pickedNone)}</p>
      ) : (
        <p className="row">
          <span>{say(P.pickedNow, { n: numberText(mine.length) })}</span>
          <button type="button" onClick={() => ask('merge')}>
            {say(P.merge)}
          </button>
          <button type="button" onClick={() => ask('keep')}>
            {say(P.keep)}
          </button>
        </p>
      )}
      {asked.length > 0 ? (
        <p className="row">
          <span role="status">
            {say(P.pickedSet, {
              merge: numberText(asked.filter((each) => each === 'merge').length),
              keep: numberText(asked.filter((each) => each === 'keep').length),
            })}
          </span>
          <button type="button" className="quiet" onClick={() => onChange({ ...choices, picked: {} })}>
            {say(P.pickedClear)}
          </button>
        </p>
      ) : null}
    </div>
  );
}
