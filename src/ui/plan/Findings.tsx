import { useMemo } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { countVerdicts, findingsOf, VERDICT_WORDS, type Verdict } from '../../scenario/findings.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { W } from '../words.ts';

const VERDICTS: readonly Verdict[] = ['breach', 'undecided', 'hint', 'pass'];

/** What the rules say of the alternative, breaches first and 无法判定 beside them; a press outlines the objects. */
export function Findings(props: { readonly plan: CompiledScenario; readonly alternative: string }) {
  const { port } = useDesk();
  const say = useSay();
  const { plan, alternative } = props;
  const findings = useMemo(() => findingsOf(plan, alternative), [plan, alternative]);
  if (findings.length === 0) return null;
  const counts = countVerdicts(findings);
  const told = VERDICTS.flatMap((verdict) => findings.filter((finding) => finding.verdict === verdict));
  return (
    <details className="findings">
      <summary>
        {say(W.findings, { n: told.length })}
        <span className="soft">
          {VERDICTS.map((verdict) => (counts[verdict] > 0 ? `${say(VERDICT_WORDS[verdict])} ${counts[verdict]} ` : ''))}
        </span>
      </summary>
      <ul>
        {told.map((finding) => (
          <li key={`${finding.rule}${finding.verdict}${finding.words.zh}`}>
            <span className="tag">{say(VERDICT_WORDS[finding.verdict])}</span>
            <span>
              {say(finding.words)}
              <span className="soft">
                {' '}
                {say(W.thresholdSource, { source: finding.source })} [{finding.confidence}]
              </span>
            </span>
            {finding.objects.length > 0 ? (
              <button
                type="button"
                className="figure"
                aria-label={say(W.objectsOf, { n: finding.objects.length })}
                onClick={() =>
                  port.run(
                    'asset.highlight',
                    finding.objects.map((object) => object.id),
                  )
                }
              >
                {numberText(finding.objects.length)}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
