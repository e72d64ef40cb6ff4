import type { FigureChange } from '../../scenario/versions/refusal-effect.ts';
import { useSay } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { C } from './consent-words.ts';

/** Figures before and after, with their difference. */
export function Figures(props: {
  readonly figures: readonly FigureChange[];
  readonly before: string;
  readonly after: string;
}) {
  const say = useSay();
  if (props.figures.length === 0) return null;
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{say(C.figure)}</th>
          <th scope="col">{props.before}</th>
          <th scope="col">{props.after}</th>
          <th scope="col">{say(C.difference)}</th>
        </tr>
      </thead>
      <tbody>
        {props.figures.map(({ key, title, unit, decimals, before, after }) => (
          <tr key={key}>
            <th scope="row">
              {say(title)} <span className="soft">{unitText({ unit }, say)}</span>
            </th>
            <td>{numberText(before, decimals)}</td>
            <td>{numberText(after, decimals)}</td>
            <td>
              {after > before ? '+' : ''}
              {numberText(after - before, decimals)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
