import type { AttributeValue } from '../domain/asset.ts';
import type { LayerDefinition } from '../domain/layer.ts';
import { limitFor } from '../domain/threshold.ts';
import type { PropertyState } from './asset-state.ts';
import { useSay } from './desk-context.ts';
import { valueWithUnit } from './format.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { W } from './words.ts';

/** The limits of a property as numbers for this asset, what each means, and who says so. */
export function ThresholdBands(props: {
  readonly layer: LayerDefinition;
  readonly state: PropertyState;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}) {
  const say = useSay();
  const { property } = props.state;
  const bands = props.layer.thresholds
    .filter((threshold) => threshold.property === property.key)
    .map((threshold) => ({ threshold, limit: limitFor(threshold.limit, (key) => props.attributes[key]) }));
  if (bands.length === 0) return null;
  return (
    <details className="bands">
      <summary>
        {say(W.thresholdsTitle)}
        <span className="soft">
          {bands
            .flatMap(({ threshold, limit }) =>
              limit === undefined || property.states
                ? []
                : [say(W[threshold.when], { limit: valueWithUnit(property, limit, say) })],
            )
            .slice(0, 3)
            .join('  ')}
        </span>
      </summary>
      <ul>
        {bands.map(({ threshold, limit }) => (
          <li
            key={`${threshold.level}${threshold.when}${limit}`}
            data-reached={props.state.by?.threshold === threshold}
          >
            <StatusIcon status={threshold.level} silent />
            <span>
              {limit === undefined ? '—' : say(W[threshold.when], { limit: valueWithUnit(property, limit, say) })}{' '}
              {say(threshold.meaning)}
              <span className="soft"> {say(W.thresholdSource, { source: threshold.source.text })}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
