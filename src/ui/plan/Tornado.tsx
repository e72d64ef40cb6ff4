import { useMemo } from 'react';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { costDifference, costRange } from '../../scenario/cost/compare.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { W } from '../words.ts';

const TEN_THOUSAND = 10_000;
/** Bars shown: what moves the figure less than these is told by its range alone. */
const BARS = 6;

/**
 * Which assumptions move the present value of cost, and how far; beside another alternative, whether the two differ by more
 * than their assumptions leave open.
 */
export function Tornado(props: {
  readonly plan: CompiledScenario;
  readonly alternative: string;
  readonly beside: string;
}) {
  const say = useSay();
  const { plan, alternative, beside } = props;
  const range = useMemo(() => costRange(plan, alternative, 'npv'), [plan, alternative]);
  const difference = useMemo(
    () => (beside === alternative ? null : costDifference(plan, beside, alternative, 'npv')),
    [plan, alternative, beside],
  );
  const bars = range.tornado.slice(0, BARS);
  const [least, most] = bars.reduce(
    ([low, high], { atLow, atHigh }) => [Math.min(low, atLow, atHigh), Math.max(high, atLow, atHigh)],
    [range.mid, range.mid],
  );
  if (bars.length === 0) return null;
  const share = (value: number) => (100 * (value - least)) / (most - least || 1);
  const money = (value: number) => numberText(value / TEN_THOUSAND, 0);
  const title = (key: string) => {
    const assumption = plan.document.assumptions.find((each) => each.key === key);
    return assumption ? say(assumption.title) : key;
  };
  return (
    <figure className="tornado">
      <figcaption>{say(W.tornado, { mid: money(range.mid) })}</figcaption>
      {difference ? (
        <p>
          {say(difference.words).replace('base', say(W.baseline))}
          <span className="soft">
            {' '}
            {say(W.difference, {
              mid: money(difference.range.mid),
              low: money(difference.range.low),
              high: money(difference.range.high),
            })}
          </span>
        </p>
      ) : null}
      <ul>
        {bars.map(({ key, atLow, atHigh }) => (
          <li key={key}>
            <span>{title(key)}</span>
            <span className="bar" aria-hidden="true">
              <i
                style={{
                  left: `${Math.min(share(atLow), share(atHigh))}%`,
                  width: `${Math.max(1, Math.abs(share(atHigh) - share(atLow)))}%`,
                }}
              />
              <b style={{ left: `${share(range.mid)}%` }} />
            </span>
            <span className="soft">
              {money(Math.min(atLow, atHigh))}–{money(Math.max(atLow, atHigh))}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
