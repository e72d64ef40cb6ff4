import { useSample, useSay } from '../desk-context.ts';
import { APPROVAL_STATE_WORDS, W } from './versions-words.ts';

const STATES = ['violation', 'undecided', 'pass'] as const;

/** What the recorded approvals mean for the phases: a phase that starts before its permit comes first. */
export function ApprovalFindings(props: { readonly alternative: string; readonly open?: boolean }) {
  const say = useSay();
  const found = useSample((port) => port.signOff()?.approvals(props.alternative) ?? NONE);
  if (found.length === 0) return null;
  const sorted = STATES.flatMap((state) => found.filter((each) => each.state === state));
  const count = (state: (typeof STATES)[number]) => found.filter((each) => each.state === state).length;
  return (
    <details className="findings" open={props.open ?? false}>
      <summary>
        {say(W.approvalsGate)}{' '}
        <span className="soft">
          {STATES.map((state) => (count(state) > 0 ? `${say(APPROVAL_STATE_WORDS[state])} ${count(state)} ` : ''))}
        </span>
      </summary>
      <ul>
        {sorted.map((each) => (
          <li key={`${each.phase} ${each.kind} ${each.approval}`}>
            <span className="tag">{say(APPROVAL_STATE_WORDS[each.state])}</span>
            <span>{say(each.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const NONE: readonly never[] = [];
