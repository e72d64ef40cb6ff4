import type { Alert } from '../domain/alert.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import type { AlarmDefinition, PropertyDefinition } from '../domain/layer.ts';
import { levelRank } from '../domain/level.ts';
import { D } from './alert-words.ts';
import { findAsset, nameAt } from './asset-state.ts';
import { usePort, useSay } from './desk-context.ts';
import { valueWithUnit } from './format.ts';
import { W } from './words.ts';

/** What the checks before an alert saw: the value as measured and decoupled, and the measuring points beside it. */
export function AlertEvidence(props: {
  readonly alert: Alert;
  readonly layer: FleetLayer;
  readonly property: PropertyDefinition;
  readonly rule: AlarmDefinition;
}) {
  const { alert, layer, property, rule } = props;
  const say = useSay();
  const fleet = usePort().fleet();
  const { decouple, neighbours } = rule;
  const { compensated, companion, neighbours: seen = [] } = alert.evidence ?? {};
  const by = decouple && layer.definition.properties.find((each) => each.key === decouple.by);
  const value = (each: number) => valueWithUnit(property, each, say);
  const name = (id: string) => {
    const found = findAsset(fleet, id);
    return found ? nameAt(found.layer, found.slot) : id;
  };
  const asked = neighbours && (seen.length > 0 || levelRank(alert.level) >= levelRank(neighbours.from));
  return (
    <>
      {decouple && by && (compensated !== undefined || levelRank(alert.level) >= levelRank(decouple.from)) ? (
        <>
          <dt>{say(D.decoupled)}</dt>
          <dd>
            {compensated === undefined || companion === undefined
              ? say(D.uncoupled, { by: say(by.title) })
              : say(D.decoupledWhy, {
                  value: value(alert.value),
                  compensated: value(compensated),
                  by: say(by.title),
                  companion: valueWithUnit(by, companion, say),
                })}{' '}
            <span className="soft">{say(W.thresholdSource, { source: decouple.source.text })}</span>
          </dd>
        </>
      ) : null}
      {asked ? (
        <>
          <dt>{say(D.neighbours)}</dt>
          <dd>
            {seen.length === 0
              ? say(D.neighboursUnknown)
              : say(D.neighboursAgree, { n: seen.length, agree: seen.filter((each) => each.agrees).length })}{' '}
            {seen.map((each) => (
              <span key={each.asset} className={each.agrees ? 'neighbour' : 'neighbour soft'}>
                {name(each.asset)} {value(each.value)}
                {each.agrees ? ' ✓' : ' –'}{' '}
              </span>
            ))}
            <span className="soft">{say(W.thresholdSource, { source: neighbours.source.text })}</span>
          </dd>
        </>
      ) : null}
    </>
  );
}
