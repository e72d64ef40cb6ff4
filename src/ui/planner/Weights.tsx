import { DEFAULT_WISHES, type Wishes } from '../../scenario/poles/optimise/wishes.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { P } from './words.ts';

type Weight = keyof Wishes['weights'];

/** Ends of the sliders: from nothing to four times what is usual. */
const WEIGHTS: readonly { readonly key: Weight; readonly decimals: number }[] = [
  { key: 'count', decimals: 0 },
  { key: 'cost', decimals: 1 },
  { key: 'movement', decimals: 2 },
  { key: 'consents', decimals: 1 },
];
const STEPS = 40;

export function Weights(props: {
  readonly weights: Wishes['weights'];
  readonly onChange: (next: Wishes['weights']) => void;
}) {
  const say = useSay();
  return (
    <fieldset className="planner-weights">
      <legend>{say(P.weights)}</legend>
      {WEIGHTS.map(({ key, decimals }) => {
        const most = 4 * DEFAULT_WISHES.weights[key];
        return (
          <label key={key}>
            <span>{say(P[key])}</span>
            <input
              type="range"
              min={0}
              max={most}
              step={most / STEPS}
              value={props.weights[key]}
              onChange={(event) => props.onChange({ ...props.weights, [key]: Number(event.currentTarget.value) })}
            />
            <output>{numberText(props.weights[key], decimals)}</output>
          </label>
        );
      })}
    </fieldset>
  );
}
