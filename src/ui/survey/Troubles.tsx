import type { Trial, Trouble } from '../../state/survey-port.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { S } from './survey-words.ts';

const SEVERITIES = ['error', 'warning', 'todo', 'note'] as const;
const SHOWN = 200;

/** What is wrong with a survey, the rows that stay out first, each with its place in the file, the reason and the remedy. */
export function Troubles(props: {
  readonly problems: readonly Trouble[];
  readonly counts: Trial['problemCounts']['bySeverity'];
  readonly waterKnown: boolean;
}) {
  const { problems, counts, waterKnown } = props;
  const say = useSay();
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <section className="survey-troubles" aria-label={say(S.problems)}>
      <h3>
        {say(S.problems)}{' '}
        {SEVERITIES.filter((each) => (counts[each] ?? 0) > 0).map((each) => (
          <span key={each} className="tag" data-severity={each}>
            {say(S[each])} {numberText(counts[each] ?? 0)}
          </span>
        ))}
      </h3>
      {all === 0 ? <p className="soft">{say(S.noProblems)}</p> : null}
      {waterKnown ? null : <p className="soft">{say(S.noWater)}</p>}
      <ul>
        {problems.slice(0, SHOWN).map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row may have the same trouble twice
          <li key={index} data-severity={each.severity} data-kind={each.kind}>
            <b>
              {each.table}
              {each.row === null ? '' : ` ${say(S.row, { row: each.row })}`}
              {each.column === null ? '' : ` · ${each.column}`}
            </b>{' '}
            {say(each.reason)}
            {each.value ? <span className="soft"> ({each.value})</span> : null}
            <span className="soft remedy">{say(each.remedy)}</span>
          </li>
        ))}
      </ul>
      {all > SHOWN ? (
        <p className="soft">{say(S.more, { n: numberText(all - Math.min(SHOWN, problems.length)) })}</p>
      ) : null}
    </section>
  );
}
