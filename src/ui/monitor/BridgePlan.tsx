import { type Level, worse } from '../../domain/level.ts';
import type { AssetState } from '../asset-state.ts';
import { useSay } from '../desk-context.ts';
import { valueWithUnit } from '../format.ts';
import { StatusIcon } from '../StatusIcon.tsx';
import { W } from '../words.ts';
import { M } from './monitor-words.ts';

/** What is beyond a limit, the limit with its source, and the plan that follows. It never advises closing or reopening. */
export function BridgePlan({ state }: { readonly state: AssetState }) {
  const say = useSay();
  const beyond = state.properties.filter(({ level, by, liveness }) => level !== 'normal' && by && liveness !== 'none');
  const worst = beyond.reduce<Level>((level, each) => worse(level, each.level), 'normal');
  const plan = state.layer.definition.plans?.find(
    ({ levels, property }) => worst !== 'normal' && property === undefined && levels.includes(worst),
  );
  return (
    <section className="bridge-plan" aria-label={say(M.planHead)}>
      {beyond.length === 0 ? (
        <p className="soft">{say(M.calm)}</p>
      ) : (
        <>
          <ul>
            {beyond.map(({ property, value, level, by, liveness }) => (
              <li key={property.key}>
                <StatusIcon status={level} liveness={liveness} />
                <span>
                  {by && property.states
                    ? say(by.threshold.meaning)
                    : say(M.planRow, {
                        what: say(property.title),
                        value: valueWithUnit(property, value, say),
                        limit: by ? valueWithUnit(property, by.limit, say) : '',
                      })}{' '}
                  <span className="soft">
                    {by ? say(W.thresholdSource, { source: by.threshold.source.text }) : null}
                  </span>
                </span>
              </li>
            ))}
          </ul>
          {plan ? (
            <p className="soft">
              {say(M.planNext)}
              {plan.steps.map((step) => say(step)).join(say(M.planJoin))}{' '}
              {say(W.thresholdSource, { source: plan.source.text })}
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}
