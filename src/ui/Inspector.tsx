import { lazy, Suspense, useState } from 'react';
import type { AttributeValue } from '../domain/asset.ts';
import { LIVENESS_WORDS } from '../domain/liveness.ts';
import type { Provenance } from '../domain/provenance.ts';
import { type AssetState, findAsset, nameOf, type PropertyState, stateOf } from './asset-state.ts';
import { DataName } from './DataName.tsx';
import { sameShape, useDesk, usePort, useSample, useSay, useSession } from './desk-context.ts';
import { agoText, attributeText, momentText, unitText, valueText } from './format.ts';
import { Icon } from './Icon.tsx';
import { lookAtAsset } from './look-at.ts';
import { Mounts } from './Mounts.tsx';
import { AssetMute, AssetMuted } from './Muted.tsx';
import { Panel } from './Panel.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { ProvenanceTag } from './Tag.tsx';
import { ThresholdBands } from './ThresholdBands.tsx';
import { W } from './words.ts';

const BuildingCard = lazy(() => import('./BuildingCard.tsx'));
const HistoryChart = lazy(() => import('./HistoryChart.tsx'));

/** Attributes that the head already says, or that have a place of their own. */
const SAID_ELSEWHERE = new Set(['name', 'mounts']);

/**
 * What is known of a building that was asked for, or everything known about the selected asset: state, values with age and source,
 * history, limits, mounts, attributes.
 */
export function Inspector() {
  const port = usePort();
  const say = useSay();
  const open = useSession((session) => session.panels.inspector);
  const select = useSession((session) => session.select);
  const building = useSession((session) => session.building);
  const planOpen = useSession((session) => session.scenario !== null);
  // The hand that edits a plan has a panel of its own for what it holds.
  const editing = useSession((session) => session.scenario !== null && session.editing !== null);
  if (!open || editing) return null;
  if (building !== null && select === null)
    return (
      <Suspense>
        <BuildingCard building={building} />
      </Suspense>
    );
  if (select === null && planOpen) return null;
  if (select === null)
    return (
      <section className="panel hint" aria-label={say(W.inspector)}>
        <p className="empty">{say(W.nothingSelected)}</p>
        <button
          type="button"
          className="quiet"
          aria-label={`${say(W.close)} ${say(W.inspector)}`}
          onClick={() => port.run('panel.inspector', false)}
        >
          <Icon id="close" />
        </button>
      </section>
    );
  return <Selected key={select} id={select} />;
}

function Selected({ id }: { readonly id: string }) {
  const { port, mode } = useDesk();
  const say = useSay();
  const state = useSample((each): AssetState | null => {
    const found = findAsset(each.fleet(), id);
    return found ? stateOf(found.layer, found.slot, each.at()) : null;
  }, sameState);
  const era = useSample((each) => each.era());
  if (!state) return null;
  const { definition } = state.layer;
  const secret = mode.role === 'public' || port.catalog.role === 'public';
  const provenance: Provenance = state.layer.source === 'simulated' ? 'simulated' : 'surveyed';
  const mounts = state.asset.attributes.mounts;
  const instrument = definition.panel;
  return (
    <Panel
      panel="inspector"
      title={nameOf(state.asset)}
      heading={<DataName name={nameOf(state.asset)} />}
      className="inspector"
    >
      <div className="identity">
        <StatusIcon
          status={state.doubtful ? 'quality' : state.level}
          liveness={era === 'future' ? 'none' : state.liveness}
        />
        <span>{say(definition.title)}</span>
        <span className="soft">{state.asset.id}</span>
        <ProvenanceTag
          provenance={isGiven(state.asset.attributes.survey) ? 'surveyed' : state.layer.assets.provenance}
        />
      </div>
      <div className="row tools">
        <button type="button" onClick={() => lookAtAsset(port, id)}>
          <Icon id="fly" />
          {say(W.flyTo)}
        </button>
        <button type="button" onClick={() => port.run('panel.closeup', true)}>
          <Icon id="cube" />
          {say(W.closeup)}
        </button>
        {instrument && mode.panels.includes(instrument) ? (
          <button type="button" onClick={() => port.run(`panel.${instrument}`, true)}>
            <Icon id="chart" />
            {say(W.instrument)}
          </button>
        ) : null}
        {mode.panels.includes('review') && port.catalog.role !== 'public' ? (
          <button type="button" onClick={() => port.run('review.pin', id)}>
            <Icon id="comment" />
            {say(W.comment)}
          </button>
        ) : null}
        <CopyButton text={id} />
      </div>
      <AssetMuted asset={id} />
      <section aria-label={say(W.values)}>
        <h3>
          {say(W.values)} <ProvenanceTag provenance={provenance} />
        </h3>
        {era === 'future' ? (
          <p className="empty">{say(W.noObservationFuture)}</p>
        ) : (
          <Values state={state} asset={id} primary={definition.symbology.primary ?? ''} />
        )}
      </section>
      {typeof mounts === 'string' && mounts !== '' ? <Mounts text={mounts} /> : null}
      <details open={state.properties.length === 0}>
        <summary>{say(W.attributes)}</summary>
        <dl className="attributes">
          {definition.attributes
            .filter(
              (attribute) =>
                !SAID_ELSEWHERE.has(attribute.key) &&
                (!secret || attribute.classification === 'public') &&
                (attribute.mandatory || isGiven(state.asset.attributes[attribute.key])),
            )
            .map((attribute) => (
              <div key={attribute.key}>
                <dt>{say(attribute.title)}</dt>
                <dd>
                  {isGiven(state.asset.attributes[attribute.key]) ? (
                    <DataName name={attributeText(attribute, state.asset.attributes[attribute.key] ?? null, say)} />
                  ) : (
                    <span className="soft">{say(W.unregistered)}</span>
                  )}
                </dd>
              </div>
            ))}
        </dl>
        <p className="soft">
          {say(W.workPlan, { n: definition.workPlanItem })}·{definition.code.value}·{definition.cimLevel}
        </p>
      </details>
      <AssetMute asset={id} />
    </Panel>
  );
}

function Values(props: { readonly state: AssetState; readonly asset: string; readonly primary: string }) {
  const { state, asset, primary } = props;
  const [chosen, setChosen] = useState(primary);
  const shown = state.properties.find((each) => each.property.key === chosen) ?? state.properties[0];
  return (
    <>
      <ul className="values">
        {state.properties.map((each) => (
          <ValueRow
            key={each.property.key}
            state={each}
            chosen={each === shown}
            choose={() => setChosen(each.property.key)}
          />
        ))}
      </ul>
      {shown ? (
        <>
          <Suspense fallback={<div className="chart" />}>
            <HistoryChart
              asset={asset}
              state={shown}
              layer={state.layer.definition}
              attributes={state.asset.attributes}
            />
          </Suspense>
          <ThresholdBands layer={state.layer.definition} state={shown} attributes={state.asset.attributes} />
        </>
      ) : null}
    </>
  );
}

function ValueRow(props: { readonly state: PropertyState; readonly chosen: boolean; readonly choose: () => void }) {
  const { port } = useDesk();
  const say = useSay();
  const { state } = props;
  const at = useSample((each) => Math.floor(each.at() / 1000) * 1000);
  const unit = unitText(state.property, say);
  return (
    <li>
      <button
        type="button"
        className="value-row"
        aria-pressed={props.chosen}
        data-liveness={state.liveness}
        title={
          Number.isNaN(state.time)
            ? say(W.noObservation)
            : say(W.observedAt, { time: momentText(state.time, port.catalog.city.utcOffset) })
        }
        onClick={props.choose}
      >
        <StatusIcon status={state.quality === 'good' ? state.level : 'quality'} liveness={state.liveness} />
        <span className="value-name">{say(state.property.title)}</span>
        <span className="value-figure">
          <b>{valueText(state.property, state.value, say)}</b>
          {unit && !Number.isNaN(state.value) ? <span className="unit">{unit}</span> : null}
        </span>
        <span className="value-age soft">
          {state.liveness === 'none'
            ? say(W.noObservation)
            : `${state.liveness === 'live' ? '' : `${say(LIVENESS_WORDS[state.liveness])}·`}${agoText(at - state.time, say)}`}
        </span>
      </button>
    </li>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const say = useSay();
  const [done, setDone] = useState(false);
  return (
    <button
      type="button"
      title={say(W.copyId)}
      onClick={() => {
        void navigator.clipboard?.writeText(text).then(() => setDone(true));
        setTimeout(() => setDone(false), 2000);
      }}
    >
      <Icon id="copy" />
      <span className={done ? '' : 'visually-hidden'}>{say(done ? W.copied : W.copyId)}</span>
    </button>
  );
}

function isGiven(value: AttributeValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** The same rows of the same asset: definitions are compared by identity, values by what they are. */
function sameState(a: AssetState | null, b: AssetState | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.layer === b.layer &&
    a.asset.id === b.asset.id &&
    a.level === b.level &&
    a.liveness === b.liveness &&
    a.properties.every((each, index) => {
      const other = b.properties[index];
      return (
        other !== undefined &&
        sameShape(
          [each.value, each.time, each.quality, each.liveness],
          [other.value, other.time, other.quality, other.liveness],
        )
      );
    })
  );
}
