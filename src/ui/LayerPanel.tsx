import { useState } from 'react';
import type { FleetLayer } from '../domain/fleet.ts';
import { LEVEL_WORDS, LEVELS, type Level } from '../domain/level.ts';
import { LIVENESS_WORDS } from '../domain/liveness.ts';
import { BasemapPanel } from './BasemapPanel.tsx';
import { type Census, censusOf, freshest, isCurrent, prevailing } from './census.ts';
import { sameShape, usePort, useSample, useSay, useSession } from './desk-context.ts';
import { numberText } from './format.ts';
import { Icon } from './Icon.tsx';
import { Legend } from './Legend.tsx';
import { ClassLegend } from './look/ClassLegend.tsx';
import { FilterNote, LayerLook } from './look/LayerLook.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { StylePanel } from './StylePanel.tsx';
import { ProvenanceTag } from './Tag.tsx';
import { W } from './words.ts';

/** The layer tree: what there is, in which state, how fresh; the legend is folded inside each layer. */
export function LayerPanel() {
  const say = useSay();
  const port = usePort();
  const open = useSession((session) => session.panels.layers);
  const ids = useSample((each) => [...each.fleet().keys()].join(' '));
  const layers = ids === '' ? [] : ids.split(' ');
  return (
    <section className="panel layers" data-folded={!open} aria-label={say(W.layers)}>
      <header className="panel-head">
        <h2>{say(W.layers)}</h2>
        <button
          type="button"
          className="quiet fold"
          aria-expanded={open}
          aria-label={`${say(open ? W.fold : W.unfold)} ${say(W.layers)} [`}
          onClick={() => port.run('panel.layers')}
        >
          <Icon id="chevron" />
        </button>
      </header>
      {layers.length === 0 ? <p className="empty">{say(W.noLayers)}</p> : null}
      <ul className="layer-list">
        {layers.map((id) => (
          <LayerRow key={id} id={id} folded={!open} />
        ))}
      </ul>
      {open ? <StylePanel /> : null}
      {open ? <BasemapPanel /> : null}
    </section>
  );
}

function LayerRow({ id, folded }: { readonly id: string; readonly folded: boolean }) {
  const port = usePort();
  const say = useSay();
  const shown = useSession((session) => session.layers.includes(id));
  const filtered = useSession((session) => session.looks[id]?.filter !== undefined);
  const coloured = useSession((session) => session.looks[id]?.color !== undefined);
  const [legend, setLegend] = useState(false);
  const layer = useSample((each) => each.fleet().get(id));
  const census = useSample((each) => readCensus(each.fleet().get(id), each.at()), sameShape);
  const future = useSample((each) => each.era() === 'future');
  if (!layer || !census) return null;
  const title = say(layer.definition.title);
  const toggle = () => port.run('layer.toggle', id);
  const worst = future ? 'normal' : census.worst;
  const liveness = future ? 'none' : freshest(census);
  if (folded)
    return (
      <li>
        <button
          type="button"
          className="layer-icon"
          data-shown={shown}
          aria-pressed={shown}
          title={title}
          aria-label={say(shown ? W.hideLayer : W.showLayer, { layer: title })}
          onClick={toggle}
        >
          <Icon id={layer.definition.symbology.glyph} />
          {worst === 'normal' ? null : <StatusIcon status={worst} liveness={liveness} silent />}
          {filtered ? <Icon id="filter" /> : null}
        </button>
      </li>
    );
  return (
    <li className="layer" data-shown={shown}>
      <div className="layer-row">
        <label className="layer-name">
          <input type="checkbox" checked={shown} onChange={toggle} />
          <Icon id={layer.definition.symbology.glyph} />
          <span>{title}</span>
        </label>
        <span className="layer-count">{numberText(census.assets)}</span>
        <button
          type="button"
          className="quiet fold"
          aria-expanded={legend}
          aria-label={say(W.showLegend, { layer: title })}
          onClick={() => setLegend(!legend)}
        >
          <Icon id="chevron" />
        </button>
      </div>
      {layer.definition.properties.length > 0 ? (
        <CensusLine census={census} future={future} simulated={layer.source === 'simulated'} />
      ) : null}
      <FilterNote layer={layer} />
      {legend || coloured ? <ClassLegend layer={layer} /> : null}
      {legend ? (
        <>
          <LayerLook layer={layer} />
          <Legend layer={layer} />
        </>
      ) : null}
    </li>
  );
}

/** Counts that are not calm, by status and by liveness; a calm layer says so in two words, and one that nobody hears of does not pass for calm. */
function CensusLine(props: { readonly census: Census; readonly future: boolean; readonly simulated: boolean }) {
  const say = useSay();
  const { census, future } = props;
  const tag = props.simulated ? <ProvenanceTag provenance="simulated" /> : null;
  if (future)
    return (
      <p className="census">
        {tag}
        {say(W.noObservation)}
      </p>
    );
  const alarms = LEVELS.filter((level) => level !== 'normal' && census.levels[level] > 0).reverse();
  const tired = (['late', 'stale', 'offline', 'none'] as const).filter((each) => census.liveness[each] > 0);
  return (
    <p className="census">
      {tag}
      {alarms.length === 0 ? (
        <span>
          <StatusIcon status="normal" liveness={prevailing(census)} silent />
          {say(isCurrent(prevailing(census)) ? W.allCalm : LIVENESS_WORDS[prevailing(census)])}
        </span>
      ) : null}
      {alarms.map((level: Level) => (
        <span key={level} title={say(LEVEL_WORDS[level])}>
          <StatusIcon status={level} />
          {numberText(census.levels[level])}
        </span>
      ))}
      {census.doubtful > 0 ? (
        <span title={say(W.quality)}>
          <StatusIcon status="quality" />
          {numberText(census.doubtful)}
        </span>
      ) : null}
      {tired.map((each) => (
        <span key={each} className="soft" title={say(LIVENESS_WORDS[each])}>
          <StatusIcon status="normal" liveness={each} />
          {numberText(census.liveness[each])}
        </span>
      ))}
    </p>
  );
}

function readCensus(layer: FleetLayer | undefined, at: number): Census | null {
  return layer ? censusOf(layer, at) : null;
}
