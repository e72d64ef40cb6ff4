import type { LiveEdit } from '../../state/live-edit.ts';
import { useSay } from '../desk-context.ts';
import { FindingRow } from '../plan/FindingRow.tsx';
import { E } from './edit-words.ts';

/** What the rules say while a hand edits: what the edit changed first, then what the poles in hand are beyond. */
export function LiveFindings({ live }: { readonly live: LiveEdit | null }) {
  const say = useSay();
  const findings = live?.findings ?? null;
  return (
    <section className="rule-findings edit-findings" aria-busy={live?.judging ?? true} aria-label={say(E.live)}>
      <h3>
        {say(E.live)} <span className="soft">{live?.judging || !findings ? say(E.judging) : ''}</span>
      </h3>
      {findings && findings.length === 0 ? <p className="soft">{say(E.nothingChanged)}</p> : null}
      <ul>
        {(findings ?? []).map(({ finding, change }) => (
          <li key={finding.rule} data-change={change}>
            <span className="edit-change">{say(E[change])}</span>
            <FindingRow finding={finding} />
          </li>
        ))}
      </ul>
    </section>
  );
}
