import './findings.css';
import { useState } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { countVerdicts, type Finding, VERDICT_WORDS, type Verdict } from '../../scenario/findings.ts';
import { useSay } from '../desk-context.ts';
import { W } from '../words.ts';
import { FindingRow } from './FindingRow.tsx';
import { FINDING_WORDS as F } from './findings-words.ts';
import { useFindings } from './use-findings.ts';

/** Breaches first, 无法判定 beside them. */
const VERDICTS: readonly Verdict[] = ['breach', 'undecided', 'hint', 'pass'];

/** What the rules say of the alternative, with the verdicts counted side by side; each unfolds to its limit and objects. */
export function Findings(props: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const say = useSay();
  const { plan, alternative } = props;
  const [chosen, setChosen] = useState<Verdict | null>(null);
  const last = useFindings(plan, alternative);
  const shown = last?.plan.id === plan.id && last.alternative === alternative ? last : null;
  const fresh = shown?.plan === plan && shown.light !== null;
  const findings = shown ? [...shown.rules, ...(shown.light ?? [])] : [];
  if (fresh && findings.length === 0) return null;
  const counts = countVerdicts(findings);
  const told = inOrder(findings);
  const listed = chosen ? told.filter(({ verdict }) => verdict === chosen) : told;
  return (
    <details className="findings rule-findings" aria-busy={!fresh}>
      <summary>
        {say(W.findings, { n: told.length })}{' '}
        <span className="soft" role="status">
          {shown ? (
            <span className="counts">
              <Counts counts={counts} />
            </span>
          ) : null}{' '}
          {fresh ? null : say(F.judging)}
        </span>
      </summary>
      <fieldset className="verdicts" aria-label={say(F.filter)}>
        {[null, ...VERDICTS].map((verdict) => (
          <button
            key={verdict ?? 'all'}
            type="button"
            aria-pressed={chosen === verdict}
            onClick={() => setChosen(verdict)}
          >
            {say(verdict ? VERDICT_WORDS[verdict] : F.all)} <b>{verdict ? counts[verdict] : told.length}</b>
          </button>
        ))}
      </fieldset>
      {shown?.lightFailed ? <p className="soft">{say(F.lightFailed, { because: shown.lightFailed })}</p> : null}
      {fresh && listed.length === 0 ? <p className="empty">{say(F.none)}</p> : null}
      <ul>
        {listed.map((finding) => (
          <li key={finding.rule}>
            <FindingRow finding={finding} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Every verdict with its number, those of none too: a reader sees at once that nothing was left out. */
export function Counts({ counts }: { readonly counts: ReturnType<typeof countVerdicts> }) {
  const say = useSay();
  return <>{VERDICTS.map((verdict) => `${say(VERDICT_WORDS[verdict])} ${counts[verdict]}`).join('·')}</>;
}

/** For a printed page: the findings in the order of the screen. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return VERDICTS.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict));
}
