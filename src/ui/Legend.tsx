import type { FleetLayer } from '../domain/fleet.ts';
import type { LayerDefinition, Limit, ThresholdDefinition } from '../domain/layer.ts';
import { LEVEL_WORDS } from '../domain/level.ts';
import { LIVENESS_WORDS, type LivenessLimits } from '../domain/liveness.ts';
import { useSay } from './desk-context.ts';
import { durationText, numberText, unitText } from './format.ts';
import { StatusIcon } from './StatusIcon.tsx';
import { W } from './words.ts';

/** Legend of a layer, made from its definition: what each shape, colour and hollow means, and from which value on. */
export function Legend({ layer }: { readonly layer: FleetLayer }) {
  const say = useSay();
  const { definition } = layer;
  if (definition.properties.length === 0)
    return (
      <div className="legend">
        <Kinds definition={definition} />
        <Foot definition={definition} />
      </div>
    );
  return (
    <div className="legend">
      <dl>
        <dt>
          <StatusIcon status="normal" silent />
        </dt>
        <dd>{say(LEVEL_WORDS.normal)}</dd>
        {definition.thresholds.map((threshold) => (
          <Row
            key={`${threshold.property}${threshold.when}${threshold.meaning.zh}`}
            layer={definition}
            threshold={threshold}
          />
        ))}
        <dt>
          <StatusIcon status="quality" silent />
        </dt>
        <dd>{say(W.quality)}</dd>
      </dl>
      <dl>
        {(['late', 'stale', 'offline'] as const).map((each) => (
          <LivenessRow key={each} liveness={each} limits={definition.liveness} />
        ))}
        <dt>
          <StatusIcon status="normal" liveness="none" silent />
        </dt>
        <dd>{say(LIVENESS_WORDS.none)}</dd>
      </dl>
      <Foot definition={definition} />
    </div>
  );
}

function Foot({ definition }: { readonly definition: LayerDefinition }) {
  const say = useSay();
  return (
    <p className="soft">
      {say(W.workPlan, { n: definition.workPlanItem })}·{definition.code.value}·{definition.cimLevel}
    </p>
  );
}

/** What the colours of lines mean; for points without a measured value, what kinds there are. */
function Kinds({ definition }: { readonly definition: LayerDefinition }) {
  const say = useSay();
  const { line, model } = definition.symbology;
  const attribute = definition.attributes.find(({ key }) => key === (line ?? model)?.attribute);
  return (
    <dl>
      {attribute?.values?.map(({ value, title }) => (
        <Kind key={value} color={line?.colors[value]} title={say(title)} />
      ))}
    </dl>
  );
}

function Kind({ color, title }: { readonly color: string | undefined; readonly title: string }) {
  return (
    <>
      <dt>
        <svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true">
          {color ? (
            <path d="M1 10h18" stroke={color} strokeWidth="4" />
          ) : (
            <circle cx="10" cy="10" r="4" opacity="0.5" />
          )}
        </svg>
      </dt>
      <dd>{title}</dd>
    </>
  );
}

function Row({ layer, threshold }: { readonly layer: LayerDefinition; readonly threshold: ThresholdDefinition }) {
  const say = useSay();
  const property = layer.properties.find((each) => each.key === threshold.property);
  return (
    <>
      <dt>
        <StatusIcon status={threshold.level} silent />
      </dt>
      <dd>
        {property ? say(property.title) : threshold.property} {limitText(layer, threshold, say)}
        <span className="soft"> {say(threshold.meaning)}</span>
      </dd>
    </>
  );
}

function LivenessRow(props: { readonly liveness: 'late' | 'stale' | 'offline'; readonly limits: LivenessLimits }) {
  const say = useSay();
  return (
    <>
      <dt>
        <StatusIcon status="normal" liveness={props.liveness} silent />
      </dt>
      <dd>
        {say(LIVENESS_WORDS[props.liveness])}
        <span className="soft"> ≥ {durationText(props.limits[props.liveness] * 1000, say)}</span>
      </dd>
    </>
  );
}

/** `≥ 15 cm`, or `≥ 0.8 × 挠度限值` when the limit is a share of an attribute. */
function limitText(layer: LayerDefinition, threshold: ThresholdDefinition, say: ReturnType<typeof useSay>): string {
  const property = layer.properties.find((each) => each.key === threshold.property);
  const state = property?.states?.find((each) => each.value === threshold.limit);
  const limit = state
    ? say(state.title)
    : `${limitNumber(layer, threshold.limit, say)}${property ? ` ${unitText(property, say)}` : ''}`;
  return say(W[threshold.when], { limit: limit.trim() });
}

function limitNumber(layer: LayerDefinition, limit: Limit, say: ReturnType<typeof useSay>): string {
  if (typeof limit === 'number') return numberText(limit, Number.isInteger(limit) ? 0 : 1);
  const attribute = layer.attributes.find((each) => each.key === limit.attribute);
  const name = attribute ? say(attribute.title) : limit.attribute;
  const factor = limit.factor === 1 ? name : `${limit.factor} × ${name}`;
  return limit.offset ? `${factor} ${limit.offset < 0 ? '−' : '+'} ${Math.abs(limit.offset)}` : factor;
}
